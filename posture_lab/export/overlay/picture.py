"""One picture of a clip with everything drawn over it."""

import numpy as np

from posture_lab.analysis.result import Analysis
from posture_lab.arrays import Floats
from posture_lab.export.overlay.body import draw_angles, draw_skeleton
from posture_lab.export.overlay.caption import caption_at, draw_caption, draw_readout
from posture_lab.export.overlay.head import draw_head
from posture_lab.export.overlay.strokes import Picture
from posture_lab.export.overlay.style import Sizes
from posture_lab.export.overlay.trunk import draw_trunk, own_edges
from posture_lab.metrics.signals.upright import up_lean_deg
from posture_lab.pose.sequence import PoseSequence

SHOWN_ANGLES = {
    "trunk": "trunk_inclination_deg",
    "hip": "hip_flexion_deg",
    "knee": "knee_flexion_deg",
}


class Overlay:
    """Draws an analysis over the pictures of its clip.

    Parameters
    ----------
    analysis : with the poses and signals it was made from; without them only words are drawn.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        poses = analysis.poses
        self._up_lean_deg = np.zeros(0) if poses is None else np.nan_to_num(up_lean_deg(poses))
        self._edges = None if poses is None else own_edges(poses)
        self._has_edges = self._edges is not None and bool(np.isfinite(self._edges).any())
        times = np.zeros(0) if analysis.poses is None else analysis.poses.time_s
        self._usual_s = float(np.median(np.diff(times))) if len(times) > 1 else 1e-3
        signals = analysis.signals
        self._has_angles = signals is not None and any(
            np.isfinite(signals[name].values).any() for name in SHOWN_ANGLES.values()
        )

    def draw(self, picture: Picture, time_s: float, scale: float = 1.0) -> None:
        """Draw into ``picture`` (H, W, 3) RGB what belongs to ``time_s`` seconds.

        ``scale`` is picture pixels per pixel of the clip, when the picture was shrunk.
        """
        height, width = picture.shape[:2]
        sizes = Sizes.of(width, height)
        poses = self._analysis.poses
        if poses is not None and (index := self._frame_at(poses, time_s)) is not None:
            self._draw_body(picture, poses, index, scale, sizes)
        draw_caption(picture, caption_at(self._analysis, time_s), sizes)

    def _frame_at(self, poses: PoseSequence, time_s: float) -> int | None:
        """The analysed frame nearest in time, None if none is near enough to belong to it."""
        after = int(np.searchsorted(poses.time_s, time_s))
        near = range(max(after - 1, 0), min(after + 1, len(poses)))
        nearest = min(near, key=lambda index: abs(poses.time_s[index] - time_s), default=None)
        if nearest is None or abs(poses.time_s[nearest] - time_s) > self._usual_s:
            return None
        return nearest

    def _draw_body(
        self, picture: Picture, poses: PoseSequence, index: int, scale: float, sizes: Sizes
    ) -> None:
        height, width = picture.shape[:2]
        points = _near(poses.landmarks_px[index] * scale, width, height)
        view = self._analysis.view
        if view.facing is not None and self._edges is not None:
            draw_trunk(picture, points, self._edges[index], view.facing, sizes)
        draw_head(picture, points, poses.visibility[index], sizes)
        draw_skeleton(picture, points, poses.visibility[index], view.near_side, sizes)
        signals = self._analysis.signals
        if signals is not None and view.near_side is not None:
            angles = {
                short: float(signals[name].values[index]) for short, name in SHOWN_ANGLES.items()
            }
            lean_deg = float(self._up_lean_deg[index])
            draw_angles(picture, points, angles, view.near_side, sizes, up_lean_deg=lean_deg)
            if self._has_angles:
                draw_readout(picture, angles, sizes, with_edges=self._has_edges)


def _near(points: Floats, width: int, height: int) -> Floats:
    """Landmarks in the picture or up to one picture beside it; others become missing."""
    size = np.array([width, height])
    inside = np.all((points >= -size) & (points <= 2 * size), axis=1)
    return np.where(inside[:, None], points, np.nan)
