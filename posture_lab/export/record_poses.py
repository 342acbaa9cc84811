"""Poses in a record: what drawing needs, in few bytes."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.export.records import from_plain
from posture_lab.pose.landmarks import LANDMARK_COUNT
from posture_lab.pose.sequence import (
    LEG_OUTLINE_SHAPE,
    OUTLINE_STATIONS,
    PoseSequence,
    Provenance,
    View,
)

_SHAPES: Final[Mapping[str, tuple[int, ...]]] = {
    "landmarks_px": (LANDMARK_COUNT, 2),
    "world_m": (LANDMARK_COUNT, 3),
    "visibility": (LANDMARK_COUNT,),
    "outline": (len(OUTLINE_STATIONS), 2),
    "leg_outline": LEG_OUTLINE_SHAPE,
}
"""Of one frame."""

_FINE: Final = "landmarks_px"
"""Kept to a hundredth of a pixel and better; half precision serves the others, whose numbers are
near 1."""


def pose_arrays(poses: PoseSequence) -> dict[str, NDArray[Any]]:
    """Return the arrays of a sequence, in as few bytes as drawing allows."""
    arrays: dict[str, NDArray[Any]] = {
        name: getattr(poses, name).astype(np.float32 if name == _FINE else np.float16)
        for name in _SHAPES
    }
    if poses.view is not None:
        arrays["frame_yaw_deg"] = poses.view.frame_yaw_deg.astype(np.float32)
        if poses.view.frame_facing is not None:
            arrays["frame_facing"] = poses.view.frame_facing.astype(np.float16)
    return arrays


def poses_of(
    header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], time_s: Floats
) -> PoseSequence:
    """Return the sequence for drawing; how the camera is held is not kept.

    Raises
    ------
    ValueError, LookupError, TypeError
        If the record is damaged.
    """

    def frames(name: str) -> Floats:
        return _frames(arrays[name], (len(time_s), *_SHAPES[name]))

    width, height = from_plain(tuple[int, ...], header["image_size_px"])
    return PoseSequence(
        time_s=time_s,
        landmarks_px=frames("landmarks_px"),
        world_m=frames("world_m"),
        visibility=frames("visibility"),
        outline=frames("outline"),
        leg_outline=frames("leg_outline"),
        image_size_px=(width, height),
        view=_view(header["view"], arrays, time_s),
        provenance=Provenance(source="a saved record"),
        cuts_s=from_plain(tuple[float, ...], header["cuts_s"]),
    )


def _view(
    plain: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], time_s: Floats
) -> View | None:
    if "frame_yaw_deg" not in arrays:
        return None
    facing = arrays.get("frame_facing")
    yaw, yaw_error = (plain[name] for name in ("yaw_deg", "yaw_error_deg"))
    return View(
        kind=plain["kind"],
        facing=plain["facing"],
        yaw_deg=float("nan") if yaw is None else float(yaw),
        near_side=plain["near_side"],
        frame_yaw_deg=_frames(arrays["frame_yaw_deg"], time_s.shape),
        frame_facing=None if facing is None else _frames(facing, time_s.shape),
        yaw_error_deg=float("nan") if yaw_error is None else float(yaw_error),
    )


def _frames(array: NDArray[Any], shape: tuple[int, ...]) -> Floats:
    if array.dtype.kind != "f" or array.shape != shape:
        raise ValueError("an array of another shape")
    return array.astype(np.float64)
