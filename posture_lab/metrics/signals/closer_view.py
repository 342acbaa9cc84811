"""From where the camera sees the person, told more closely once the outline is known."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.metrics.learned.features import body_features
from posture_lab.metrics.learned.reading import outlined
from posture_lab.metrics.learned.turn import read_yaw
from posture_lab.metrics.signals.geometry import SideBody, side_body
from posture_lab.metrics.signals.lines import landmark_lines
from posture_lab.metrics.signals.upright import upright
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.view import steadied, view_of, yaw_error

FARTHEST_DEG: Final = 45.0
"""Beyond this yaw off the side view what the landmarks tell by themselves stays: the networks were
taught on people up to 60 degrees off, and what lies near their limit they read as less."""

DOUBTFUL_DEG: Final = 3.0
"""Networks that disagree by more (standard deviation) do not know the body they see: so they do in
one of a hundred pictures of rendered people whom they never saw."""

TRUNKS_DEG: Final = (-30.0, 120.0)
SHANKS_DEG: Final = (-60.0, 60.0)
"""Leans of people on their feet or on a chair; the networks were taught on no others."""

WINDOW_S: Final = 0.4
"""The yaw of a moment is the median over this long: what networks read wavers little, and somebody
may turn away for half a second."""


def with_closer_view(poses: PoseSequence) -> PoseSequence:
    """Return the poses with the yaw of each frame read by networks, where they can tell.

    They need somebody who neither lies nor kneels, the outline of trunk and near leg, a yaw of up
    to FARTHEST_DEG and agreement; any other frame keeps the yaw it has, and poses without a view
    stay as they are.
    """
    view = poses.view
    if view is None or view.frame_facing is None:
        return poses
    level = upright(poses)
    body = side_body(level)
    features = body_features(body, level)
    yaw, doubt = read_yaw(features)
    told = outlined(features) & _is_on_feet(body)
    told &= (view.frame_yaw_deg <= FARTHEST_DEG) & (doubt <= DOUBTFUL_DEG)
    steady = steadied(np.where(told, yaw, np.nan), poses.time_s, WINDOW_S)
    closer = view_of(np.where(told, steady, view.frame_yaw_deg), view.frame_facing)
    by_networks = told.sum() / max(1, int(np.isfinite(view.frame_yaw_deg).sum()))
    closer = replace(closer, yaw_error_deg=yaw_error(closer.yaw_deg, float(by_networks)))
    if view.facing is not None and closer.facing is not None:
        closer = replace(closer, facing=view.facing, near_side=view.near_side)
    return replace(poses, view=closer)


def _is_on_feet(body: SideBody) -> NDArray[np.bool_]:
    """(T,) whether trunk and shank lean as in standing, bending and sitting; False if unseen."""
    lines = landmark_lines(body)
    standing: NDArray[np.bool_] = np.all(
        [
            (lean >= low) & (lean <= high)
            for lean, (low, high) in ((lines.trunk, TRUNKS_DEG), (lines.shank, SHANKS_DEG))
        ],
        axis=0,
    )
    return standing
