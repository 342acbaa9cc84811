"""Pixels to :class:`~posture_lab.pose.sequence.PoseSequence`: what is seen, frame by frame.

Import the modules you need; this package loads nothing by itself, because MediaPipe is heavy.
"""
