"""People who lie, kneel or walk touch what bears them, at the angles that were asked for."""

import numpy as np
import pytest

from groundtruth import truth
from groundtruth.bodies import Person
from groundtruth.contact import (
    BELT_M,
    FOOT,
    HAND,
    HEAD,
    MAT_M,
    PELVIS,
    SHIN,
    SUPPORTS,
    THORAX,
    Zone,
)
from groundtruth.furniture import build_things
from groundtruth.kinematics import Array, carry
from groundtruth.motion import Motion, still
from groundtruth.movements import MOVEMENTS, SHAPES, Fault, Performance, perform
from groundtruth.posing import Posed, pose
from groundtruth.postures import recline
from groundtruth.sampling import sample_scenario
from groundtruth.skin import pose_vertices
from groundtruth.takes import place_camera
from tests.groundtruth.stick import fleshed_body

BODY = fleshed_body()
PERSON = Person(0, 1.7, {}, neutral_pelvic_tilt_deg=4.0, neutral_lumbar_deg=-5.0)
COUNT = 40
TIME = np.arange(COUNT) / 10.0
BORNE = [name for name in MOVEMENTS if SHAPES[name].support != "feet"]
MM = 1e-3


def done(movement: str, *faults: Fault, seed: int = 1, **variation: float) -> tuple[Motion, Posed]:
    """A movement as it is performed, its repetitions in one wave."""
    shape = SHAPES[movement]
    phase = np.ones(COUNT) if shape.held else 0.5 - 0.5 * np.cos(np.linspace(0, 6.283, COUNT))
    plan = Performance(movement, faults, variation, seed)
    motion = perform(BODY, PERSON, plan, phase, TIME)
    return motion, pose(BODY, PERSON, motion, shape.support)


def signals(movement: str, *faults: Fault, side: str = "left") -> dict[str, Array]:
    motion, posed = done(movement, *faults)
    flat = np.zeros((len(BODY.vertices), 2))
    track = truth.track_points(
        BODY, posed, [pose_vertices(BODY, posed, f, flat) for f in range(COUNT)]
    )
    return truth.signals_of(BODY, posed, motion, track, side=side, neutral=PERSON.neutral())


def pivot(posed: Posed, bone: str) -> Array:
    return carry(posed.transforms, BODY.skeleton.index(bone), BODY.skeleton.head(bone))


def lowest(posed: Posed, bones: tuple[str, ...]) -> Array:
    return Zone(BODY, bones).lowest(posed.transforms)


@pytest.mark.parametrize("movement", ["dead_bug_hold", "breathing_90_90"])
@pytest.mark.parametrize(
    "faults", [(), (Fault("spine_arches", 20.0),), (Fault("rib_flare", 40.0),)], ids=str
)
def test_who_lies_touches_the_mat_with_buttocks_upper_back_and_head(
    movement: str, faults: tuple[Fault, ...]
) -> None:
    _, posed = done(movement, *faults)
    for bones in (PELVIS, THORAX, HEAD):
        np.testing.assert_allclose(lowest(posed, bones), MAT_M, atol=1 * MM)
    assert lowest(posed, ("",)).min() > MAT_M - 4 * MM
    assert np.all(pivot(posed, "head")[:, 1] > pivot(posed, "root")[:, 1] + 0.3)


def test_hips_and_knees_are_at_the_angles_asked_for() -> None:
    values = signals("dead_bug_hold")
    assert values["knee_flexion_deg"] == pytest.approx(90, abs=4)
    assert values["shank_inclination_deg"] == pytest.approx(-90, abs=4)
    assert values["shoulder_flexion_deg"] == pytest.approx(90, abs=12)
    assert values["trunk_inclination_deg"] == pytest.approx(-90, abs=8)
    wide, _ = done("dead_bug_hold", hip=-20.0, knee=-30.0)
    narrow, _ = done("dead_bug_hold")
    np.testing.assert_allclose(wide.knee, narrow.knee - 30, atol=1e-9)
    np.testing.assert_allclose(wide.shank, narrow.shank - 10, atol=1e-9)


def test_pelvis_and_spine_of_who_lies_count_from_their_neutral_come_to_rest() -> None:
    base = still(COUNT, PERSON)
    square = np.full((COUNT, 2), 90.0)
    rest = recline(BODY, PERSON, base, square, square)
    assert rest.pelvic_tilt == pytest.approx(0, abs=0.05)
    arched = recline(BODY, PERSON, base.having(lumbar=base.lumbar - 20), square, square)
    assert arched.lie == pytest.approx(rest.lie, abs=1e-9)
    assert np.all(arched.pelvic_tilt > 8)


def test_an_arch_lifts_the_small_of_the_back_and_leaves_the_rest_lying() -> None:
    flat, arched = signals("dead_bug_hold"), signals("dead_bug_hold", Fault("spine_arches", 20.0))
    more = {name: arched[name] - flat[name] for name in flat}
    assert more["lumbar_flexion_deg"] == pytest.approx(-20, abs=0.1)
    assert np.all(more["pelvic_tilt_deg"] > 8)
    heights = [pivot(done("dead_bug_hold", *f)[1], "spine03")[:, 2] for f in
               ((), (Fault("spine_arches", 20.0),))]  # fmt: skip
    assert np.all(heights[1] > heights[0] + 8 * MM)


@pytest.mark.parametrize("movement", BORNE)
def test_upper_thorax_pitches_by_the_sum_of_the_three(movement: str) -> None:
    values = signals(movement)
    names = ("pelvic_tilt_deg", "lumbar_flexion_deg", "thoracic_flexion_deg")
    total = sum(values[name] for name in names)
    np.testing.assert_allclose(values["thorax_pitch_deg"], total, atol=0.6)


def test_breathing_lifts_the_ribs_and_moves_the_pelvis_once_a_breath() -> None:
    values = signals("breathing_90_90")
    assert np.ptp(values["rib_flare_mm"]) > 6
    assert np.ptp(values["belly_rise_mm"]) > 8
    assert np.argmax(values["rib_flare_mm"]) == pytest.approx(COUNT / 2, abs=1)
    assert np.ptp(values["pelvic_tilt_deg"]) > 1
    _, posed = done("breathing_90_90")
    assert lowest(posed, HAND) == pytest.approx(MAT_M, abs=4 * MM)


def test_calves_lie_on_the_box_and_the_thighs_stand_behind_it() -> None:
    _, posed = done("breathing_90_90")
    mat, box = build_things(("mat", "box"), 3, posed.transforms, BODY)
    top = box.vertices[:, 2].max()
    calves = lowest(posed, SHIN)
    assert top == pytest.approx(calves.min(), abs=1e-9)
    assert np.all(calves < top + 8 * MM)
    assert box.vertices[:, 1].max() < pivot(posed, "upperleg01.L")[:, 1].min() - 0.05
    assert mat.vertices[:, 2].max() == pytest.approx(MAT_M)
    assert mat.vertices[:, 1].max() > pivot(posed, "head")[:, 1].max()


def test_who_kneels_touches_the_mat_with_knees_shins_and_feet_and_stays_there() -> None:
    motion, posed = done("anti_rotation_press", Fault("trunk_moves", 15.0))
    assert lowest(posed, (*SHIN, "upperleg02")) == pytest.approx(MAT_M, abs=1 * MM)
    assert lowest(posed, FOOT) == pytest.approx(MAT_M, abs=2 * MM)
    assert lowest(posed, ("",)).min() > MAT_M - 2 * MM
    for side in "LR":
        assert np.ptp(pivot(posed, f"lowerleg01.{side}"), axis=0).max() < 4 * MM
    assert motion.shank == pytest.approx(90, abs=12)
    assert motion.knee == pytest.approx(90, abs=14)
    assert np.ptp(motion.twist) > 10


def test_both_sides_of_who_kneels_are_alike() -> None:
    left, right = (signals("anti_rotation_press", side=side) for side in ("left", "right"))
    for name in ("hip_flexion_deg", "knee_flexion_deg", "shank_inclination_deg"):
        np.testing.assert_allclose(left[name], right[name], atol=1.5, err_msg=name)


def test_hands_are_pressed_forward_from_the_chest() -> None:
    _, posed = done("anti_rotation_press")
    ahead = pivot(posed, "spine01")[:, 1] - pivot(posed, "wrist.L")[:, 1]
    middle = COUNT // 2
    assert ahead[middle] > 0.4
    assert ahead[0] < 0.3
    apart = pivot(posed, "wrist.L")[:, 0] - pivot(posed, "wrist.R")[:, 0]
    assert np.all(np.abs(apart[[0, middle]]) < 0.25)


def test_who_walks_has_a_foot_on_the_belt_and_the_other_leg_half_a_stride_behind() -> None:
    motion, posed = done("walking", cadence=12.0)
    assert lowest(posed, FOOT) == pytest.approx(BELT_M, abs=0.1 * MM)
    # 120 steps a minute are a stride a second: half of one is five of these instants.
    np.testing.assert_allclose(motion.knee[5:, 0], motion.knee[:-5, 1], atol=0.5)
    assert motion.knee.min() > 2
    assert 50 < motion.knee.max() < 75
    thigh_forward = (motion.knee - motion.shank)[:, 0]
    arm_forward = -motion.arms[:, 0, 1]
    assert np.corrcoef(thigh_forward, arm_forward)[0, 1] < -0.7
    assert np.ptp(pivot(posed, "root")[:, 2]) < 0.08
    (treadmill,) = build_things(("treadmill",), 3, posed.transforms, BODY)
    # Nothing stands where the feet go, and the belt reaches as far as they do.
    toes = pivot(posed, "toe1-1.L")[:, 1]
    belt = treadmill.vertices[np.isclose(treadmill.vertices[:, 2], BELT_M), 1]
    assert belt.min() < toes.min() - 0.1
    assert belt.max() > pivot(posed, "foot.L")[:, 1].max()


def test_a_near_arm_that_swings_less_is_the_near_one() -> None:
    motion, _ = done("walking", Fault("uneven_sides", 15.0))
    swings = np.ptp(motion.arms[:, :, 1], axis=0)
    assert swings[0] < 0.5 * swings[1]


@pytest.mark.parametrize("movement", BORNE)
def test_the_same_seed_gives_the_same_pose(movement: str) -> None:
    first, again = done(movement)[1], done(movement)[1]
    np.testing.assert_array_equal(first.transforms, again.transforms)
    assert not np.array_equal(first.transforms, done(movement, seed=2)[1].transforms)


@pytest.mark.parametrize("movement", BORNE)
def test_the_camera_has_the_whole_person_in_its_picture(movement: str) -> None:
    _, posed = done(movement)
    for seed in range(25):
        scenario = sample_scenario(seed, movement, hard=1.0)
        kinds = {event.kind for event in scenario.events}
        assert kinds <= {"dropout", "blank"}
        camera = place_camera(scenario.camera)
        pixels = camera.project(Zone(BODY, ("",)).places(posed.transforms[::8]))
        assert np.all((pixels > 0) & (pixels < [camera.width, camera.height])), seed


def test_every_support_is_used_and_known() -> None:
    assert {SHAPES[name].support for name in BORNE} == set(SUPPORTS)
