"""The person's own neutral: found where they stand still, refused where they do not."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.signals import population
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.find_neutral import find_neutral, still_neutral
from posture_lab.metrics.signals.neutral import Neutral, relative_to_neutral
from posture_lab.metrics.signals.population import STANDING
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS, SIGNAL_NAMES
from posture_lab.movements.record import Posture
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence
from tests.people import bumps, mirrored, stick_person, times


def neutral_of(poses: PoseSequence, posture: Posture = "standing") -> Neutral:
    return find_neutral(poses, raw_signals(poses), posture=posture)


def hinge(starts_s: list[float], fps: float = 30.0, noise_px: float = 0.0) -> PoseSequence:
    time_s = times(8.0, fps)
    bump = bumps(time_s, starts_s, 2.5)
    return stick_person(
        time_s,
        2.0 + 60 * bump,
        3.0 + 70 * bump,
        2.0 + 15 * bump,
        lumbar_flexion_deg=20 * bump,
        noise_px=noise_px,
    )


def test_the_still_beginning_is_the_neutral() -> None:
    neutral = neutral_of(hinge([2.0, 5.0]))
    assert neutral.source == "clip"
    assert neutral.start_s == 0.0
    assert neutral.end_s is not None
    assert 1.0 <= neutral.end_s <= 2.2
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(2.0, abs=0.1)
    assert neutral.values["hip_flexion_deg"] == pytest.approx(3.0, abs=0.1)
    assert set(neutral.values) == set(neutral.errors) == set(SIGNAL_NAMES)
    assert all(error > 0 for error in neutral.errors.values())


def test_a_clip_that_starts_bent_uses_the_later_stand() -> None:
    neutral = neutral_of(hinge([-1.2, 4.5]))
    assert neutral.start_s is not None
    assert neutral.start_s > 1.0
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(2.0, abs=0.2)


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_frame_rate_and_jitter_do_not_hide_it(fps: float) -> None:
    neutral = neutral_of(hinge([2.0, 5.0], fps, noise_px=0.5))
    assert neutral.source == "clip"
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(2.0, abs=0.3)


def test_the_mirrored_clip_has_the_same_neutral() -> None:
    poses = hinge([2.0, 5.0])
    there, back = neutral_of(poses), neutral_of(mirrored(poses))
    assert (there.start_s, there.end_s) == (back.start_s, back.end_s)
    assert there.values == pytest.approx(back.values, abs=1e-6)


def test_somebody_who_never_stops_shows_it_in_passing(monkeypatch: pytest.MonkeyPatch) -> None:
    # A stick person's outline is read with wide errors; people on the whole may not outweigh it.
    wide = {name: (value, 10 * width) for name, (value, width) in STANDING.items()}
    monkeypatch.setattr(population, "STANDING", wide)
    poses = hinge([-1.2, 1.3, 3.8, 6.3])
    neutral = neutral_of(poses)
    assert neutral.source == "between_repetitions"
    assert len(neutral.moments) == 3
    assert neutral.picture_s is not None
    assert min(abs(neutral.picture_s - top_s) for top_s in (1.3, 3.8, 6.3)) < 0.1
    quiet = neutral_of(hinge([2.0, 5.0]))
    for name in ("trunk_inclination_deg", "hip_flexion_deg", "lumbar_flexion_deg"):
        assert abs(neutral.values[name] - quiet.values[name]) < neutral.errors[name]
        assert neutral.errors[name] > 0.9 * quiet.errors[name]


def test_the_less_it_is_standing_the_wider_the_error() -> None:
    time_s = times(8.0)
    bump = bumps(time_s, [-1.2, 1.3, 3.8, 6.3], 2.5)

    def errors(stoop: float, arms: float) -> dict[str, float]:
        poses = stick_person(
            time_s,
            stoop + (60 - stoop) * bump,
            stoop + (70 - stoop) * bump,
            shoulder_flexion_deg=arms,
        )
        return neutral_of(poses).errors

    upright, stooped, reaching = errors(0, 0), errors(16, 0), errors(0, 100)
    assert stooped["lumbar_flexion_deg"] > upright["lumbar_flexion_deg"] + 0.2
    assert stooped["pelvic_tilt_deg"] > upright["pelvic_tilt_deg"] + 0.5
    assert reaching["thoracic_flexion_deg"] > upright["thoracic_flexion_deg"] + 0.2


def test_somebody_who_never_stands_is_taken_for_people_on_the_whole() -> None:
    bent = stick_person(times(6.0), 40.0 + 20 * bumps(times(6.0), [1.0], 3.0), 60.0)
    neutral = neutral_of(bent)
    assert neutral.source == "population"
    assert not neutral.is_own
    assert neutral.reason is not None
    assert "begin the clip standing" in neutral.reason
    assert set(neutral.values) == set(SIGNAL_NAMES)
    assert neutral.errors["lumbar_flexion_deg"] == STANDING["lumbar_flexion_deg"][1]
    strict = still_neutral(bent, raw_signals(bent))
    assert (strict.source, strict.values) == ("none", {})


def wobbling(poses: PoseSequence, joints: tuple[str, ...], speed_trunks: float) -> PoseSequence:
    """Joints that seem to swing to and fro, once a second, and how fast at most."""
    landmarks_px = poses.landmarks_px.copy()
    trunk_px = np.ptp(landmarks_px[0, [Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP], 1])
    swing = speed_trunks * trunk_px / (2 * np.pi) * np.sin(2 * np.pi * poses.time_s)
    for joint in joints:
        for side in ("LEFT", "RIGHT"):
            landmarks_px[:, Landmark[f"{side}_{joint}"], 1] += swing
    return replace(poses, landmarks_px=landmarks_px)


def test_knees_hidden_behind_a_weight_do_not_hide_it() -> None:
    poses = wobbling(wobbling(hinge([2.0, 5.0]), ("KNEE",), 0.6), ("HIP",), 0.17)
    neutral = neutral_of(poses)
    assert neutral.source == "clip"
    assert neutral.end_s is not None
    assert neutral.end_s < 2.2
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(2.0, abs=1.0)


@pytest.mark.parametrize("joints", [("HIP", "KNEE"), ("SHOULDER",)])
def test_hips_or_shoulders_that_move_are_not_still(joints: tuple[str, ...]) -> None:
    poses = wobbling(stick_person(times(6.0)), joints, 0.8)
    assert still_neutral(poses, raw_signals(poses)).source == "none"


@pytest.mark.parametrize("stand_s", [0.8, 1.5])
def test_a_short_stand_is_enough(stand_s: float) -> None:
    time_s = times(8.0)
    bump = bumps(time_s, [stand_s, stand_s + 2.5], 2.5)
    neutral = neutral_of(stick_person(time_s, 2.0 + 60 * bump, 3.0 + 70 * bump, noise_px=0.5))
    assert neutral.source == "clip"
    assert neutral.values["hip_flexion_deg"] == pytest.approx(3.0, abs=1.5)


def test_a_stand_at_the_end_only_is_found() -> None:
    time_s = times(8.0)
    bump = bumps(time_s, [-1.2, 1.3, 3.8], 2.5)
    neutral = neutral_of(stick_person(time_s, 2.0 + 60 * bump, 3.0 + 70 * bump))
    assert neutral.start_s is not None
    assert neutral.start_s > 6.0
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(2.0, abs=0.3)


def test_somebody_who_sinks_slowly_has_the_neutral_of_the_start() -> None:
    time_s = times(20.0)
    neutral = neutral_of(stick_person(time_s, 0.5 * time_s, 0.5 * time_s))
    assert (neutral.source, neutral.start_s) == ("clip", 0.0)
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(0.75, abs=0.3)


@pytest.mark.parametrize(
    "pose",
    [
        {"trunk_inclination_deg": 40.0, "hip_flexion_deg": 40.0},
        {"hip_flexion_deg": 90.0, "knee_flexion_deg": 90.0},
        {"shoulder_flexion_deg": 170.0},
    ],
    ids=["bent over", "sitting", "arms overhead"],
)
def test_still_but_not_standing_with_arms_down_is_no_neutral(pose: dict[str, float]) -> None:
    poses = stick_person(times(4.0), **pose)  # type: ignore[arg-type]
    assert still_neutral(poses, raw_signals(poses)).source == "none"
    assert neutral_of(poses).source == "population"


@pytest.mark.parametrize(
    ("posture", "trunk", "hip", "knee"), [("kneeling", 0.0, 0.0, 90.0), ("lying", -90.0, 0.0, 60.0)]
)
def test_kneeling_and_lying_have_theirs(
    posture: Posture, trunk: float, hip: float, knee: float
) -> None:
    poses = stick_person(times(4.0), trunk, hip, knee, shoulder_flexion_deg=0.0)
    neutral = neutral_of(poses, posture)
    assert neutral.source == "clip"
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(trunk, abs=0.1)
    standing = stick_person(times(4.0))
    assert neutral_of(standing, posture).source == "none"


def test_a_sitting_neutral_is_found_when_asked_for() -> None:
    sitting = stick_person(times(4.0), 5.0, 85.0, 90.0, shoulder_flexion_deg=40.0)
    neutral = neutral_of(sitting, "sitting")
    assert neutral.source == "clip"
    assert neutral.values["trunk_inclination_deg"] == pytest.approx(5.0, abs=0.1)
    assert neutral_of(stick_person(times(4.0)), "sitting").source == "none"


@pytest.mark.parametrize("frames", [1, 2, 10])
def test_too_short_a_clip_has_none_of_its_own(frames: int) -> None:
    poses = stick_person(np.arange(frames) / 30)
    assert still_neutral(poses, raw_signals(poses)).source == "none"
    neutral = neutral_of(poses)
    assert neutral.source == "population" or neutral.moments


def test_nobody_in_view_has_none() -> None:
    poses = stick_person(times(3.0))
    blank = replace(poses, landmarks_px=np.full_like(poses.landmarks_px, np.nan))
    assert neutral_of(blank).source == "none"


def test_a_signal_that_was_not_seen_has_no_neutral_value() -> None:
    poses = stick_person(times(3.0))
    bare = replace(poses, outline=np.full_like(poses.outline, np.nan))
    neutral = neutral_of(bare)
    assert neutral.source == "clip"
    assert "lumbar_flexion_deg" not in neutral.values
    assert "knee_flexion_deg" in neutral.values


def test_relative_signals_start_at_zero_and_the_others_pass_through() -> None:
    poses = hinge([2.0, 5.0])
    raw = raw_signals(poses)
    neutral = find_neutral(poses, raw)
    relative = relative_to_neutral(raw, neutral)
    assert tuple(relative) == SIGNAL_NAMES
    for name in SIGNAL_NAMES:
        if name in RELATIVE_SIGNALS:
            assert relative[name].values[0] == pytest.approx(0.0, abs=1e-6)
            # Two errors that go together by half leave at least this much of the larger one.
            assert (relative[name].error >= np.sqrt(0.75) * raw[name].error - 1e-9).all()
        else:
            np.testing.assert_array_equal(relative[name].values, raw[name].values)
    assert relative["lumbar_flexion_deg"].values[poses.time_s == 6.0] > 8


def test_without_a_neutral_relative_signals_cannot_be_judged() -> None:
    raw = raw_signals(hinge([2.0]))
    relative = relative_to_neutral(raw, Neutral("none"))
    for name in RELATIVE_SIGNALS:
        assert np.isnan(relative[name].values).all()
        assert np.isnan(relative[name].error).all()
    assert np.isfinite(relative["trunk_inclination_deg"].values).all()


def test_a_calibrated_neutral_shifts_by_its_own_value() -> None:
    raw = raw_signals(hinge([2.0]))
    stored = Neutral("calibration", 0.0, 3.0, {"pelvic_tilt_deg": 10.0}, {"pelvic_tilt_deg": 6.0})
    relative = relative_to_neutral(raw, stored)
    np.testing.assert_allclose(
        relative["pelvic_tilt_deg"].values, raw["pelvic_tilt_deg"].values - 10.0
    )
    assert np.isnan(relative["lumbar_flexion_deg"].values).all()
