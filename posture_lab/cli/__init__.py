"""The ``posture-lab`` command. Nothing heavy is imported before a command needs it."""

from posture_lab.cli.entry import main

__all__ = ["main"]
