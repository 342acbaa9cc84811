"""What is drawn over a clip: skeleton, trunk outline, angle arcs, counter and cue."""

from posture_lab.export.overlay.picture import Overlay

__all__ = ["Overlay"]
