"""Tests of posture_lab.metrics."""
