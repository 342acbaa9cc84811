"""The estimator on rendered clips with known truth, and on scenes made of them."""

import json
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from posture_lab.errors import CancelledError
from posture_lab.pose.estimator import FrameSeen, estimate_poses
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.lookout import Lookout
from posture_lab.pose.model import find_model
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.subject import SubjectChoice
from posture_lab.video.frame import Frame
from tests.pose.scenes import (
    BLUE,
    PLAID,
    SAMPLES,
    SIZE,
    background,
    cut_outs,
    sample_frames,
    scene,
)

START_S, END_S = 1.6, 5.0
"""A stretch of the samples with one hinge in it."""


@cache
def hinge() -> PoseSequence:
    return estimate_poses(sample_frames(BLUE, START_S, END_S), (640, 480))


def truth(name: str, joint: str, time_s: np.ndarray) -> np.ndarray:
    """(T, 2) true pixels of a joint."""
    frames = json.loads((SAMPLES / f"{name}.truth.json").read_text())["frames"]
    points = np.array(frames["points_px"][joint])
    known_s = np.array(frames["time_s"])
    return np.stack([np.interp(time_s, known_s, points[:, axis]) for axis in (0, 1)], axis=1)


def trunk_deg(shoulder: np.ndarray, hip: np.ndarray) -> np.ndarray:
    return np.asarray(
        np.degrees(np.arctan2(shoulder[:, 0] - hip[:, 0], hip[:, 1] - shoulder[:, 1]))
    )


def true_trunk_deg(time_s: np.ndarray) -> np.ndarray:
    return trunk_deg(truth(BLUE, "left_shoulder", time_s), truth(BLUE, "left_hip", time_s))


def hips_x(poses: PoseSequence) -> np.ndarray:
    hips = poses.landmarks_px[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 0]
    return np.asarray(hips.mean(axis=1))


def test_a_rendered_hinge_is_seen_where_it_is_and_without_lag() -> None:
    poses = hinge()
    assert np.isfinite(poses.landmarks_px[:, Landmark.LEFT_HIP]).all()
    seen = trunk_deg(
        poses.landmarks_px[:, Landmark.LEFT_SHOULDER], poses.landmarks_px[:, Landmark.LEFT_HIP]
    )
    time_s = poses.time_s + START_S
    assert np.abs(seen - true_trunk_deg(time_s)).mean() < 2.5
    lags = np.arange(-0.1, 0.1, 0.01)
    errors = [np.abs(seen - true_trunk_deg(time_s - lag)).mean() for lag in lags]
    assert abs(lags[int(np.argmin(errors))]) < 0.025


def test_view_outline_and_provenance_of_a_rendered_hinge() -> None:
    poses = hinge()
    assert poses.view is not None
    assert (poses.view.kind, poses.view.facing, poses.view.near_side) == ("side", "left", "left")
    back, front = np.nanmedian(poses.outline[:8, 5:20], axis=(0, 1))
    assert back < -0.05 < 0.05 < front
    assert np.isfinite(poses.outline).mean() > 0.9
    assert poses.provenance.model.endswith(".task")
    assert poses.provenance.warnings == ()


def test_the_mirrored_clip_gives_mirrored_poses() -> None:
    def mirrored() -> Iterator[Frame]:
        for frame in sample_frames(BLUE, START_S, END_S):
            yield Frame(frame.time_s, np.ascontiguousarray(frame.image[:, ::-1]), 1.0, frame.index)

    straight, turned = hinge(), estimate_poses(mirrored(), (640, 480))
    assert turned.view is not None
    assert (turned.view.facing, turned.view.near_side) == ("right", "right")
    one = trunk_deg(
        straight.landmarks_px[:, Landmark.LEFT_SHOULDER],
        straight.landmarks_px[:, Landmark.LEFT_HIP],
    )
    other = trunk_deg(
        turned.landmarks_px[:, Landmark.RIGHT_SHOULDER], turned.landmarks_px[:, Landmark.RIGHT_HIP]
    )
    assert np.abs(one + other).mean() < 1.0


@pytest.mark.parametrize("size", [(639, 479), (638, 477), (321, 240)])
def test_odd_picture_sizes_are_no_trouble(size: tuple[int, int]) -> None:
    def cropped() -> Iterator[Frame]:
        for frame in sample_frames(BLUE, START_S, START_S + 0.4):
            cut = np.ascontiguousarray(
                frame.image[: size[1], 160 if size[0] < 400 else 0 :][:, : size[0]]
            )
            yield Frame(frame.time_s, cut, 1.0, frame.index)

    poses = estimate_poses(cropped(), size)
    assert np.isfinite(poses.landmarks_px[:, Landmark.LEFT_SHOULDER]).all()


def test_a_shrunk_image_gives_picture_pixels() -> None:
    def halved() -> Iterator[Frame]:
        for frame in sample_frames(BLUE, START_S, START_S + 0.4):
            half = np.ascontiguousarray(frame.image[::2, ::2])
            yield Frame(frame.time_s, half, 0.5, frame.index)

    poses = estimate_poses(halved(), (640, 480))
    expected = truth(BLUE, "left_shoulder", poses.time_s + START_S)
    assert np.abs(poses.landmarks_px[:, Landmark.LEFT_SHOULDER] - expected).mean() < 6.0


def test_a_picture_without_anybody_is_all_missing() -> None:
    frames = [scene(index) for index in range(6)]
    poses = estimate_poses(iter(frames), SIZE)
    assert len(poses) == 6
    for values in (poses.landmarks_px, poses.world_m, poses.visibility, poses.outline):
        assert np.isnan(values).all()
    assert poses.view is not None
    assert poses.view.kind == "unknown"


def test_no_frames_at_all() -> None:
    assert len(estimate_poses(iter(()), (640, 480))) == 0


def test_legs_alone_have_no_trunk() -> None:
    def below_the_hips() -> Iterator[Frame]:
        for frame in sample_frames(BLUE, START_S, START_S + 0.6):
            yield Frame(frame.time_s, np.ascontiguousarray(frame.image[260:]), 1.0, frame.index)

    poses = estimate_poses(below_the_hips(), (640, 220))
    assert np.isnan(poses.landmarks_px[:, Landmark.LEFT_SHOULDER]).all()
    assert np.isnan(poses.outline).all()


def test_of_two_people_the_larger_is_followed_and_the_other_reported() -> None:
    people = zip(cut_outs(BLUE, 1.6, 10), cut_outs(PLAID, 1.6, 10), strict=True)
    frames = [
        scene(i, (blue, 250.0, 0.7), (plaid, 700.0, 1.0)) for i, (blue, plaid) in enumerate(people)
    ]
    poses = estimate_poses(iter(frames), SIZE)
    np.testing.assert_allclose(hips_x(poses), 700.0, atol=15.0)
    assert "Other people are in the picture" in poses.provenance.warnings[0]


def test_a_far_person_is_found_in_a_part_of_the_picture() -> None:
    person = cut_outs(BLUE, 1.0, 10)[0]
    with Lookout(find_model()) as lookout:
        image = scene(0, (person, 600.0, 0.3)).image
        found = [people for _ in range(8) if (people := lookout.look_far(image))]
    assert found
    np.testing.assert_allclose(found[0][0].hips_px[0], 600.0, atol=10.0)


def test_the_picked_person_is_followed_from_the_picked_moment() -> None:
    people = zip(cut_outs(BLUE, 1.6, 10), cut_outs(PLAID, 1.6, 10), strict=True)
    frames = [
        scene(i, (blue, 250.0, 0.7), (plaid, 700.0, 1.0)) for i, (blue, plaid) in enumerate(people)
    ]
    choice = SubjectChoice(frames[4].time_s, (250.0, 330.0))
    poses = estimate_poses(iter(frames), SIZE, subject=choice)
    assert np.isnan(hips_x(poses)[:4]).all()
    np.testing.assert_allclose(hips_x(poses)[4:], 250.0, atol=15.0)


def test_a_person_picked_late_is_said_to_be_followed_from_there_on() -> None:
    person, count = cut_outs(BLUE, 1.6, 1)[0], 24
    frames = [scene(i, (person, 250.0, 1.0)) for i in range(count)]
    early, late = SubjectChoice(frames[2].time_s, (250.0, 330.0)), frames[count - 4].time_s
    soon = estimate_poses(iter(frames[:6]), SIZE, subject=early)
    assert not soon.provenance.warnings
    poses = estimate_poses(iter(frames), SIZE, subject=SubjectChoice(late, (250.0, 330.0)))
    assert np.isnan(hips_x(poses)[: count - 4]).all()
    assert f"followed from {late:.1f} s on" in poses.provenance.warnings[0]


def test_two_people_who_cross_are_never_mixed() -> None:
    count = 72
    blue, plaid = cut_outs(BLUE, 1.0, count), cut_outs(PLAID, 1.0, count)
    right = np.linspace(200.0, 760.0, count)
    left = 960.0 - right
    frames = [
        scene(i, (plaid[i], left[i], 1.0), (blue[i], right[i], 1.0)) for i in range(count)
    ]  # blue passes in front and hides the other
    poses = estimate_poses(iter(frames), SIZE)
    followed = hips_x(poses)
    seen = np.isfinite(followed)
    own = left if abs(followed[0] - left[0]) < 30 else right
    assert np.abs(followed - own)[seen].max() < 60.0
    apart = np.abs(left - right) > 120.0
    assert seen[apart].mean() > 0.5
    assert poses.provenance.warnings


def test_a_poster_gives_way_to_the_person_who_moves() -> None:
    poster = cut_outs(PLAID, 1.6, 10)[0]
    people = cut_outs(BLUE, 1.0, 66)
    frames = [
        scene(i, (poster, 600.0, 1.05), (person, 220.0, 0.9)) for i, person in enumerate(people)
    ]
    poses = estimate_poses(iter(frames), SIZE)
    followed = hips_x(poses)
    assert np.nanmax(followed) < 300.0
    assert np.isfinite(followed[-15:]).all()
    assert any("never moved" in warning for warning in poses.provenance.warnings)


def test_somebody_who_takes_the_place_is_not_the_subject() -> None:
    """The followed person leaves the picture's view; another one stands elsewhere."""
    blue, plaid = cut_outs(BLUE, 1.0, 30), cut_outs(PLAID, 1.0, 30)
    frames = [
        scene(i, (blue[i], 220.0, 1.0)) if i < 12 else scene(i, (plaid[i], 760.0, 1.0))
        for i in range(30)
    ]
    followed = hips_x(estimate_poses(iter(frames), SIZE))
    np.testing.assert_allclose(followed[:12], 220.0, atol=25.0)
    assert not (followed[12:] > 600.0).any()


def test_what_was_taken_for_a_person_for_a_moment_is_forgotten() -> None:
    """A shadow, for instance: the person who comes next wears something else."""
    blue, plaid = cut_outs(BLUE, 1.0, 30), cut_outs(PLAID, 1.0, 30)
    frames = [
        scene(i, (blue[i], 220.0, 1.0)) if i < 6 else scene(i, (plaid[i], 760.0, 1.0))
        for i in range(30)
    ]
    followed = hips_x(estimate_poses(iter(frames), SIZE))
    assert not (followed[:6] < 300.0).any()
    np.testing.assert_allclose(followed[-15:], 760.0, atol=25.0)


def test_the_listener_sees_every_frame_and_can_cancel() -> None:
    heard: list[FrameSeen] = []

    def listen(seen: FrameSeen) -> None:
        heard.append(seen)
        if len(heard) == 3:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        estimate_poses(sample_frames(BLUE, START_S, END_S), (640, 480), on_frame=listen)
    assert len(heard) == 3
    assert heard[0].landmarks_px is not None
    assert heard[0].image.shape == (480, 640, 3)


def test_the_background_is_empty_enough() -> None:
    assert background().shape == (*SIZE[::-1], 3)
