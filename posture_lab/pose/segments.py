"""Taking a sequence apart at its cuts, and putting the stretches together again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from posture_lab.pose.sequence import PoseSequence, View
from posture_lab.pose.view import view_of

_PER_FRAME: Final = ("time_s", "landmarks_px", "world_m", "visibility", "outline", "leg_outline")


def stretch(poses: PoseSequence, frames: slice) -> PoseSequence:
    """Return some of the frames of a sequence; all of them as they are."""
    if frames == slice(0, len(poses)):
        return poses
    some = {name: getattr(poses, name)[frames] for name in _PER_FRAME}
    turned = None if poses.turned_deg is None else poses.turned_deg[frames]
    return replace(poses, cuts_s=(), turned_deg=turned, **some)


def together(whole: PoseSequence, stretches: Sequence[PoseSequence]) -> PoseSequence:
    """Return ``whole`` with the frames of the stretches that it was taken apart into."""
    frames = {
        name: np.concatenate([getattr(each, name) for each in stretches]) for name in _PER_FRAME
    }
    return replace(whole, provenance=stretches[0].provenance, **frames)  # type: ignore[arg-type]


def together_views(views: Sequence[View]) -> View:
    """Return the view of a clip whose stretches are seen like this."""
    if len(views) == 1:
        return views[0]
    facings = [
        np.full(len(view.frame_yaw_deg), np.nan) if view.frame_facing is None else view.frame_facing
        for view in views
    ]
    return view_of(np.concatenate([view.frame_yaw_deg for view in views]), np.concatenate(facings))
