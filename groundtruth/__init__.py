"""Rendered people whose joint angles are known exactly: a developer's tool, not a run-time part."""

GENERATOR_VERSION = "1.2"
"""Changes whenever the same seed would give another picture or another truth."""
