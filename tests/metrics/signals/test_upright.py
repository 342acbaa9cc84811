"""A camera that is not level shows people leaning; the signals do not."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.level.level import Level
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.metrics.signals.upright import upright
from posture_lab.pose.sequence import PoseSequence
from tests.people import bumps, mirrored, stick_person, times

LEVEL = Level(0.0, 0.0, 1.2, 0.1)


def hinge() -> PoseSequence:
    time_s = times(4.0)
    bend = bumps(time_s, [0.8], 2.4)
    return replace(stick_person(time_s, 70 * bend, 80 * bend, 15 * bend), level=LEVEL)


def tilted(poses: PoseSequence, roll_deg: float) -> PoseSequence:
    """What a camera would see that makes upright things lean to the right by ``roll_deg``."""
    middle = np.array(poses.image_size_px) / 2
    x, y = np.moveaxis(poses.landmarks_px - middle, -1, 0)
    roll = np.radians(roll_deg)
    turned = [x * np.cos(roll) - y * np.sin(roll), y * np.cos(roll) + x * np.sin(roll)]
    level = Level(roll_deg, 0.0, 1.2, 0.1)
    return replace(poses, landmarks_px=np.stack(turned, axis=-1) + middle, level=level)


@pytest.mark.parametrize("roll", [-8.0, -1.5, 4.0])
def test_signals_are_those_of_a_level_camera(roll: float) -> None:
    straight = raw_signals(hinge())
    for poses in (hinge(), mirrored(hinge())):
        signals = raw_signals(tilted(poses, roll))
        for name in SIGNAL_NAMES:
            np.testing.assert_allclose(
                signals[name].values, straight[name].values, atol=0.02, err_msg=name
            )


@pytest.mark.parametrize("with_level", [True, False])
def test_each_frame_of_a_rolling_camera_is_set_upright_by_its_own_roll(with_level: bool) -> None:
    poses = hinge()
    straight = raw_signals(poses)
    for facing in (poses, mirrored(poses)):
        each = [tilted(facing, roll).landmarks_px[n] for n, roll in enumerate(_rolls(facing))]
        level = LEVEL if with_level else None
        rolling = replace(
            facing, landmarks_px=np.array(each), level=level, turned_deg=_rolls(facing)
        )
        signals = raw_signals(rolling)
        for name in ("trunk_inclination_deg", "shank_inclination_deg", "hip_flexion_deg"):
            np.testing.assert_allclose(
                signals[name].values, straight[name].values, atol=1.5 if not with_level else 0.02
            )
        again = upright(upright(rolling))
        np.testing.assert_array_equal(again.landmarks_px, upright(rolling).landmarks_px)


def _rolls(poses: PoseSequence) -> Floats:
    return np.linspace(0.0, 9.0, len(poses))


def test_without_a_level_the_trunk_leans_with_the_camera() -> None:
    leaning = replace(tilted(hinge(), 5.0), level=None)
    level = replace(hinge(), level=None)
    extra = (
        raw_signals(leaning)["trunk_inclination_deg"].values
        - raw_signals(level)["trunk_inclination_deg"].values
    )
    assert np.median(extra) == pytest.approx(5.0, abs=0.1)


def test_a_camera_that_looks_down_shows_people_at_the_edge_leaning() -> None:
    poses = replace(hinge(), level=Level(0.0, 15.0, 1.2, 0.1))
    at_the_edge = replace(poses, landmarks_px=poses.landmarks_px + np.array([400.0, 0.0]))

    def trunk(seen: PoseSequence) -> float:
        return float(np.median(raw_signals(seen)["trunk_inclination_deg"].values[:10]))

    # Below the middle of such a picture upright things spread apart towards the top.
    assert trunk(at_the_edge) < trunk(poses) - 3.0


def test_upright_poses_stay_and_missing_ones_too() -> None:
    once = upright(tilted(hinge(), 6.0))
    assert upright(once) is once
    lost = tilted(hinge(), 6.0)
    lost.landmarks_px[5:9] = np.nan
    assert np.isnan(upright(lost).landmarks_px[5:9]).all()
    assert np.isfinite(upright(lost).landmarks_px[9:]).all()
