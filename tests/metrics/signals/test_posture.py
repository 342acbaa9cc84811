"""Which posture somebody is in."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.posture import POSTURES, posture_shares
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence
from tests.people import stick_person, times


def shares(poses: PoseSequence) -> dict[str, float]:
    found = posture_shares(side_body(poses))
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    return dict(zip(POSTURES, found[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("trunk", "hip", "knee", "posture"),
    [
        (0.0, 0.0, 0.0, "upright"),
        (60.0, 70.0, 10.0, "leaning"),
        (-30.0, -30.0, 0.0, "leaning"),
        (30.0, 90.0, 100.0, "squatting"),
        (0.0, 60.0, 100.0, "squatting"),
    ],
)
def test_postures_by_trunk_and_knees(trunk: float, hip: float, knee: float, posture: str) -> None:
    assert shares(stick_person(times(0.1), trunk, hip, knee))[posture] == pytest.approx(1.0)


def test_raised_arms_count_whatever_the_trunk_does() -> None:
    for trunk in (0.0, 60.0):
        poses = stick_person(times(0.1), trunk, trunk)
        pixels = poses.landmarks_px.copy()
        for side in ("LEFT", "RIGHT"):
            shoulder = pixels[:, Landmark[f"{side}_SHOULDER"]]
            hip = pixels[:, Landmark[f"{side}_HIP"]]
            pixels[:, Landmark[f"{side}_ELBOW"]] = shoulder + 0.5 * (shoulder - hip)
        assert shares(replace(poses, landmarks_px=pixels))["reaching"] == pytest.approx(1.0)


def test_between_two_postures_one_goes_over_into_the_other() -> None:
    found = shares(stick_person(times(0.1), 15.0, 15.0))
    assert found["upright"] == pytest.approx(0.5, abs=0.1)
    assert found["leaning"] == pytest.approx(0.5, abs=0.1)


def test_an_unseen_trunk_counts_as_leaning() -> None:
    poses = stick_person(times(0.1))
    unseen = replace(poses, landmarks_px=np.full_like(poses.landmarks_px, np.nan))
    assert shares(unseen)["leaning"] == 1.0
