"""A clip filmed with a tilted camera gives the angles of a level one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.pose.estimator import estimate_poses
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.frame import Frame
from posture_lab.video.reader import ClipReader

CLIP = Path(__file__).parents[2] / "sample_videos" / "hinge_rounded_back.mp4"
LEANING_S = (2.5, 5.5)
TILT_DEG = 6.0


def seen(tilt_deg: float) -> PoseSequence:
    """Poses of a stretch of the clip whose pictures lean to the right by ``tilt_deg``."""
    with ClipReader(CLIP, start_s=LEANING_S[0], end_s=LEANING_S[1]) as reader:
        return estimate_poses(_tilted(reader, tilt_deg), reader.size_px)


def _tilted(frames: Iterator[Frame] | ClipReader, tilt_deg: float) -> Iterator[Frame]:
    for frame in frames:
        height, width = frame.image.shape[:2]
        # OpenCV turns anticlockwise.
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -tilt_deg, 1.0)
        image = cv2.warpAffine(frame.image, turn, (width, height), borderMode=cv2.BORDER_REFLECT)
        yield replace(frame, image=np.asarray(image, np.uint8))


@pytest.fixture(scope="module")
def both() -> tuple[PoseSequence, PoseSequence]:
    return seen(0.0), seen(TILT_DEG)


def test_the_tilt_is_read_off_the_room(both: tuple[PoseSequence, PoseSequence]) -> None:
    level, tilted = both
    assert level.level is not None
    assert tilted.level is not None
    assert level.level.roll_deg == pytest.approx(0.0, abs=0.5)
    assert tilted.level.roll_deg == pytest.approx(TILT_DEG, abs=0.5)


@pytest.mark.parametrize(
    "signal", ["trunk_inclination_deg", "shank_inclination_deg", "hip_flexion_deg"]
)
def test_angles_are_those_of_a_level_camera(
    both: tuple[PoseSequence, PoseSequence], signal: str
) -> None:
    level, tilted = (raw_signals(poses)[signal].values for poses in both)
    assert np.nanmedian(np.abs(tilted - level)) < 1.5
    assert abs(np.nanmedian(tilted - level)) < 1.2
