"""Messages of the page are checked before anything trusts them."""

import base64
from typing import Any

import numpy as np
import pytest

from posture_lab.live.message import MessageError, read_batch
from tests.live.page import message
from tests.people import stick_person, times

POSES = stick_person(times(1.0), 20.0, 30.0, 10.0)


def good() -> dict[str, Any]:
    return message(POSES, slice(0, 5), 1)


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


@pytest.mark.parametrize(
    "change",
    [
        {"frames": "not base64!"},
        {"frames": base64.b64encode(b"1234567").decode()},
        {"frames": base64.b64encode(np.zeros((2, 199), "<f4").tobytes()).decode()},
        {"width": -1},
        {"height": 100_000},
        {"events": [{"type": "explode"}]},
        {"masks": [{"frame": 99, "runs": ""}]},
        {"masks": [{"frame": 0, "runs": "AAA"}]},
        {"seq": "many"},
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
