import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.counting.repetition import Repetition
from posture_lab.metrics.judging.measures import measure_hold, measure_repetition
from posture_lab.metrics.signals.in_view import why_missing
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.sight import sight_of
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.catalogue import movement
from tests.metrics.acting import POSES, perform

HINGE = POSES["hinge"]


def test_a_hinge_measures_what_was_acted() -> None:
    found = perform("hinge").findings("hip_hinge").measures
    hip, knee = HINGE["hip_flexion_deg"], HINGE["knee_flexion_deg"]
    assert found["hip_flexion_peak_deg"].value == pytest.approx(hip, abs=1.5)
    assert found["trunk_to_knee_ratio"].value == pytest.approx(70 / 15, rel=0.15)
    assert found["hip_to_knee_ratio"].value == pytest.approx(hip / knee, rel=0.15)
    shank = knee - (hip - HINGE["trunk_inclination_deg"])
    assert found["shank_inclination_bottom_deg"].value == pytest.approx(shank, abs=1.5)
    assert found["trunk_lean_after_deg"].value == pytest.approx(0.0, abs=2.0)
    assert found["hip_travel_legs"].value > 0.15


@pytest.mark.parametrize("name", ["hinge", "knee dominant", "deadlift"])
def test_measures_do_not_depend_on_the_frame_rate(name: str) -> None:
    at = {
        fps: perform(name, fps=fps, noise_px=0.0).findings("hip_hinge").measures
        for fps in (15.0, 30.0, 60.0)
    }
    tolerances = {"_deg": 1.0, "_legs": 0.01, "_s": 0.05, "_sparc": 0.08, "_ratio": 0.1}
    for measure, reference in at[60.0].items():
        tolerance = next(t for unit, t in tolerances.items() if measure.endswith(unit))
        for fps in (15.0, 30.0):
            assert at[fps][measure].value == pytest.approx(reference.value, abs=tolerance), measure


def test_mirrored_and_rescaled_people_measure_the_same() -> None:
    first = perform("hinge", noise_px=0.0).findings("hip_hinge").measures
    other = perform("hinge", noise_px=0.0, facing="left", size_px=420.0)
    for measure, reference in other.findings("hip_hinge").measures.items():
        assert first[measure].value == pytest.approx(reference.value, abs=0.05), measure


@pytest.mark.parametrize(("duration_s", "expected_s"), [(1.2, 0.46), (3.0, 1.14), (8.0, 3.04)])
def test_lowering_leaves_out_the_slow_ends(duration_s: float, expected_s: float) -> None:
    """0.76 of an eased way down lies between 5 % and 97 % of it."""
    found = perform("hinge", duration_s=duration_s).findings("hip_hinge").measures
    assert found["lowering_s"].value == pytest.approx(expected_s, abs=0.12)


def test_a_jerky_bend_is_less_smooth_than_an_eased_one() -> None:
    eased = perform("hinge").findings("hip_hinge").measures["smoothness_sparc"].value
    stops = perform(
        "hinge",
        hip_flexion_deg=lambda phase: 92 * (phase + 0.1 * np.sin(6 * np.pi * phase)),
    )
    jerky = stops.findings("hip_hinge").measures["smoothness_sparc"].value
    assert eased == pytest.approx(-1.5, abs=0.2)
    assert jerky < eased - 0.4


def test_a_pause_at_the_bottom_is_as_smooth() -> None:
    held = perform(
        "hinge",
        duration_s=6.0,
        hip_flexion_deg=lambda phase: 92 * np.clip(2 * phase, 0, 1) ** 1.5,
        trunk_inclination_deg=lambda phase: 70 * np.clip(2 * phase, 0, 1) ** 1.5,
    )
    assert held.findings("hip_hinge").measures["smoothness_sparc"].value > -1.9


def test_heels_head_and_ribs() -> None:
    lifted = perform("squat", foot_pitch_deg=lambda phase: -25 * phase)
    heel = lifted.findings("squat").measures["heel_lift_deg"]
    # Of what the landmarks show, what they show of heels that stay down is taken off.
    assert heel.value == pytest.approx(25.0 - 0.05 * POSES["squat"]["knee_flexion_deg"], abs=3.0)
    assert heel.error > 5.0
    nods = perform("hinge", head_inclination_deg=lambda phase: 40 * phase)
    head = nods.findings("hip_hinge").measures["head_inclination_change_deg"]
    assert head.value == pytest.approx(40.0, abs=4.0)


def test_leaning_back_afterwards_is_measured() -> None:
    def lean(phase: Floats) -> Floats:
        after = np.roll(phase, 25)  # the bump again, 0.8 s later
        angle: Floats = 70 * phase - 20 * np.where(phase < 0.02, np.clip(2 * after, 0, 1), 0)
        return angle

    found = perform("hinge", trunk_inclination_deg=lean).findings("hip_hinge").measures
    assert found["trunk_lean_after_deg"].value < -12


def test_what_was_not_seen_is_missing_with_the_reason() -> None:
    clip = perform("hinge")
    hidden = dict(clip.signals.by_name)
    nothing = np.full(len(clip.signals.time_s), np.nan)
    hidden["knee_flexion_deg"] = Signal("knee_flexion_deg", nothing, nothing)
    (first, *_), _ = clip.counted("hip_hinge")
    found = measure_repetition(
        Signals(clip.signals.time_s, hidden),
        first,
        movement("hip_hinge"),
        why_missing=lambda signal, start_s, end_s: (
            f"{signal} was hidden." if signal.startswith("knee") and start_s < end_s else None
        ),
    )
    assert "hip_to_knee_ratio" not in found.measures
    assert found.missing["hip_to_knee_ratio"] == "knee_flexion_deg was hidden."
    assert set(found.measures) | set(found.missing) == set(movement("hip_hinge").measures)
    assert not set(found.measures) & set(found.missing)


def test_the_far_leg_has_words_of_its_own() -> None:
    clip = perform("hinge")
    hidden = dict(clip.signals.by_name)
    nothing = np.full(len(clip.signals.time_s), np.nan)
    hidden["side_difference_deg"] = Signal("side_difference_deg", nothing, nothing)
    (first, *_), _ = clip.counted("hip_hinge")
    found = measure_repetition(
        Signals(clip.signals.time_s, hidden),
        first,
        movement("hip_hinge"),
        why_missing=lambda signal, *_: why_missing(sight_of(clip.poses), signal),
    )
    assert "far leg is hidden" in found.missing["side_difference_deg"]


def test_an_unseen_bottom_gives_no_measure_there() -> None:
    clip = perform("hinge", count=1)
    (only,), _ = clip.counted("hip_hinge")
    unseen = np.abs(clip.signals.time_s - only.turn_s) < 0.6
    hidden = {
        name: Signal(name, np.where(unseen, np.nan, s.values), np.where(unseen, np.nan, s.error))
        for name, s in clip.signals.by_name.items()
    }
    found = measure_repetition(Signals(clip.signals.time_s, hidden), only, movement("hip_hinge"))
    assert "lumbar_flexion_change_deg" not in found.measures
    assert all(found.missing.values())


def test_errors_are_carried_over() -> None:
    time_s = np.arange(0, 5, 1 / 30)
    bend = np.interp(time_s, [1, 2.5, 4], [0, 80, 0])
    by_name = {name: Signal(name, 0 * bend, 0 * bend + 4.0) for name in SIGNAL_NAMES}
    by_name["hip_flexion_deg"] = Signal("hip_flexion_deg", bend, 0 * bend + 6.0)
    by_name["knee_flexion_deg"] = Signal("knee_flexion_deg", bend / 2, 0 * bend + 3.0)
    found = measure_repetition(
        Signals(time_s, by_name), Repetition(1.0, 2.5, 4.0), movement("hip_hinge")
    ).measures
    assert found["hip_flexion_peak_deg"].error == pytest.approx(6.0)
    ratio = found["hip_to_knee_ratio"]
    assert ratio.value == pytest.approx(2.0, rel=0.02)
    assert ratio.error == pytest.approx(2.0 * np.hypot(6 / 74, 3 / 37), rel=0.05)


def test_straight_knees_make_a_large_ratio_not_an_endless_one() -> None:
    found = perform({**HINGE, "knee_flexion_deg": 0.0}).findings("hip_hinge").measures
    assert found["hip_to_knee_ratio"].value == pytest.approx(10.0)


def test_a_hold_is_the_mean_over_it() -> None:
    time_s = np.arange(0, 5, 1 / 30)
    sway = 4 + np.sin(2 * np.pi * time_s)
    by_name = {name: Signal(name, sway, 0 * sway + 3.0) for name in SIGNAL_NAMES}
    signals = Signals(time_s, by_name)
    own = measure_hold(
        signals, 0.0, 4.0, movement("standing"), neutral=Neutral("calibration")
    ).measures
    assert own["trunk_inclination_mean_deg"].value == pytest.approx(4.0, abs=0.05)
    assert own["pelvic_tilt_mean_deg"].value == pytest.approx(4.0, abs=0.05)
    assert own["pelvic_tilt_mean_deg"].error == pytest.approx(3.0)


def test_a_neutral_from_the_same_clip_says_nothing_about_it() -> None:
    clip = perform("hinge")
    assert clip.neutral.source == "clip"
    found = measure_hold(clip.signals, 0.0, 1.5, movement("standing"), neutral=clip.neutral)
    assert "pelvic_tilt_mean_deg" not in found.measures
    assert "these same frames" in found.missing["pelvic_tilt_mean_deg"]
    assert "trunk_inclination_mean_deg" in found.measures


def test_a_hold_has_no_repetitions_to_measure() -> None:
    with pytest.raises(ValueError, match="standing has no repetitions"):
        measure_repetition(
            perform("hinge").signals, Repetition(0.0, 1.0, 2.0), movement("standing")
        )
