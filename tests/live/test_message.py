"""Messages of the page are checked before anything trusts them."""

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from posture_lab.live.message import VALUES_PER_OUTLINE, MessageError, read_batch
from tests.live.page import message, packed
from tests.people import stick_person, times

POSES = stick_person(times(1.0), 20.0, 30.0, 10.0)


def good() -> dict[str, Any]:
    return message(POSES, slice(0, 5), 1)


def edges(instead: Mapping[int, float] | None = None) -> str:
    """An outline as the page sends it: each number tells its place, except those given."""
    numbers = np.linspace(0.0, 0.7, VALUES_PER_OUTLINE).astype("<f4")
    for place, number in (instead or {}).items():
        numbers[place] = number
    return base64.b64encode(numbers.tobytes()).decode()


def test_frames_arrive_as_they_were_sent() -> None:
    batch = read_batch(good())
    assert len(batch) == 5
    np.testing.assert_allclose(batch.landmarks_px, POSES.landmarks_px[:5], atol=1e-3)
    np.testing.assert_allclose(batch.world_m, POSES.world_m[:5], atol=1e-6)
    np.testing.assert_allclose(batch.time_s, POSES.time_s[:5], atol=1e-6)


def test_a_frame_with_nobody_is_missing_not_zero() -> None:
    numbers = np.full((1, 199), np.nan, dtype="<f4")
    numbers[0, 0] = 1.0
    frames = base64.b64encode(numbers.tobytes()).decode()
    batch = read_batch({**good(), "frames": frames})
    assert np.isnan(batch.landmarks_px).all()
    assert np.isnan(batch.outline).all()


def test_an_outline_arrives_at_its_frame_and_the_others_have_none() -> None:
    sent = edges({3: np.nan, 4: 1.04, 141: -0.75})
    batch = read_batch({**good(), "outlines": [{"frame": 2, "edges": sent}]})
    places = np.arange(VALUES_PER_OUTLINE) * 0.7 / (VALUES_PER_OUTLINE - 1)
    places[[3, 4, 141]] = np.nan, 1.04, -0.75
    found = np.concatenate([batch.outline[2].ravel(), batch.leg_outline[2].ravel()])
    np.testing.assert_allclose(found, places, atol=1e-6)
    # Station by station left and right; of the legs the left one, its thigh, first.
    np.testing.assert_allclose(batch.outline[2, 30], places[60:62], atol=1e-6)
    np.testing.assert_allclose(batch.leg_outline[2, 1, 0, 0], places[102:104], atol=1e-6)
    others = np.arange(5) != 2
    assert np.isnan(batch.outline[others]).all()
    assert np.isnan(batch.leg_outline[others]).all()


def test_lines_arrive_without_those_on_the_person() -> None:
    person = POSES.landmarks_px[1]
    on_trunk = np.concatenate([person[24], person[12]])
    both = np.stack([on_trunk, on_trunk + np.array([300.0, 0.0, 300.0, 0.0])])
    batch = read_batch({**good(), "lines": [{"frame": 1, "segments": packed(both)}]})
    assert len(batch.room_lines) == 1
    np.testing.assert_allclose(batch.room_lines[0], both[1:], atol=1e-3)


@pytest.mark.parametrize(
    "change",
    [
        {"frames": "not base64!"},
        {"frames": base64.b64encode(b"1234567").decode()},
        {"frames": base64.b64encode(np.zeros((2, 199), "<f4").tobytes()).decode()},
        {"width": -1},
        {"height": 100_000},
        {"events": [{"type": "explode"}]},
        {"outlines": [{"frame": 99, "edges": edges()}]},
        {"outlines": [{"frame": 0, "edges": "AAA"}]},
        {"outlines": [{"frame": 0, "edges": base64.b64encode(bytes(4 * 141)).decode()}]},
        {"outlines": [{"frame": 0, "edges": edges({0: np.inf})}]},
        {"outlines": [{"frame": 0, "edges": edges({61: 1.05})}]},
        {"outlines": [{"frame": 0, "edges": edges({62: -0.76})}]},
        {"lines": [{"frame": 5, "segments": packed(np.ones((1, 4)))}]},
        {"lines": [{"frame": 0, "segments": packed(np.ones(3))}]},
        {"lines": [{"frame": 0, "segments": packed(np.full((1, 4), np.inf))}]},
        {"lines": [{"frame": 0, "segments": packed(np.ones((1001, 4)))}]},
        {"seq": "many"},
        {"seq": float("inf")},
        {"seq": 10**400},
        {"seq": -1},
        {"width": float("inf")},
        {"width": float("nan")},
        {"brightness": 10**400},
        {"brightness": float("nan")},
        {"brightness": 256},
        {"people": float("inf")},
        {"people": -1},
        {"page": "p" * 1000},
        {"events": [{"type": "start"}] * 100_000},
        {"events": [5]},
        {"outlines": {"frame": 1}},
        {"lines": [{"frame": float("inf"), "segments": packed(np.ones((1, 4)))}]},
        {"lines": [{"frame": 0, "segments": packed(np.full((1, 4), 1e30))}]},
        {"frames": packed(np.full((1, 199), 1e30))},
        {"frames": packed(np.concatenate([np.ones((1, 1)), np.full((1, 198), 1e30)], axis=1))},
        {"frames": packed(np.concatenate([np.ones((1, 1)), np.full((1, 198), np.inf)], axis=1))},
        {"frames": None},
        {"page": 1, "events": None},
    ],
)
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(MessageError):
        read_batch({**good(), **change})


def test_a_message_that_lacks_something_is_refused() -> None:
    for name in good():
        if name != "restore":
            with pytest.raises(MessageError):
                read_batch({key: value for key, value in good().items() if key != name})
