"""Signals of a person whose angles are known exactly, and what must not change them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.signal import Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.view import estimate_view
from tests.people import bumps, mirrored, moved, stick_person, times

trunks = st.floats(-20, 110)
hips = st.floats(-30, 125)
knees = st.floats(-10, 140)
arms = st.floats(-60, 200)
heads = st.floats(-60, 60)
sides = st.sampled_from(["right", "left"])
FROM_JOINTS = SIGNAL_NAMES[:7]


def hinges(fps: float = 30.0) -> PoseSequence:
    time_s = times(7.0, fps)
    bump = bumps(time_s, [1.5, 4.0], 2.4)
    return stick_person(
        time_s, 65 * bump, 80 * bump, 20 * bump, lumbar_flexion_deg=12 * bump, yaw_deg=4.0
    )


def assert_same(first: Signals, second: Signals, tolerance: float = 1e-6) -> None:
    for name in SIGNAL_NAMES:
        np.testing.assert_allclose(
            first[name].values, second[name].values, atol=tolerance, err_msg=name
        )


@settings(max_examples=60, deadline=None)
@given(trunk=trunks, hip=hips, knee=knees, arm=arms, head=heads, side=sides)
def test_the_angles_that_built_the_person_come_back(
    *, trunk: float, hip: float, knee: float, arm: float, head: float, side: str
) -> None:
    poses = stick_person(
        [0.0],
        trunk,
        hip,
        knee,
        shoulder_flexion_deg=arm,
        head_inclination_deg=head,
        foot_pitch_deg=5.0,
        facing="right" if side == "right" else "left",
    )
    shank = knee - hip + trunk
    expected = (trunk, hip, knee, shank + 5.0, shank, arm, head)
    signals = raw_signals(poses)
    found = [signals[name].values[0] for name in FROM_JOINTS]
    # The same direction may be written 360 degrees apart only outside what a body can do.
    np.testing.assert_allclose(found[:3], expected[:3], atol=1e-6)
    np.testing.assert_allclose(found[5:], expected[5:], atol=1e-6)
    np.testing.assert_allclose(np.mod(np.subtract(found, expected) + 1, 360), 1, atol=1e-6)


def test_signals_come_in_the_listed_order() -> None:
    signals = raw_signals(hinges())
    assert tuple(signals) == SIGNAL_NAMES


def test_every_judged_value_has_a_positive_error() -> None:
    for signal in raw_signals(hinges()).values():
        assert np.isfinite(signal.values).all(), signal.name
        assert (signal.error > 0).all(), signal.name


def test_the_mirrored_clip_gives_the_same_numbers() -> None:
    assert_same(raw_signals(hinges()), raw_signals(mirrored(hinges())))


@settings(max_examples=20, deadline=None)
@given(st.floats(0.3, 4.0), st.floats(-900, 900), st.floats(-900, 900))
def test_size_and_place_in_the_picture_change_nothing(scale: float, x: float, y: float) -> None:
    assert_same(raw_signals(hinges()), raw_signals(moved(hinges(), scale, (x, y))))


@pytest.mark.parametrize("step", [2, 4])
def test_the_frame_rate_changes_nothing(step: int) -> None:
    fine, coarse = raw_signals(hinges(60.0)), raw_signals(hinges(60.0 / step))
    for name in SIGNAL_NAMES:
        np.testing.assert_allclose(
            fine[name].values[::step], coarse[name].values, atol=0.05, err_msg=name
        )


@pytest.mark.parametrize("side", ["left", "right"])
def test_arms_going_overhead_and_beyond_do_not_jump(side: str) -> None:
    arm = np.linspace(-40, 200, 61)
    poses = stick_person(
        np.arange(61) / 30,
        -5.0,
        shoulder_flexion_deg=arm,
        facing="left" if side == "left" else "right",
    )
    found = raw_signals(poses)["shoulder_flexion_deg"].values
    np.testing.assert_allclose(found, arm, atol=1e-6)


def test_somebody_who_turns_round_keeps_leaning_forward() -> None:
    there = stick_person(times(2.0), 30.0, 30.0, facing="right")
    back = stick_person(times(2.0), 30.0, 30.0, facing="left")
    turned = PoseSequence(
        time_s=times(4.0),
        landmarks_px=np.concatenate([there.landmarks_px, back.landmarks_px]),
        world_m=np.concatenate([there.world_m, back.world_m]),
        visibility=np.concatenate([there.visibility, back.visibility]),
        outline=np.concatenate([there.outline, back.outline]),
        leg_outline=np.concatenate([there.leg_outline, back.leg_outline]),
        image_size_px=there.image_size_px,
    )
    turned = replace(turned, view=estimate_view(turned))
    lean = raw_signals(turned)["trunk_inclination_deg"].values
    settled = np.abs(turned.time_s - 2.0) > 0.3
    np.testing.assert_allclose(lean[settled], 30.0, atol=1e-6)


def test_hips_going_back_are_a_positive_shift() -> None:
    # Shank upright, thigh leaning back by 30 degrees: the hip is half a thigh behind the ankle.
    poses = stick_person([0.0], 60.0, 90.0, 30.0)
    shift = raw_signals(poses)["hip_shift_legs"].values[0]
    assert shift == pytest.approx(0.245 * 0.5 / (0.245 + 0.246), abs=0.01)


def test_one_frame_is_enough() -> None:
    signals = raw_signals(stick_person([0.0], 20.0, 20.0))
    assert all(np.isfinite(signal.values).all() for signal in signals.values())
