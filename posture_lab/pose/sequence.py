"""PoseSequence: everything that is seen of one person, frame by frame."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Literal, Self

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.level.level import Level
from posture_lab.pose.footage import CameraMotion, Footage
from posture_lab.pose.landmarks import LANDMARK_COUNT, TRUNK

Facing = Literal["left", "right"]
ViewKind = Literal["side", "oblique", "front", "unknown"]

OUTLINE_STATIONS: Final[Floats] = np.linspace(-0.3, 1.2, 31)
"""Heights along the trunk at which the outline is sampled, in trunk lengths.

0 is the middle of the hips, 1 the middle of the shoulders; negative reaches down over the
buttocks, above 1 up the neck.
"""

LEG_SEGMENTS: Final = ("thigh", "shank")
"""The segments of a leg whose outline is sampled, each from its lower joint up."""

LEG_STATIONS: Final[Floats] = np.linspace(0.0, 0.9, 10)
"""Heights along thigh and shank at which the outline is sampled: 0 the lower joint, 1 the upper."""

LEG_OUTLINE_SHAPE: Final = (2, len(LEG_SEGMENTS), len(LEG_STATIONS), 2)
"""Shape of one frame of ``leg_outline``: left and right leg, segment, station, edge."""


@dataclass(frozen=True, slots=True)
class View:
    """From where the camera sees the person, for the whole clip and for each frame.

    Attributes
    ----------
    kind : "side" when the median yaw is within 25 degrees of a pure side view, "oblique" when
        further off, "front" within 25 degrees of facing the camera or turned away from it,
        "unknown" when the body was not seen well enough.
    facing : the side of the picture the person faces, None when unknown or front.
    yaw_deg : rotation away from the pure side view, 0 to 90 degrees, unsigned; NaN if unknown.
    near_side : the body side towards the camera, None when unknown.
    yaw_error_deg : half-width of the 90 % interval of ``yaw_deg``; NaN if unknown.
    frame_yaw_deg : (T,) the same per frame, NaN where not seen.
    frame_facing : (T,) +1 facing picture right, -1 left, NaN where not seen or never clear; None
        when it was not estimated.
    """

    kind: ViewKind
    facing: Facing | None
    yaw_deg: float
    near_side: Literal["left", "right"] | None
    frame_yaw_deg: Floats
    frame_facing: Floats | None = None
    yaw_error_deg: float = float("nan")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a sequence came from and what was done to it, in order.

    ``log`` holds one line per processing step, e.g. ``"filled gaps up to 0.25 s"``.
    ``warnings`` are sentences for the person, e.g. that another person walked into the picture.
    """

    source: str = ""
    model: str = ""
    log: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PoseSequence:
    """One person's landmarks and outline over T frames. Missing is NaN, never 0.

    Attributes
    ----------
    time_s : (T,) seconds from the clip's first frame, strictly increasing.
    landmarks_px : (T, 33, 2) picture pixels after rotation and with square pixels, x right, y down.
    world_m : (T, 33, 3) metres, origin between the hips, x right, y down, z away from the camera
        (smaller is nearer).
    visibility : (T, 33) 0 to 1; NaN where nobody was found.
    outline : (T, S, 2) the silhouette's back [..., 0] and front [..., 1] edge at
        OUTLINE_STATIONS: signed distance from the line hip middle to shoulder middle, in trunk
        lengths, positive towards where the person faces. NaN where not seen, or where the facing
        is unknown.
    leg_outline : (T, 2, 2, L, 2) the same beside the left [:, 0] and the right [:, 1] leg: back
        and front edge at LEG_STATIONS of each of LEG_SEGMENTS, from the line between the joints,
        in trunk lengths. The silhouette holds both legs, so edges may belong to the other one.
    image_size_px : (width, height) of the upright picture.
    view : None until it has been estimated.
    level : how the camera is held; None when the room does not tell, or until it has been asked.
    room_lines : for a few pictures (N, 4) straight lines of the room, x0, y0, x1, y1 in pixels,
        from which the level is found; none in a finished sequence.
    provenance : source, model, processing log and warnings.
    cuts_s : times of the first frames after hard cuts, where another camera view begins; nothing
        is smoothed, filled or compared over one.
    turned_deg : (T,) degrees by which upright things lean further to the right in each frame than
        ``level`` says (than the picture's own up where there is no level): the camera rolls, or is
        another one after a cut. None when it does not.
    camera : how the camera moves; None when it was not looked at.
    footage : what a raw sequence knows beside the body; None in a finished one.
    """

    time_s: Floats
    landmarks_px: Floats
    world_m: Floats
    visibility: Floats
    outline: Floats
    leg_outline: Floats
    image_size_px: tuple[int, int]
    view: View | None = None
    level: Level | None = None
    room_lines: tuple[Floats, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    cuts_s: tuple[float, ...] = ()
    turned_deg: Floats | None = None
    camera: CameraMotion | None = None
    footage: Footage | None = None

    def __post_init__(self) -> None:
        frames = len(self.time_s)
        stations = len(OUTLINE_STATIONS)
        expected = {
            "landmarks_px": (frames, LANDMARK_COUNT, 2),
            "world_m": (frames, LANDMARK_COUNT, 3),
            "visibility": (frames, LANDMARK_COUNT),
            "outline": (frames, stations, 2),
            "leg_outline": (frames, *LEG_OUTLINE_SHAPE),
        }
        for name, shape in expected.items():
            found = getattr(self, name).shape
            if found != shape:
                raise ValueError(f"{name} has shape {found}, expected {shape}")
        if np.any(np.diff(self.time_s) <= 0):
            raise ValueError("time_s must be strictly increasing")

    def __len__(self) -> int:
        return len(self.time_s)

    def segments(self) -> list[slice]:
        """Return the frames between cuts, as slices; one slice of all without a cut."""
        starts = np.searchsorted(self.time_s, np.array(self.cuts_s) - 1e-6).tolist()
        bounds = sorted({0, *starts, len(self)})
        return [slice(a, b) for a, b in pairwise(bounds)] or [slice(0, 0)]

    @property
    def trunk_middle_px(self) -> Floats:
        """(T, 2) the middle of shoulders and hips, pixels; NaN where one of them is not seen."""
        middle: Floats = self.landmarks_px[:, TRUNK].mean(axis=1)
        return middle

    def with_step(self, step: str, **changes: object) -> Self:
        """Return a copy with ``changes`` applied and ``step`` added to the provenance log."""
        provenance = replace(self.provenance, log=(*self.provenance.log, step))
        return replace(self, provenance=provenance, **changes)  # type: ignore[arg-type]
