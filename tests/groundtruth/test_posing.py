"""Angles that go into a pose are the angles that the posed bones have."""

import numpy as np
import pytest

from groundtruth.angles import bone_angles, bone_pitch
from groundtruth.bodies import Person, sample_person
from groundtruth.kinematics import Array, carry
from groundtruth.motion import Motion, still
from groundtruth.posing import balanced_shank, mass_offset, pose
from tests.groundtruth.stick import stick_body

BODY = stick_body()
PERSON = Person(0, 1.7, {}, neutral_pelvic_tilt_deg=5.0, neutral_lumbar_deg=-4.0)
COUNT = 5
RAMP = np.linspace(0, 1, COUNT)


def pivots(motion: Motion) -> dict[str, Array]:
    posed = pose(BODY, PERSON, motion)
    heads = BODY.skeleton.heads
    return {
        name: carry(posed.transforms, i, heads[i]) for i, name in enumerate(BODY.skeleton.labels)
    }


def hinge(**extra: Array) -> Motion:
    base = still(COUNT, PERSON)
    motion = base.having(
        pelvic_tilt=60 * RAMP,
        lumbar=20 * RAMP,
        thoracic=10 * RAMP,
        knee=base.knee + 25 * RAMP[:, None],
    )
    return motion.having(**extra)


def test_upper_thorax_pitches_by_pelvis_and_lumbar_and_thoracic_flexion() -> None:
    motion = hinge()
    posed = pose(BODY, PERSON, motion)
    index, heading = BODY.skeleton.index, motion.heading
    pelvis = bone_pitch(posed.transforms, index("root"), heading)
    thorax = bone_pitch(posed.transforms, index("spine01"), heading)
    np.testing.assert_allclose(pelvis, 5.0 + 60 * RAMP, atol=1e-9)
    np.testing.assert_allclose(thorax - pelvis, -4.0 + 30 * RAMP, atol=1e-9)


def test_lowest_spine_bone_is_stiff_with_the_pelvis_and_the_lumbar_ones_share_the_bend() -> None:
    base = still(COUNT, PERSON)
    posed = pose(BODY, PERSON, base.having(lumbar=40 * RAMP))
    pitch = {
        name: bone_pitch(posed.transforms, BODY.skeleton.index(name), base.heading)[-1]
        for name in ("root", "spine05", "spine04", "spine03", "spine02", "spine01")
    }
    at_rest = 40 - 4.0
    assert pitch["spine05"] == pytest.approx(pitch["root"])
    assert pitch["spine04"] - pitch["root"] == pytest.approx(0.40 * at_rest)
    assert pitch["spine03"] - pitch["spine04"] == pytest.approx(0.35 * at_rest)
    assert pitch["spine02"] - pitch["spine03"] == pytest.approx(0.25 * at_rest)
    assert pitch["spine01"] == pytest.approx(pitch["spine02"])


@pytest.mark.parametrize("heading", [0.0, 60.0, -90.0])
def test_the_feet_stay_while_the_hips_travel_back(heading: float) -> None:
    motion = hinge(heading=np.full(COUNT, heading))
    motion = motion.having(shank=balanced_shank(BODY, PERSON, motion))
    places = pivots(motion)
    for foot in ("foot.L", "foot.R"):
        np.testing.assert_allclose(places[foot], places[foot][:1].repeat(COUNT, 0), atol=1e-3)
    angle = np.radians(heading)
    back = places["root"] @ np.array([-np.sin(angle), np.cos(angle), 0.0])
    assert np.all(np.diff(back) > 0.01)
    assert places["root"][-1, 2] < places["root"][0, 2]


@pytest.mark.parametrize("knee", [10.0, 60.0, 115.0])
def test_the_knee_bends_as_told_and_bones_keep_their_length(knee: float) -> None:
    base = still(1, PERSON)
    motion = base.having(knee=np.full((1, 2), knee), toe_out=np.zeros(1))
    places = pivots(motion.having(shank=balanced_shank(BODY, PERSON, motion)))
    for side in "LR":
        hip, shin, foot = (places[f"{b}.{side}"][0] for b in ("upperleg01", "lowerleg01", "foot"))
        thigh, shank = hip - shin, foot - shin
        between = np.degrees(
            np.arccos(thigh @ shank / np.linalg.norm(thigh) / np.linalg.norm(shank))
        )
        assert 180 - between == pytest.approx(knee, abs=0.5)
        head = BODY.skeleton.head
        rest = np.linalg.norm(head(f"upperleg01.{side}") - head(f"lowerleg01.{side}"))
        assert np.linalg.norm(thigh) == pytest.approx(rest, rel=1e-6)


def test_the_shank_is_found_that_keeps_the_mass_over_the_foot() -> None:
    motion = hinge()
    balanced = motion.having(shank=balanced_shank(BODY, PERSON, motion, over_foot_m=0.05))
    np.testing.assert_allclose(mass_offset(BODY, PERSON, balanced), 0.05, atol=2e-3)


def test_angles_do_not_change_when_the_person_turns() -> None:
    motion = hinge()
    motion = motion.having(shank=balanced_shank(BODY, PERSON, motion))
    turned = motion.having(heading=np.full(COUNT, 75.0))
    first = bone_angles(pivots(motion), "left", motion.heading)
    second = bone_angles(pivots(turned), "left", turned.heading)
    for name, values in first.items():
        np.testing.assert_allclose(values, second[name], atol=1e-6, err_msg=name)
    assert first["bone_trunk_inclination_deg"][-1] > 60
    assert first["bone_hip_flexion_deg"][-1] > 60


def test_arms_hang_down_in_a_hinge() -> None:
    places = pivots(hinge())
    arm = places["wrist.L"][-1] - places["upperarm01.L"][-1]
    assert arm[2] / np.linalg.norm(arm) < -0.95


def test_a_person_is_the_same_for_the_same_number() -> None:
    assert sample_person(77) == sample_person(77)
    assert sample_person(77) != sample_person(78)
