"""Clips in and out: frames with their true times, and H.264 files a browser plays.

Import the modules you need; this package loads nothing by itself, because PyAV is heavy.
"""
