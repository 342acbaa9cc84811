"""The second hand draws otherwise, keeps people's splits, and leaves the first hand's alone."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from groundtruth.bodies import SPLITS, Person, sample_person, split_of
from groundtruth.frames import draw_burst
from groundtruth.kinematics import Array
from groundtruth.motion import still
from groundtruth.posing import pose
from groundtruth.rest_posture import RestPosture
from groundtruth.sampling import sample_scenario
from groundtruth.scenario import CameraSpec
from groundtruth.second_hand.hand import FACTORS, by_second_hand
from groundtruth.second_hand.people import sample_second_person
from groundtruth.second_hand.places import build_place
from groundtruth.second_hand.viewpoints import second_camera
from groundtruth.takes import place_camera
from tests.groundtruth.stick import stick_body

if TYPE_CHECKING:
    from groundtruth.studio import Studio
    from groundtruth.takes import Take

SEEDS = range(40)
BODY = stick_body()


def neck_and_shoulder(rest: RestPosture) -> tuple[Array, Array]:
    """Where the head's bone and the left shoulder joint are, with the arms hanging."""
    person = Person(0, 1.7, {}, rest=rest)
    transforms = pose(BODY, person, still(1, person)).transforms[0]
    heads, index = BODY.skeleton.heads, BODY.skeleton.index
    head, shoulder = (
        transforms[i, :, :3] @ heads[i] + transforms[i, :, 3]
        for i in (index("head"), index("upperarm01.L"))
    )
    return head, shoulder


@pytest.mark.parametrize(
    ("seed", "movement", "hard", "numbers"),
    [
        (9001, "squat", 1.0, (807779, 1.624722, 3.315876, 125996, 2.05007, 1.140124, -4.38108)),
        (41, "hip_hinge", 0.0, (5059, 1.846072, 3.071511, 737968, 1.147299, 0.810966, 3.957217)),
    ],
)
def test_the_first_hands_scenarios_are_what_they_were_before(
    seed: int, movement: str, hard: float, numbers: tuple[float, ...]
) -> None:
    scenario = sample_scenario(seed, movement, "test", loose=1.0, hard=hard)
    person = scenario.person
    found = (
        person.body_id, person.height_m, scenario.camera.distance_m, scenario.room_seed,
        scenario.reps[0].down_s, scenario.look.exposure, person.neutral_neck_deg,
    )  # fmt: skip
    assert found == pytest.approx(numbers, abs=1e-6)
    assert (scenario.hand, scenario.elsewhere) == ("first", False)
    assert person.rest == RestPosture()
    assert scenario.camera.principal_px == (0.0, 0.0)


def test_who_and_what_stay_and_all_else_is_drawn_anew() -> None:
    first = sample_scenario(3, "hip_hinge", "calibrate", loose=0.0)
    second = by_second_hand(first)
    assert second.hand == "second"
    kept = ("seed", "movement", "reps", "faults", "variation", "arms", "held", "fps", "lead_s")
    assert {name: getattr(first, name) for name in kept} == {
        name: getattr(second, name) for name in kept
    }
    assert second.person.body_id == first.person.body_id
    assert (second.camera.side, second.camera.yaw_deg) == (first.camera.side, first.camera.yaw_deg)
    for name in ("person", "camera", "outfit", "look", "sensor"):
        assert getattr(second, name) != getattr(first, name)
    assert second == by_second_hand(first)


@pytest.mark.parametrize("factor", FACTORS)
def test_one_thing_at_a_time_can_be_the_second_hands(factor: str) -> None:
    first = sample_scenario(4, "squat", "test")
    mixed = by_second_hand(first, (factor,))
    assert mixed.hand == "second"
    parts = {
        "body": mixed.person.phenotype != first.person.phenotype,
        "rest": mixed.person.rest != first.person.rest,
        "camera": mixed.camera != first.camera,
        "clothes": mixed.outfit != first.outfit,
        "light": mixed.look.key_direction != first.look.key_direction,
        "place": mixed.elsewhere,
    }
    assert [name for name, changed in parts.items() if changed] == [factor]


def test_people_keep_their_split_and_stand_in_other_ways() -> None:
    people = [sample_second_person(body_id) for body_id in range(60)]
    usual = [sample_person(body_id) for body_id in range(60)]
    assert {p.split for p in people} == set(SPLITS)
    assert all(p.split == split_of(p.body_id) for p in people)
    forward = np.array([p.rest.shoulders_forward_deg for p in people])
    assert forward.min() < -3
    assert forward.max() > 15
    for part in ("weight", "muscle"):
        other, first = ([p.phenotype[part] for p in group] for group in (people, usual))
        assert np.std(other) > np.std(first)


def test_rounded_shoulders_come_forward_and_the_chin_leaves_the_face_level() -> None:
    head, shoulder = neck_and_shoulder(RestPosture())
    _, rounded = neck_and_shoulder(RestPosture(shoulders_forward_deg=20.0))
    _, pulled = neck_and_shoulder(RestPosture(shoulders_forward_deg=-10.0))
    # The person faces -Y.
    assert rounded[1] < shoulder[1] - 0.02
    assert pulled[1] > shoulder[1] + 0.01
    forward, _ = neck_and_shoulder(RestPosture(chin_forward_deg=24.0))
    assert forward[1] < head[1] - 0.01
    bones = ("neck01", "neck02", "neck03", "head")
    assert sum(RestPosture(chin_forward_deg=24.0).neck(bone) for bone in bones) == 0.0
    assert sum(RestPosture(head_deg=7.0).neck(bone) for bone in bones) == 7.0


def test_bent_elbows_bring_the_hands_forward() -> None:
    down = np.tile([0.0, 0.0, -1.0], (3, 2, 1))
    bent = RestPosture(elbows_deg=20.0).bent(down)
    np.testing.assert_allclose(bent[..., 1], -np.sin(np.radians(20.0)))


def test_the_other_cameras_hold_the_person_from_near_and_far() -> None:
    cameras = [
        second_camera(np.random.default_rng(seed), CameraSpec(yaw_deg=4.0), "hip_hinge")
        for seed in SEEDS
    ]
    assert min(c.distance_m for c in cameras) < 2.2
    assert max(c.distance_m for c in cameras) > 5.0
    assert {c.width > c.height for c in cameras} == {True, False}
    for spec in cameras:
        camera = place_camera(spec)
        assert np.any(np.abs(spec.principal_px) > 0)
        feet_and_head = camera.project(np.array([[0.0, 0.0, 0.05], [0.0, 0.0, 1.8]]))
        assert np.all((feet_and_head > 0) & (feet_and_head < [spec.width, spec.height]))


def test_the_other_places_surround_the_person_and_leave_them_room() -> None:
    for seed in SEEDS:
        meshes = build_place(seed, (3.2, 3.2))
        points = np.vstack([mesh.vertices for mesh in meshes])
        standing = (np.abs(points[:, :2]) < 0.9).all(axis=1) & (points[:, 2] > 0.01)
        assert not standing.any()
        assert all(not mesh.is_person for mesh in meshes)


def test_no_picture_to_learn_from_is_the_second_hands() -> None:
    second = by_second_hand(sample_scenario(1, "squat", "train"))
    with pytest.raises(ValueError, match="second hand"):
        draw_burst(cast("Take", SimpleNamespace(scenario=second)), cast("Studio", None))
