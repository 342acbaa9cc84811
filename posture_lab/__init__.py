"""Posture and movement analysis from a webcam or a video clip.

Importing this package is cheap: nothing heavy (MediaPipe, OpenCV, Streamlit, SciPy) is loaded
until a function that needs it is called.
"""

__version__ = "0.1.0"
