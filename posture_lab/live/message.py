"""What the camera page sends: batches of frames, checked before anything trusts them."""

import base64
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.figures import figure
from posture_lab.pose.background import away_from_person
from posture_lab.pose.landmarks import LANDMARK_COUNT
from posture_lab.pose.outline import LEG_REACH, REACH
from posture_lab.pose.sequence import LEG_OUTLINE_SHAPE, OUTLINE_STATIONS
from posture_lab.pose.sharpen import FARTHEST

EventType = Literal["start", "stop", "pain", "camera_lost", "camera_back", "hidden", "go_on"]

VALUES_PER_LANDMARK: Final = 6
VALUES_PER_FRAME: Final = 1 + LANDMARK_COUNT * VALUES_PER_LANDMARK
VALUES_PER_OUTLINE: Final = 2 * len(OUTLINE_STATIONS) + math.prod(LEG_OUTLINE_SHAPE)
MAX_FRAMES: Final = 3000
MAX_SIDE_PX: Final = 8192
MAX_LINES: Final = 1000
MAX_EVENTS: Final = 1000
MAX_PEOPLE: Final = 1000
MAX_NAME: Final = 200
MAX_SEQ: Final = 2**53 - 1
"""The largest whole number that JavaScript counts to."""
MAX_RESTORE: Final = 5_000_000
"""More characters than any browser keeps."""
WHITE: Final = 255.0
LONGEST_S: Final = 1e6
FARTHEST_AWAY: Final = 1e6
"""Pixels, or metres: the networks put hidden joints outside of the picture, but not so far."""

_EVENTS: Final = frozenset(get_args(EventType))


class MessageError(ValueError):
    """A batch that the camera page cannot have sent."""


@dataclass(frozen=True, slots=True)
class FrameBatch:
    """Frames of one batch and what happened on the page meanwhile.

    Attributes
    ----------
    page : drawn at random by each loaded page.
    seq : number of the batch, from 1.
    size_px : (width, height) of the camera picture; (0, 0) without frames.
    time_s : (N,) seconds since the page's first frame, strictly increasing.
    landmarks_px : (N, 33, 2), world_m : (N, 33, 3), visibility : (N, 33); NaN when nobody was
        found.
    outline : (N, S, 2) edges as from ``trace_outlines``; NaN where no outline was sent.
    leg_outline : (N, 2, 2, L, 2) edges, likewise.
    room_lines : for those pictures in which they were looked for, (K, 4) straight lines away from
        the person: x0, y0, x1, y1 in pixels.
    brightness : mean of the picture, 0 to 255, None when not measured.
    people : how many people were found, None when nobody looked.
    counts_people : whether the page can count people at all.
    events : what happened, in order.
    restore : what the page had kept of a practice under way, None if nothing.
    """

    page: str
    seq: int
    size_px: tuple[int, int]
    time_s: Floats
    landmarks_px: Floats
    world_m: Floats
    visibility: Floats
    outline: Floats
    leg_outline: Floats
    room_lines: tuple[Floats, ...]
    brightness: float | None
    people: int | None
    counts_people: bool
    events: tuple[EventType, ...]
    restore: str | None

    def __len__(self) -> int:
        return len(self.time_s)


def read_batch(message: Mapping[str, Any]) -> FrameBatch:
    """Check and decode one message of the camera page.

    Raises
    ------
    MessageError
        If it is not such a message.
    """
    try:
        return _read(message)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise MessageError(f"not a batch of camera frames: {error}") from error


def _read(message: Mapping[str, Any]) -> FrameBatch:
    size_px = (_whole(message, "width", MAX_SIDE_PX), _whole(message, "height", MAX_SIDE_PX))
    frames = _numbers(message["frames"], VALUES_PER_FRAME)
    if len(frames) > MAX_FRAMES:
        raise ValueError(f"{len(frames)} frames in one batch")
    time_s = frames[:, 0]
    if not (np.abs(time_s) <= LONGEST_S).all() or np.any(np.diff(time_s) <= 0):
        raise ValueError("times do not increase")
    points = frames[:, 1:].reshape(-1, LANDMARK_COUNT, VALUES_PER_LANDMARK)
    # No number is greater than NaN, so only what was found is looked at.
    if np.any(np.abs(points) > FARTHEST_AWAY):
        raise ValueError("a person far outside of any picture")
    outline, leg_outline = _outlines(_listed(message, "outlines", MAX_FRAMES), len(frames))
    return FrameBatch(
        page=_text(message, "page", MAX_NAME),
        seq=_whole(message, "seq", MAX_SEQ),
        size_px=size_px,
        time_s=time_s,
        landmarks_px=points[..., 0:2],
        world_m=points[..., 2:5],
        visibility=points[..., 5],
        outline=outline,
        leg_outline=leg_outline,
        room_lines=_room_lines(_listed(message, "lines", MAX_FRAMES), points[..., 0:2]),
        brightness=None if message["brightness"] is None else _brightness(message["brightness"]),
        people=None if message["people"] is None else _whole(message, "people", MAX_PEOPLE),
        counts_people=bool(message["countsPeople"]),
        events=tuple(_event(event) for event in _listed(message, "events", MAX_EVENTS)),
        restore=None if message.get("restore") is None else _text(message, "restore", MAX_RESTORE),
    )


def _whole(message: Mapping[str, Any], name: str, most: int) -> int:
    number = int(message[name])
    if not 0 <= number <= most:
        raise ValueError(f"{name} is not between 0 and {most}")
    return number


def _brightness(given: Any) -> float:
    mean = float(given)
    if not 0.0 <= mean <= WHITE:
        raise ValueError(f"brightness is not between 0 and {figure(WHITE)}")
    return mean


def _text(message: Mapping[str, Any], name: str, most: int) -> str:
    text = str(message[name])
    if len(text) > most:
        raise ValueError(f"{name} is longer than {most} characters")
    return text


def _listed(message: Mapping[str, Any], name: str, most: int) -> list[Mapping[str, Any]]:
    items = message[name]
    if not isinstance(items, list) or len(items) > most:
        raise ValueError(f"{name} is not a list of at most {most}")
    return items


def _numbers(coded: str, columns: int) -> Floats:
    """Return what the page packed, (N, columns)."""
    numbers = np.frombuffer(base64.b64decode(coded, validate=True), "<f4")
    return numbers.reshape(-1, columns).astype(np.float64)


def _event(event: Mapping[str, Any]) -> EventType:
    kind = event["type"]
    if kind not in _EVENTS:
        raise ValueError(f"unknown event {kind!r}")
    return cast(EventType, kind)


def _room_lines(items: list[Mapping[str, Any]], landmarks_px: Floats) -> tuple[Floats, ...]:
    found = []
    for item in items:
        index = int(item["frame"])
        if not 0 <= index < len(landmarks_px):
            raise ValueError(f"lines of frame {index} of {len(landmarks_px)}")
        lines = _numbers(item["segments"], 4)
        if len(lines) > MAX_LINES or not (np.abs(lines) <= FARTHEST_AWAY).all():
            raise ValueError("lines that no page can have found")
        found.append(away_from_person(lines, landmarks_px[index]))
    return tuple(found)


def _outlines(items: list[Mapping[str, Any]], frames: int) -> tuple[Floats, Floats]:
    trunk = np.full((frames, len(OUTLINE_STATIONS), 2), np.nan)
    legs = np.full((frames, *LEG_OUTLINE_SHAPE), np.nan)
    for item in items:
        index = int(item["frame"])
        if not 0 <= index < frames:
            raise ValueError(f"an outline of frame {index} of {frames}")
        edges = np.frombuffer(base64.b64decode(item["edges"], validate=True), "<f4")
        if len(edges) != VALUES_PER_OUTLINE:
            raise ValueError(f"an outline of {len(edges)} numbers")
        trunk[index] = edges[: trunk[index].size].reshape(trunk.shape[1:])
        legs[index] = edges[trunk[index].size :].reshape(legs.shape[1:])
    # No number is greater than NaN, so only what is there is looked at.
    if np.any(np.abs(trunk) > REACH + FARTHEST) or np.any(np.abs(legs) > LEG_REACH):
        raise ValueError("an edge further from its line than the scan reaches")
    return trunk, legs
