"""From raw estimates to a finished PoseSequence: joining parts, cleaning, smoothing, view."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.level.track import join_motion
from posture_lab.pose.camera import levelled
from posture_lab.pose.footage import Footage
from posture_lab.pose.plausibility import drop_implausible
from posture_lab.pose.seam import is_same_at
from posture_lab.pose.segments import stretch, together, together_views
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.smoothing import CUTOFF_HZ, MAX_GAP_S, fill_gaps, smooth
from posture_lab.pose.view import estimate_view, with_view
from posture_lab.pose.whose import join_appearances, one_person

SAME_TIME_S: Final = 1e-3
"""Frames of two parts this close in time are one frame of the clip."""


def join_parts(parts: Sequence[PoseSequence]) -> PoseSequence:
    """Return raw parts of one clip, in order of time, as one raw sequence.

    Parts may overlap. From the overlap the earlier part's frames are kept, but one in which it saw
    nobody is taken from the later part.

    Raises
    ------
    ValueError
        If there are no parts or their picture sizes differ.
    """
    if not parts:
        raise ValueError("no parts to join")
    whole = parts[0]
    for part in parts[1:]:
        if part.image_size_px != whole.image_size_px:
            raise ValueError("parts of one clip must have one picture size")
        whole = _joined(whole, part)
    return whole


def _joined(earlier: PoseSequence, later: PoseSequence) -> PoseSequence:
    end_s = earlier.time_s[-1] if len(earlier) else -np.inf
    new = later.time_s > end_s + SAME_TIME_S
    lost = np.flatnonzero(~np.isfinite(earlier.landmarks_px).any(axis=(1, 2)))
    again = np.searchsorted(later.time_s, earlier.time_s[lost] - SAME_TIME_S)
    there = again < len(later)
    lost, again = lost[there], again[there]
    same = np.abs(later.time_s[again] - earlier.time_s[lost]) <= SAME_TIME_S

    def joined(name: str) -> Floats:
        values: Floats = getattr(earlier, name).copy()
        values[lost[same]] = getattr(later, name)[again[same]]
        return np.concatenate([values, getattr(later, name)[new]])

    warnings = (*earlier.provenance.warnings, *later.provenance.warnings)
    return replace(
        earlier,
        time_s=np.concatenate([earlier.time_s, later.time_s[new]]),
        landmarks_px=joined("landmarks_px"),
        world_m=joined("world_m"),
        visibility=joined("visibility"),
        outline=joined("outline"),
        leg_outline=joined("leg_outline"),
        room_lines=(*earlier.room_lines, *later.room_lines),
        provenance=replace(earlier.provenance, warnings=tuple(dict.fromkeys(warnings))),
        cuts_s=tuple(sorted({*earlier.cuts_s, *later.cuts_s})),
        footage=_joined_footage(earlier, later),
    )


def _joined_footage(earlier: PoseSequence, later: PoseSequence) -> Footage | None:
    if earlier.footage is None or later.footage is None:
        return earlier.footage or later.footage
    first, then = earlier.footage, later.footage
    seam_s = float(later.time_s[0]) if len(later) else 0.0
    cut = any(time_s > seam_s for time_s in earlier.cuts_s)
    return Footage(
        join_appearances(first.appearances, then.appearances, same=is_same_at(earlier, later)),
        (*first.room_lines_s, *then.room_lines_s),
        join_motion(first.motion, then.motion, cut=cut),
    )


def finish_sequence(*parts: PoseSequence) -> PoseSequence:
    """Return the finished sequence of one clip from its raw part or parts."""
    poses = one_person(join_parts(parts))
    # A long clip's arrays are large: what is finished goes before the next is made.
    del parts
    poses = levelled(poses)
    between = poses.segments()
    stretches = [_cleaned(stretch(poses, frames)) for frames in between]
    views = [estimate_view(each) for each in stretches]
    done = stretches[0] if len(stretches) == 1 else together(poses, stretches)
    del poses, stretches
    if done.cuts_s:
        done = done.with_step(f"treated the stretches between {len(done.cuts_s)} cuts one by one")
    return with_view(done, together_views(views)).with_step("estimated the view")


def _cleaned(poses: PoseSequence) -> PoseSequence:
    """The sequence without what cannot be right, short gaps filled, smoothed."""
    poses = drop_implausible(poses)
    for name in ("landmarks_px", "world_m", "visibility", "outline", "leg_outline"):
        values = fill_gaps(poses.time_s, getattr(poses, name))
        if name != "visibility":
            values = smooth(poses.time_s, values)
        poses = replace(poses, **{name: values})  # type: ignore[arg-type]
        del values
    poses = poses.with_step(f"filled gaps up to {MAX_GAP_S} s")
    return poses.with_step(f"smoothed at {CUTOFF_HZ:g} Hz, zero phase")
