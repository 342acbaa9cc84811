"""A clip filmed with a camera that rolls gives the angles of a steady one, and says so."""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import pytest

from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.signal import Signals
from posture_lab.pose.estimator import estimate_poses
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.frame import Frame
from posture_lab.video.reader import ClipReader
from tests.clips import HINGE

START_S, SECONDS = 1.2, 4.0
ROLL_DEG = 8.0


def seen(roll_deg: float, shake_deg: float = 0.0) -> PoseSequence:
    """Poses of a repetition while the camera rolls evenly by so much, and shakes."""
    with ClipReader(HINGE, sample_fps=12, start_s=START_S, end_s=START_S + SECONDS) as reader:
        return estimate_poses(_rolled(reader, roll_deg, shake_deg), reader.size_px)


def _rolled(frames: ClipReader, roll_deg: float, shake_deg: float) -> Iterator[Frame]:
    for frame in frames:
        since_s = frame.time_s - START_S
        turned = roll_deg * since_s / SECONDS + shake_deg * np.sin(9 * since_s)
        height, width = frame.image.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -turned, 1.0)
        image = cv2.warpAffine(frame.image, turn, (width, height), borderMode=cv2.BORDER_REFLECT)
        yield replace(frame, image=np.asarray(image, np.uint8), time_s=since_s)


@pytest.fixture(scope="module")
def steady() -> PoseSequence:
    return seen(0.0)


@pytest.fixture(scope="module")
def rolling() -> PoseSequence:
    return seen(ROLL_DEG)


def off(one: Signals, other: Signals, name: str) -> np.ndarray:
    difference: np.ndarray = np.abs(one[name].values - other[name].values)
    return difference


def test_the_roll_is_measured_and_told(rolling: PoseSequence) -> None:
    assert rolling.camera is not None
    assert rolling.camera.turned_deg == pytest.approx(ROLL_DEG, abs=0.6)
    assert any("tipped sideways by 8 degrees" in w for w in rolling.provenance.warnings)
    assert rolling.turned_deg is not None
    known = rolling.turned_deg - rolling.turned_deg[0]
    np.testing.assert_allclose(known, ROLL_DEG * rolling.time_s / SECONDS, atol=0.6)


@pytest.mark.parametrize("name", ["trunk_inclination_deg", "shank_inclination_deg"])
def test_angles_are_those_of_a_steady_camera(
    steady: PoseSequence, rolling: PoseSequence, name: str
) -> None:
    still, turned = raw_signals(steady), raw_signals(rolling)
    apart = off(still, turned, name)
    assert np.nanmedian(apart) < 1.2
    stated = np.nan_to_num(turned[name].error)
    assert (apart <= stated)[np.isfinite(apart)].mean() > 0.9


def test_a_hand_that_shakes_by_under_a_degree_is_not_mentioned(steady: PoseSequence) -> None:
    for poses in (steady, seen(0.0, shake_deg=0.4)):
        assert poses.camera is not None
        assert not poses.camera.turns
        assert not poses.camera.moves
        assert poses.provenance.warnings == ()
        assert poses.turned_deg is None
