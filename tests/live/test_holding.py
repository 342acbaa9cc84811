"""A long hold is timed from its beginning, at the same cost each second."""

import numpy as np
import pytest

from posture_lab.live import recording
from posture_lab.live.holding import LOOK_BACK_S, HoldFollower
from posture_lab.live.message import FrameBatch
from posture_lab.live.recording import Recording
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.sequence import PoseSequence
from tests.live.page import batches
from tests.people import bumps, stick_person, times

FPS = 5.0
KNOWN = Neutral("calibration", 0.0, 1.0, {"pelvic_tilt_deg": 0.0}, {"pelvic_tilt_deg": 3.0})


class Counted(Recording):
    """A recording that counts how many frames are asked of it."""

    asked: int = 0

    def finished(self, start_s: float, end_s: float) -> PoseSequence:
        poses = super().finished(start_s, end_s)
        self.asked = len(poses)
        return poses


def followed(batches_of: list[FrameBatch]) -> tuple[list[float], list[int]]:
    kept = Counted()
    follower = HoldFollower(MOVEMENTS["standing"], KNOWN, kept, 0.0)
    held, asked = [], []
    for batch in batches_of:
        kept.add(batch)
        follower.look()
        held.append(follower.held_s)
        asked.append(kept.asked)
    return held, asked


def test_a_hold_longer_than_what_is_kept_counts_from_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recording, "MAX_S", 25.0)
    duration_s = 45.0
    held, asked = followed(list(batches(stick_person(times(duration_s, FPS), noise_px=0.3))))
    assert held[-1] == pytest.approx(duration_s, abs=2.0)
    assert max(asked) <= (LOOK_BACK_S + 1.0) * FPS
    assert (np.diff(held) >= -1e-9).all()


def test_a_step_out_of_the_posture_begins_anew() -> None:
    time_s = times(40.0, 10.0)
    bend = bumps(time_s, [18.0], 4.0)
    bowing = stick_person(time_s, 70 * bend, 80 * bend, 5 * bend, noise_px=0.3)
    held, _ = followed(list(batches(bowing)))
    assert max(held[:170]) > 14.0
    assert held[-1] == pytest.approx(18.0, abs=1.5)
