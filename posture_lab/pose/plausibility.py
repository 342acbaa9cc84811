"""Marking landmarks that cannot be right as missing: outside the picture, impossible, jumping."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import LEG_SEGMENTS, PoseSequence

Flags = NDArray[np.bool_]

EDGE_TOLERANCE: Final = 0.01
"""How far outside the picture a landmark may lie, in shorter picture sides: its own error."""
LONGER_THAN_OWN: Final = 1.4
"""A bone in the picture this many times longer than the person's own is impossible; it may always
look shorter, when it points towards the camera."""
UNLIKE_OWN: Final = (0.6, 1.6)
"""Limits of a bone's length in space, relative to the person's own."""
JUMP_SIZES: Final = 0.12
"""A landmark off the middle of its neighbours in time by more than this, in body sizes (trunk,
thigh and shank added up, about 1.3 m), has jumped."""
JUMP_HALF_WINDOW_S: Final = 0.1

SIZE_PER_TRUNK: Final = 2.6
"""Body size of an upright adult in trunk lengths (hips to shoulders)."""

_L = Landmark
BONES: Final = (
    (_L.LEFT_SHOULDER, _L.LEFT_ELBOW),
    (_L.LEFT_ELBOW, _L.LEFT_WRIST),
    (_L.RIGHT_SHOULDER, _L.RIGHT_ELBOW),
    (_L.RIGHT_ELBOW, _L.RIGHT_WRIST),
    (_L.LEFT_HIP, _L.LEFT_KNEE),
    (_L.LEFT_KNEE, _L.LEFT_ANKLE),
    (_L.RIGHT_HIP, _L.RIGHT_KNEE),
    (_L.RIGHT_KNEE, _L.RIGHT_ANKLE),
    (_L.LEFT_HIP, _L.LEFT_SHOULDER),
    (_L.RIGHT_HIP, _L.RIGHT_SHOULDER),
)
"""Bones that are checked, each from its nearer to its further end; the further end is doubted."""

_BEYOND: Final[dict[Landmark, tuple[Landmark, ...]]] = {
    _L.LEFT_ELBOW: (_L.LEFT_WRIST, _L.LEFT_PINKY, _L.LEFT_INDEX, _L.LEFT_THUMB),
    _L.RIGHT_ELBOW: (_L.RIGHT_WRIST, _L.RIGHT_PINKY, _L.RIGHT_INDEX, _L.RIGHT_THUMB),
    _L.LEFT_WRIST: (_L.LEFT_PINKY, _L.LEFT_INDEX, _L.LEFT_THUMB),
    _L.RIGHT_WRIST: (_L.RIGHT_PINKY, _L.RIGHT_INDEX, _L.RIGHT_THUMB),
    _L.LEFT_KNEE: (_L.LEFT_ANKLE, _L.LEFT_HEEL, _L.LEFT_FOOT_INDEX),
    _L.RIGHT_KNEE: (_L.RIGHT_ANKLE, _L.RIGHT_HEEL, _L.RIGHT_FOOT_INDEX),
    _L.LEFT_ANKLE: (_L.LEFT_HEEL, _L.LEFT_FOOT_INDEX),
    _L.RIGHT_ANKLE: (_L.RIGHT_HEEL, _L.RIGHT_FOOT_INDEX),
}
_LEGS: Final = (
    [_L.LEFT_HIP, _L.LEFT_KNEE, _L.LEFT_ANKLE],
    [_L.RIGHT_HIP, _L.RIGHT_KNEE, _L.RIGHT_ANKLE],
)
_TRUNK: Final = [_L.LEFT_SHOULDER, _L.RIGHT_SHOULDER, _L.LEFT_HIP, _L.RIGHT_HIP]


def drop_implausible(poses: PoseSequence) -> PoseSequence:
    """Return ``poses`` with every landmark that cannot be right made NaN.

    A landmark goes when it lies outside the picture (the network completes bodies there), when
    its bone has a length this person does not have, or when it jumps away and back within a
    fifth of a second. Its world position goes with it; its visibility stays. The outline goes
    where a shoulder or hip went, that of a leg also where its own joints went.
    """
    landmarks_px = poses.landmarks_px.copy()
    world_m = poses.world_m.copy()
    outside = outside_picture(landmarks_px, poses.image_size_px)
    landmarks_px[outside] = world_m[outside] = np.nan
    doubted = impossible_bones(poses.time_s, landmarks_px, world_m)
    doubted |= jumps(poses.time_s, landmarks_px)
    landmarks_px[doubted] = world_m[doubted] = np.nan
    outline = poses.outline.copy()
    outline[~np.isfinite(landmarks_px[:, _TRUNK, 0]).all(axis=1)] = np.nan
    leg_outline = poses.leg_outline.copy()
    leg_outline[~np.isfinite(landmarks_px[:, _TRUNK, 0]).all(axis=1)] = np.nan
    for side, joints in enumerate(_LEGS):
        lost = ~np.isfinite(landmarks_px[:, joints, 0])
        for segment in range(len(LEG_SEGMENTS)):
            leg_outline[lost[:, segment] | lost[:, segment + 1], side, segment] = np.nan
    return poses.with_step(
        "left out landmarks outside the picture, of impossible length, or jumping",
        landmarks_px=landmarks_px,
        world_m=world_m,
        outline=outline,
        leg_outline=leg_outline,
    )


def outside_picture(landmarks_px: Floats, size_px: tuple[int, int]) -> Flags:
    """Return (T, 33), True where a landmark lies outside the picture of (width, height)."""
    margin = EDGE_TOLERANCE * min(size_px)
    low = landmarks_px < -margin
    high = landmarks_px > np.array(size_px) + margin
    return np.asarray((low | high).any(axis=-1))


def body_size(time_s: Floats, landmarks_px: Floats) -> Floats:
    """Return the (T,) trunk, thigh and shank added up, in pixels, as it is around each frame.

    The median over half a second to either side follows somebody who comes nearer and not a
    single wrong landmark. Where no leg is seen, it is told from the trunk. NaN where no trunk is.
    """
    trunk = _length(landmarks_px[:, _TRUNK[:2]].mean(axis=1) - landmarks_px[:, _TRUNK[2:]].mean(1))
    hips, knees, ankles = (
        landmarks_px[:, [Landmark[f"LEFT_{name}"], Landmark[f"RIGHT_{name}"]]]
        for name in ("HIP", "KNEE", "ANKLE")
    )
    whole = trunk + _mean(_length(knees - hips)) + _mean(_length(ankles - knees))
    each = np.where(np.isfinite(whole), whole, SIZE_PER_TRUNK * trunk)
    if len(time_s) < 3:
        return np.asarray(each)
    return _nanmedian(_around(each[:, None], time_s, 0.5))[:, 0]


def impossible_bones(time_s: Floats, landmarks_px: Floats, world_m: Floats) -> Flags:
    """Return (T, 33), True at the far end of a bone of impossible length and beyond it.

    Lengths are compared with the person's own: the 90th percentile over the clip in the picture,
    relative to the body's size of the moment, and the median in space.
    """
    doubted = np.zeros(landmarks_px.shape[:2], dtype=bool)
    size = body_size(time_s, landmarks_px)
    if not np.isfinite(size).any():
        return doubted
    usual = np.where(np.isfinite(size), size, np.nanmedian(size))
    for near, far in BONES:
        flat = _length(landmarks_px[:, far] - landmarks_px[:, near]) / usual
        deep = _length(world_m[:, far] - world_m[:, near])
        if not np.isfinite(flat).any():
            continue
        own = np.nanmedian(deep)
        with np.errstate(invalid="ignore"):
            wrong = flat > LONGER_THAN_OWN * np.nanpercentile(flat, 90)
            wrong |= (deep < UNLIKE_OWN[0] * own) | (deep > UNLIKE_OWN[1] * own)
        for landmark in (far, *_BEYOND.get(far, ())):
            doubted[wrong, landmark] = True
    return doubted


def jumps(time_s: Floats, landmarks_px: Floats) -> Flags:
    """Return (T, 33), True where a landmark is far from the median of its neighbours in time."""
    doubted = np.zeros(landmarks_px.shape[:2], dtype=bool)
    size = body_size(time_s, landmarks_px)
    if len(time_s) < 3 or not np.isfinite(size).any():
        return doubted
    limit = JUMP_SIZES * np.where(np.isfinite(size), size, np.nanmedian(size))
    for landmark in range(landmarks_px.shape[1]):
        path = landmarks_px[:, landmark]
        middle = _nanmedian(_around(path, time_s, JUMP_HALF_WINDOW_S))
        with np.errstate(invalid="ignore"):
            doubted[:, landmark] = _length(path - middle) > limit
    return doubted


def _around(path: Floats, time_s: Floats, half_s: float) -> Floats:
    """Return (T, C, W): for each frame of (T, C) the frames around it, at least two to a side."""
    reach = max(2, round(half_s / float(np.median(np.diff(time_s)))))
    padded = np.pad(path, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd")
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=0)


def _nanmedian(values: Floats) -> Floats:
    """Median over the last axis without missing values, NaN (and no warning) where all are."""
    ordered = np.sort(values, axis=-1)
    count = np.isfinite(ordered).sum(axis=-1, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=-1)
    high = np.take_along_axis(ordered, np.minimum(count // 2, values.shape[-1] - 1), axis=-1)
    middle: Floats = np.where(count > 0, (low + high) / 2, np.nan)[..., 0]
    return middle


def _length(vectors: Floats) -> Floats:
    length: Floats = np.sqrt((vectors * vectors).sum(axis=-1))
    return length


def _mean(pairs: Floats) -> Floats:
    """Mean of (T, 2) without missing values; NaN where both are missing."""
    known = np.isfinite(pairs)
    total = np.where(known, pairs, 0.0).sum(axis=1)
    mean: Floats = np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)
    return mean
