"""Lines and spine as the networks read them."""

import tracemalloc
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from posture_lab.level.level import Level
from posture_lab.metrics.learned.ensemble import LINES, SPINE, ask, weights
from posture_lab.metrics.learned.features import FEATURES, body_features
from posture_lab.metrics.learned.networks import Networks
from posture_lab.metrics.learned.reading import read_body
from posture_lab.metrics.learned.ribs import read_ribs
from posture_lab.metrics.signals.angles import FROM_LINES
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.lines import landmark_lines, surface_lines
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.pose.sequence import PoseSequence
from tests.people import mirrored, moved, stick_person, times


def outlined(poses: PoseSequence) -> PoseSequence:
    """The same person with legs as thick as legs are."""
    legs = np.zeros_like(poses.leg_outline)
    legs[..., 0], legs[..., 1] = -0.14, 0.14
    return replace(poses, leg_outline=legs)


def test_features_do_not_depend_on_place_size_or_facing() -> None:
    person = stick_person(times(1.0), 30.0, 50.0, 20.0)
    poses = replace(outlined(person), level=Level(0.0, 0.0, 1.2, 0.2))
    there = moved(poses, 0.6, (30.0, 10.0))
    turned = mirrored(poses)  # the outline already counts towards where the person faces
    expected = body_features(side_body(poses), poses)
    assert expected.shape == (len(poses), FEATURES)
    assert np.isfinite(expected).all()
    for other in (there, turned):
        np.testing.assert_allclose(body_features(side_body(other), other), expected, atol=1e-6)


def test_without_the_legs_outline_lines_get_the_usual_correction_and_error() -> None:
    poses = stick_person(times(1.0), 30.0, 50.0, 20.0)
    reading = read_body(side_body(poses), poses)
    np.testing.assert_array_equal(
        reading.lines.trunk, surface_lines(landmark_lines(side_body(poses))).trunk
    )
    assert np.isnan(reading.error["hip_flexion_deg"]).all()
    seen = outlined(poses)
    corrected = read_body(side_body(seen), seen)
    assert np.isfinite(corrected.error["hip_flexion_deg"]).all()
    off = np.abs(corrected.lines.trunk - reading.lines.trunk)
    assert 0.0 < off.max() < 15.0


def test_missing_features_give_a_number_and_a_wider_error() -> None:
    poses = outlined(stick_person(times(1.0), 30.0, 50.0, 20.0))
    features = body_features(side_body(poses), poses)
    whole = ask(features)
    features[:, 14:] = np.nan
    blind = ask(features)
    assert all(np.isfinite(each).all() for each in blind.corrections.values())
    assert np.isfinite(blind.spine).all()
    wider = [blind.error[name].mean() > whole.error[name].mean() for name in own_signals()]
    assert np.mean(wider) > 0.7


def test_the_weights_fit_the_features_and_every_error_is_positive() -> None:
    own = weights()
    assert own.networks.mean.shape == own.networks.spread.shape == (FEATURES,)
    assert own.networks.layers[0][0].shape[1] == 2 * FEATURES
    answer = ask(np.zeros((3, FEATURES)))
    assert all((each > 0).all() for each in answer.error.values())
    assert ask(np.zeros((0, FEATURES))).spine.shape == (0, 3)
    assert read_ribs(np.zeros((3, FEATURES))).shape == (3,)


def own_signals() -> tuple[str, ...]:
    return weights().signals


def test_the_weights_name_what_they_say() -> None:
    own = weights()
    assert set(own.lines) == set(LINES)
    assert set(own.signals) <= set(SIGNAL_NAMES)
    said = len(own.lines) + len(SPINE) + len(own.signals) + 1
    assert own.networks.layers[-1][1].shape[1] == said


def test_another_angle_in_the_catalogue_leaves_their_answer_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = ask(np.zeros((2, FEATURES)))
    monkeypatch.setitem(FROM_LINES, "elbow_flexion_deg", lambda lines: lines.arm)
    after = ask(np.zeros((2, FEATURES)))
    assert tuple(after.error) == tuple(before.error)
    np.testing.assert_array_equal(after.spine, before.spine)


def test_a_frame_reads_the_same_alone_and_among_others() -> None:
    poses = outlined(stick_person(times(0.5), 30.0, 50.0, 20.0))
    among = raw_signals(poses)
    first = {
        name: getattr(poses, name)[:1]
        for name in (
            "time_s", "landmarks_px", "world_m", "visibility", "outline", "leg_outline"
        )
    }  # fmt: skip
    assert poses.view is not None
    assert poses.view.frame_facing is not None
    view = replace(
        poses.view,
        frame_yaw_deg=poses.view.frame_yaw_deg[:1],
        frame_facing=poses.view.frame_facing[:1],
    )
    alone = raw_signals(replace(poses, view=view, **first))
    for name in among:
        np.testing.assert_allclose(alone[name].values, among[name].values[:1], atol=1e-3)


def test_ten_minutes_need_little_more_memory_than_they_take_up() -> None:
    poses = outlined(stick_person(times(600.0), 30.0, 50.0, 20.0))
    parts = (getattr(poses, field.name) for field in fields(poses))
    held = sum(part.nbytes for part in parts if isinstance(part, np.ndarray))
    raw_signals(outlined(stick_person(times(0.1), 30.0, 50.0, 20.0)))  # reads what is read once
    tracemalloc.start()
    raw_signals(poses)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1.6 * held


def test_the_networks_run_on_one_thread_and_leave_the_others_to_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    during: list[int] = []
    one = Networks._one

    def watched(self: Networks, *inputs: Any) -> Any:
        during.extend(linear_algebra_threads())
        return one(self, *inputs)

    monkeypatch.setattr(Networks, "_one", watched)
    before = linear_algebra_threads()
    ask(np.zeros((15, FEATURES)))
    assert set(during) == {1}
    assert linear_algebra_threads() == before


def linear_algebra_threads() -> list[int]:
    return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]
