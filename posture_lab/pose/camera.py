"""From the room's lines and the camera's motion to how the camera is held, frame by frame."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.level.finding import find_level
from posture_lab.level.level import Level
from posture_lab.level.track import known_rows, lines_as_at_first, motion_at, roll_deg
from posture_lab.pose.footage import CameraMotion, Footage
from posture_lab.pose.sequence import PoseSequence

PANNING_DEG: Final = 16.0
"""A camera that looks up or down by 20 degrees and pans by a picture's height turns its picture by
this much: the pan, 48 degrees at a usual focal length, times the sine."""

ELSEWHERE: Final = 0.03
"""A camera that moves by more of the picture's height sees the room's lines elsewhere."""

FOLLOWING_ERROR_DEG: Final = 0.5
"""Half-width of the 90 % interval of a roll that was followed."""


@dataclass(frozen=True, slots=True)
class _Take:
    """One stretch between cuts: its level at its first moment, and its (T,) roll since then."""

    level: Level | None
    rolled_deg: Floats
    motion: CameraMotion | None
    seen: int


def levelled(poses: PoseSequence) -> PoseSequence:
    """Return raw poses with what the surroundings tell of the camera, and without those.

    Each stretch between cuts by itself. ``level`` is that of the stretch in which the person is
    seen longest, ``turned_deg`` how the others, and rolling, differ from it. Where nothing was
    seen of the surroundings, as before the live camera, a level that is known already stays.
    """
    if poses.footage is None and not poses.room_lines:
        return poses
    footage = poses.footage or Footage()
    takes = [_take(poses, frames, footage) for frames in poses.segments()]
    main = max(takes, key=lambda take: (take.level is not None, take.seen))
    level = main.level
    base = 0.0 if level is None else level.roll_deg
    turned = np.concatenate([_beyond(take, base) for take in takes])
    if poses.room_lines:
        poses = poses.with_step(_told(level))
    camera = _summed([take.motion for take in takes if take.motion is not None])
    if camera is not None and camera.rolls:
        poses = poses.with_step(f"followed the camera, which turned by {camera.turned_deg:.1f} deg")
    told = (turning_told(camera, level), moving_told(camera))
    warnings = (*poses.provenance.warnings, *(each for each in told if each is not None))
    return replace(
        poses,
        level=level,
        turned_deg=turned if np.abs(turned).max(initial=0.0) > 0.0 else None,
        camera=camera,
        provenance=replace(poses.provenance, warnings=warnings),
        room_lines=(),
        footage=None,
    )


def turning_told(camera: CameraMotion | None, level: Level | None) -> str | None:
    """Return the sentence for a camera that turned about its own axis; None for one that did not.

    ``level`` is what the room's lines tell.
    """
    if camera is None or not camera.turns:
        return None
    rest = "angles are less certain for it" if level is None else "each picture was set upright"
    return f"The camera tipped sideways by {camera.turned_deg:.0f} degrees while filming; {rest}."


def moving_told(camera: CameraMotion | None) -> str | None:
    """Return the sentence for a camera that was carried, swung or zoomed; None otherwise."""
    if camera is None or not camera.moves:
        return None
    return "The camera moved while filming; put it down, so that angles are as certain as can be."


def _take(poses: PoseSequence, frames: slice, footage: Footage) -> _Take:
    time_s, middles = poses.time_s[frames], poses.trunk_middle_px[frames]
    seen = int(np.isfinite(middles).all(axis=1).sum())
    if not len(time_s):
        return _Take(None, np.zeros(0), None, 0)
    start_s, end_s = time_s[0] - 1e-6, time_s[-1] + 1e-6
    rows = footage.motion[(footage.motion[:, 0] >= start_s) & (footage.motion[:, 0] <= end_s)]
    motion = _motion(rows)
    rolled = np.zeros(len(time_s))
    if motion is not None and motion.rolls:
        known = known_rows(rows)
        rolled = np.interp(time_s, known[:, 0], roll_deg(known))
    moving = motion is not None and (motion.rolls or motion.moved_heights > ELSEWHERE)
    pictures = [
        lines_as_at_first(lines, motion_at(rows, at_s), poses.image_size_px) if moving else lines
        for lines, at_s in _lines(poses, footage)
        if start_s <= at_s <= end_s
    ]
    level = find_level(pictures, poses.image_size_px, middles) if pictures else None
    if level is None and rolled.any():
        # Nothing tells which moment was level: the middle one is the best guess.
        rolled = rolled - np.median(rolled)
    if motion is not None:
        motion = replace(motion, error_deg=_error_deg(motion, level))
    return _Take(level, rolled, motion, seen)


def _error_deg(motion: CameraMotion, level: Level | None) -> float:
    """By how much what is upright may be off because the camera turned."""
    if not motion.may_roll:
        return 0.0
    if motion.rolls and level is not None:
        return FOLLOWING_ERROR_DEG
    # Followed, or not, from a moment of which nothing tells how level it was.
    return motion.turned_deg / (2.0 if motion.rolls else 1.0)


def _lines(poses: PoseSequence, footage: Footage) -> Sequence[tuple[Floats, float]]:
    """The room's lines of each picture, with its time; without times, those of the first frame."""
    first_s = float(poses.time_s[0]) if len(poses) else 0.0
    times_s = footage.room_lines_s or (first_s,) * len(poses.room_lines)
    return list(zip(poses.room_lines, times_s, strict=True))


def _beyond(take: _Take, base_deg: float) -> Floats:
    """(T,) how much further than ``base_deg`` upright things lean to the right in a stretch.

    Where its own lines tell nothing, the picture's own up is as good as any.
    """
    own = 0.0 if take.level is None else take.level.roll_deg
    return take.rolled_deg + (own - base_deg)


def _motion(rows: Floats) -> CameraMotion | None:
    known = known_rows(rows)
    if len(rows) < 2 or not len(known):
        return None
    turned, scale = roll_deg(known), np.hypot(known[:, 1], known[:, 4])
    shift = np.ptp(known[:, [3, 6]], axis=0)
    return CameraMotion(
        turned_deg=float(np.ptp(turned)),
        panned_deg=PANNING_DEG * float(shift[0]),
        moved_heights=float(np.hypot(*shift)),
        scaled=float(scale.max() / scale.min()),
        known=len(known) / len(rows),
    )


def _summed(motions: Sequence[CameraMotion]) -> CameraMotion | None:
    if not motions:
        return None
    furthest = max(motions, key=lambda each: (each.rolls, each.turned_deg))
    return CameraMotion(
        turned_deg=furthest.turned_deg,
        panned_deg=furthest.panned_deg,
        moved_heights=max(each.moved_heights for each in motions),
        scaled=max(each.scaled for each in motions),
        known=furthest.known,
        error_deg=max(each.error_deg for each in motions),
    )


def _told(level: Level | None) -> str:
    if level is None:
        return "found no lines in the room that tell how level the camera is"
    return (
        f"found the camera tilted by {level.roll_deg:.1f} degrees, give or take"
        f" {level.stated_error_deg:.1f}, from lines in the room"
    )
