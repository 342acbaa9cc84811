"""A camera that is rolled turns every line of the picture, and nothing of the person."""

from dataclasses import replace

import numpy as np

from groundtruth.learning.frames import Frames
from groundtruth.learning.roll import made_upright, rolled_features, rolled_residuals
from groundtruth.learning.targets import line_residuals
from posture_lab.level.level import Level
from posture_lab.metrics.learned.ensemble import LINES
from posture_lab.metrics.learned.features import LEAN_UNIT_DEG, body_features
from posture_lab.metrics.signals.angles import FROM_LINES
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.upright import upright
from posture_lab.pose.sequence import PoseSequence
from tests.people import stick_person

ROLL_DEG = 3.0
PERSON = stick_person([0.0], 40.0, 60.0, 15.0, shoulder_flexion_deg=50.0)


def turned(poses: PoseSequence, roll_deg: float) -> PoseSequence:
    """The picture turned clockwise: somebody who faces right leans further forward in it."""
    angle = np.radians(roll_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array(poses.image_size_px) / 2
    return replace(poses, landmarks_px=(poses.landmarks_px - middle) @ turn.T + middle)


def features(poses: PoseSequence) -> np.ndarray:
    return body_features(side_body(poses), poses)


def test_features_turn_as_those_of_the_turned_picture() -> None:
    there = features(PERSON).astype(np.float32)
    found = rolled_features(there, np.array([ROLL_DEG], np.float32))
    expected = features(turned(PERSON, ROLL_DEG))
    known = np.isfinite(expected)
    assert known.mean() > 0.5
    np.testing.assert_allclose(found[known], expected[known], atol=1e-4)
    assert not np.allclose(expected[known], features(PERSON)[known], atol=1e-2)


def test_what_is_to_be_added_makes_up_for_the_roll() -> None:
    signals = raw_signals(PERSON)
    true = {name: signals[name].values for name in FROM_LINES}

    def lacking(poses: PoseSequence) -> np.ndarray:
        return line_residuals(true, features(poses)[:, : len(LINES)] * LEAN_UNIT_DEG)

    level = lacking(PERSON).astype(np.float32)
    found = rolled_residuals(level, np.array([ROLL_DEG], np.float32))
    np.testing.assert_allclose(found, lacking(turned(PERSON, ROLL_DEG)), atol=1e-3)


def test_networks_learn_from_what_the_product_shows_them() -> None:
    """Frames made upright have the features of poses made upright; the others stay as they are."""
    leaning = turned(PERSON, ROLL_DEG)
    level = Level(ROLL_DEG, 0.0, 1.2, 0.2)
    plain = features(leaning).astype(np.float32)
    told = np.array([True, False])
    lean = np.where(told, ROLL_DEG, np.nan).astype(np.float32)
    twice = np.repeat(plain, 2, axis=0)
    zeros, no = np.zeros(2, np.float32), np.zeros(2, bool)
    frames = Frames(
        twice, twice, np.zeros((2, len(LINES)), np.float32), np.zeros((2, 3), np.float32), zeros,
        no, no, zeros, np.arange(2), no, lean, lean, np.where(told, 0.2, np.nan).astype(np.float32),
    )  # fmt: skip
    found = made_upright(frames)
    expected = features(upright(replace(leaning, level=level)))
    np.testing.assert_allclose(found.features[:1], expected, atol=1e-4)
    np.testing.assert_array_equal(found.features[1:], plain)
    np.testing.assert_allclose(found.residuals[0], rolled_residuals(zeros[:1, None], -lean[:1])[0])
    assert not found.residuals[1].any()
    assert np.isnan(made_upright(frames, known=np.array([False, True])).features[:, -1]).all()
