"""The clip in stretches of one view of one person, and what is to be said of them."""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.analysis.circumstances import ClipPart, Remark
from posture_lab.figures import figure
from posture_lab.metrics.signals.camera_angle import steady_yaw
from posture_lab.pose.camera import moving_told, turning_told
from posture_lab.pose.sequence import PoseSequence, ViewKind
from posture_lab.pose.view import SIDE_LIMIT_DEG
from posture_lab.video.facts import ClipFacts
from posture_lab.video.remarks import slow_motion

SHORTEST_S: Final = 1.0
"""A stretch shorter than this belongs to the longer one beside it."""

_KINDS: Final[tuple[ViewKind, ...]] = ("side", "oblique", "front", "unknown")
_NOBODY: Final = len(_KINDS)

_FROM: Final[dict[ViewKind, str]] = {
    "oblique": "the camera is at an angle",
    "front": "the camera is in front or behind",
}


def clip_parts(poses: PoseSequence) -> tuple[ClipPart, ...]:
    """Return the stretches of one view of one person, in order; none if all of it is one.

    A new one begins at a cut, where the view changes for at least SHORTEST_S, and where the person
    comes or goes.
    """
    codes = _codes(poses)
    runs: list[tuple[int, int, int]] = []
    for frames in poses.segments():
        runs += _merged(poses, codes, frames)
    runs = [run for run in _without_flickers(poses, runs) if run[1] > run[0]]
    if len(runs) < 2:
        return ()
    return tuple(_part(poses, run) for run in runs)


def view_remarks(
    poses: PoseSequence, clip: ClipFacts, parts: tuple[ClipPart, ...]
) -> tuple[Remark, ...]:
    """Return what is to be said of the clip's views, its camera, and its time."""
    found = [
        ("not_a_side_view", _not_from_the_side(parts)),
        ("cut", _cuts(poses)),
        ("camera_turns", turning_told(poses.camera, poses.level)),
        ("camera_moves", moving_told(poses.camera)),
        ("slow_motion", slow_motion(clip.slow_motion_factor)),
    ]
    return tuple(Remark(code, text) for code, text in found if text is not None)


def _codes(poses: PoseSequence) -> NDArray[np.intp]:
    """(T,) index in _KINDS of each frame's view; _NOBODY where nobody is followed."""
    seen = np.isfinite(poses.landmarks_px[..., 0]).any(axis=1)
    if poses.view is None or not len(poses):
        return np.where(seen, _KINDS.index("unknown"), _NOBODY)
    yaw = steady_yaw(poses.time_s, poses.view.frame_yaw_deg)
    codes = np.select(
        [yaw <= SIDE_LIMIT_DEG, yaw <= 90.0 - SIDE_LIMIT_DEG, np.isfinite(yaw)],
        [0, 1, 2],
        _KINDS.index("unknown"),
    )
    return np.where(seen, codes, _NOBODY)


def _merged(
    poses: PoseSequence, codes: NDArray[np.intp], frames: slice
) -> list[tuple[int, int, int]]:
    """(start, stop, code) runs of frames between cuts, the short ones given to a neighbour."""
    inside = codes[frames]
    edges = [0, *(np.flatnonzero(np.diff(inside)) + 1).tolist(), len(inside)]
    runs = [
        (frames.start + a, frames.start + b, int(inside[a])) for a, b in pairwise(edges) if b > a
    ]
    return _without_flickers(poses, runs)


def _without_flickers(
    poses: PoseSequence, runs: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """The runs without any shorter than SHORTEST_S, as long as there is another one beside it."""
    runs = list(runs)
    while len(runs) > 1:
        lengths = [_seconds(poses, run) for run in runs]
        short = int(np.argmin(lengths))
        if lengths[short] >= SHORTEST_S:
            break
        beside = [at for at in (short - 1, short + 1) if 0 <= at < len(runs)]
        into = max(beside, key=lambda at: lengths[at])
        first, last = min(short, into), max(short, into)
        runs[first : last + 1] = [(runs[first][0], runs[last][1], runs[into][2])]
        runs = _alike_joined(poses, runs)
    return runs


def _alike_joined(
    poses: PoseSequence, runs: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Neighbours of one kind as one run, unless a cut is between them."""
    cuts = {frames.start for frames in poses.segments()}
    joined = runs[:1]
    for start, stop, code in runs[1:]:
        if joined[-1][2] == code and start not in cuts:
            joined[-1] = (joined[-1][0], stop, code)
        else:
            joined.append((start, stop, code))
    return joined


def _seconds(poses: PoseSequence, run: tuple[int, int, int]) -> float:
    start, stop, _ = run
    return float(poses.time_s[min(stop, len(poses) - 1)] - poses.time_s[start])


def _part(poses: PoseSequence, run: tuple[int, int, int]) -> ClipPart:
    start, stop, code = run
    end_s = float(poses.time_s[min(stop, len(poses) - 1)])
    if code == _NOBODY:
        return ClipPart(float(poses.time_s[start]), end_s, "unknown", None)
    return ClipPart(float(poses.time_s[start]), end_s, _KINDS[code])


def _not_from_the_side(parts: tuple[ClipPart, ...]) -> str | None:
    others = [part for part in parts if part.view in _FROM]
    if not others:
        return None
    told = [
        f"from {figure(part.start_s)} to {figure(part.end_s)} s {_FROM[part.view]}"
        for part in others
    ]
    whole = "; ".join(told)
    return f"{whole[0].upper()}{whole[1:]}: form is judged from the side only."


def _cuts(poses: PoseSequence) -> str | None:
    # An editor's odd picture at either end is not worth a word.
    last_s = float(poses.time_s[-1]) if len(poses) else 0.0
    cuts = [time_s for time_s in poses.cuts_s if SHORTEST_S <= time_s <= last_s - SHORTEST_S]
    if not cuts:
        return None
    places = ", ".join(f"{figure(time_s, 1)} s" for time_s in cuts)
    return f"The clip is cut at {places}: what comes before and after is looked at separately."
