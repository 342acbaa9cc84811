"""A practice in front of the camera: set-up, own neutral, counting, cues, rests.

Frames come in as landmarks and outlines from wherever the pose model runs; the same signals,
counter and judging as for recorded clips work on them. Nothing here knows of a browser.
"""
