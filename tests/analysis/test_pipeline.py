from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip, analyse_poses
from posture_lab.analysis.result import Analysis
from posture_lab.errors import ClipError, InputFileError
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence, Provenance
from tests.analyses import facts, two_hinges
from tests.people import bumps, stick_person, times


def peaks(analysis: Analysis, name: str = "hip_flexion_peak_deg") -> list[float]:
    return [rep.judgement.measures[name].value for rep in analysis.reps]


def hinges(fps: float = 30.0, **person: object) -> Analysis:
    time_s = times(12.0, fps)
    bend = bumps(time_s, [2.0, 7.0], duration_s=3.5)
    poses = stick_person(time_s, 70 * bend, 85 * bend, 15 * bend, **person)  # type: ignore[arg-type]
    return analyse_poses(poses, facts(12.0), AnalysisOptions(movement="hip_hinge"))


def test_two_hinges_are_counted_measured_and_scored() -> None:
    analysis = two_hinges()
    assert [rep.index for rep in analysis.reps] == [1, 2]
    assert [rep.turn_s for rep in analysis.reps] == pytest.approx([3.75, 8.75], abs=0.1)
    assert peaks(analysis) == pytest.approx([85, 85], abs=1.5)
    assert analysis.summary.reps == 2
    assert analysis.summary.verdict == "judged"
    assert analysis.summary.mean_score is not None
    assert analysis.summary.mean_score > 80
    assert analysis.neutral.source == "clip"
    assert analysis.view.kind == "side"
    assert any(shape.shape == "hinge" for shape in analysis.shapes)


@pytest.mark.parametrize(
    "person",
    [
        {"facing": "left"},
        {"size_px": 300.0},
        {"ankle_px": (300.0, 700.0)},
        {"fps": 15.0},
        {"fps": 60.0},
    ],
)
def test_same_numbers_however_it_is_filmed(person: dict[str, object]) -> None:
    usual, other = hinges(), hinges(**person)  # type: ignore[arg-type]
    assert len(other.reps) == len(usual.reps) == 2
    for name in usual.reps[0].judgement.measures:
        if name.endswith("_deg"):
            assert peaks(other, name) == pytest.approx(peaks(usual, name), abs=1.0), name


def test_what_was_begun_and_not_completed_is_told() -> None:
    time_s = times(8.0)
    bend = bumps(time_s, [2.0], duration_s=3.0)
    poses = stick_person(time_s, 25 * bend, 30 * bend)
    analysis = analyse_poses(poses, facts(8.0), AnalysisOptions(movement="hip_hinge"))
    assert analysis.reps == ()
    assert len(analysis.partial_reps) == analysis.summary.partial_reps == 1
    assert analysis.summary.verdict == "cannot_judge"
    assert analysis.partial_reps[0].reason in (analysis.summary.reason or "")


def test_movement_is_recognised_and_said_so() -> None:
    analysis = two_hinges(movement=None)
    assert analysis.movement.id == "hip_hinge"
    assert analysis.movement.chosen_by == "auto"
    assert len(analysis.reps) == 2


def test_unknown_movement_is_refused_before_the_clip_is_read() -> None:
    with pytest.raises(InputFileError, match="handstand"):
        analyse_clip(Path("nowhere.mp4"), AnalysisOptions(movement="handstand"))


@pytest.mark.parametrize("yaw_deg", [40.0, 90.0])
def test_other_views_are_not_judged_and_say_why(yaw_deg: float) -> None:
    analysis = hinges(yaw_deg=yaw_deg)
    assert analysis.summary.verdict == "cannot_judge"
    assert analysis.summary.mean_score is None
    assert "side" in (analysis.summary.reason or "")
    assert len(analysis.reps) == 2
    for rep in analysis.reps:
        assert rep.judgement.score is None
        assert rep.judgement.cues == ()
        assert (rep.judgement.reason or "").startswith("Form cannot be judged from here: ")


def test_only_legs_are_not_judged_and_say_why() -> None:
    whole = two_hinges().poses
    assert whole is not None
    legs = [mark for mark in Landmark if mark >= Landmark.LEFT_KNEE]
    above = [mark for mark in Landmark if mark not in legs]
    visibility = whole.visibility.copy()
    visibility[:, above] = 0.1
    analysis = analyse_poses(
        replace(whole, visibility=visibility), facts(12.0), AnalysisOptions(movement="hip_hinge")
    )
    assert analysis.summary.verdict == "cannot_judge"
    assert "nothing in front" in (analysis.summary.reason or "")
    assert analysis.reps == ()


def test_nobody_is_a_verdict_with_a_reason() -> None:
    whole = two_hinges().poses
    assert whole is not None
    nobody = _without_anybody(whole)
    for movement in ("hip_hinge", "standing", None):
        analysis = analyse_poses(nobody, facts(12.0), AnalysisOptions(movement=movement))
        assert analysis.summary.verdict == "cannot_judge"
        assert analysis.summary.reason
        assert (analysis.reps, analysis.holds, analysis.shapes) == ((), (), ())


def test_moments_left_out_because_of_others_are_the_reason() -> None:
    whole = two_hinges().poses
    assert whole is not None
    why = "Somebody came so near that the two could not be told apart."
    left_out = replace(_without_anybody(whole), provenance=Provenance(warnings=(why,)))
    options = AnalysisOptions(movement="hip_hinge")
    assert analyse_poses(left_out, facts(12.0), options).summary.reason == why


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_hardly_any_frames_are_never_a_score(frames: int) -> None:
    few = stick_person(times(1.0)[: max(frames, 1)])
    if frames == 0:
        few = replace(
            few,
            time_s=few.time_s[:0],
            landmarks_px=few.landmarks_px[:0],
            world_m=few.world_m[:0],
            visibility=few.visibility[:0],
            outline=few.outline[:0],
            leg_outline=few.leg_outline[:0],
            view=None,
        )
    for movement in ("hip_hinge", "standing", None):
        summary = analyse_poses(few, facts(0.1), AnalysisOptions(movement=movement)).summary
        assert (summary.verdict, summary.mean_score) == ("cannot_judge", None)
        assert summary.reason


def test_a_given_neutral_is_the_zero() -> None:
    usual = two_hinges()
    assert usual.poses is not None
    shifted = Neutral(
        "calibration",
        values={name: value - 5.0 for name, value in usual.neutral.values.items()},
        errors=usual.neutral.errors,
    )
    options = AnalysisOptions(movement="hip_hinge", neutral=shifted)
    other = analyse_poses(usual.poses, facts(12.0), options)
    assert other.neutral is shifted
    assert usual.signals is not None
    assert other.signals is not None
    difference = other.signals["pelvic_tilt_deg"].values - usual.signals["pelvic_tilt_deg"].values
    assert np.nanmedian(difference) == pytest.approx(5.0)


def test_warnings_of_file_and_poses_come_together() -> None:
    usual = two_hinges()
    assert usual.poses is not None
    poses = replace(usual.poses, provenance=Provenance(warnings=("Another person came in.",)))
    clip = replace(facts(12.0), warnings=("The file was cut off.",))
    found = analyse_poses(poses, clip, AnalysisOptions(movement="hip_hinge")).clip.warnings
    assert found == ("The file was cut off.", "Another person came in.")


def test_a_held_posture_has_a_hold_and_no_repetitions() -> None:
    analysis = analyse_poses(
        stick_person(times(6.0)), facts(6.0), AnalysisOptions(movement="standing")
    )
    assert analysis.reps == ()
    assert len(analysis.holds) == 1
    hold = analysis.holds[0]
    assert hold.end_s - hold.start_s == pytest.approx(6.0, abs=0.6)


def test_a_missing_clip_is_one_error() -> None:
    with pytest.raises(ClipError, match="was not found"):
        analyse_clip(Path("nowhere.mp4"))


def _without_anybody(poses: PoseSequence) -> PoseSequence:
    assert poses.view is not None
    unknown = replace(
        poses.view,
        kind="unknown",
        facing=None,
        near_side=None,
        yaw_deg=np.nan,
        frame_yaw_deg=np.full(len(poses), np.nan),
    )
    return replace(
        poses,
        landmarks_px=np.full_like(poses.landmarks_px, np.nan),
        world_m=np.full_like(poses.world_m, np.nan),
        visibility=np.full_like(poses.visibility, np.nan),
        outline=np.full_like(poses.outline, np.nan),
        view=unknown,
    )
