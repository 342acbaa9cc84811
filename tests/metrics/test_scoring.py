from dataclasses import replace

import pytest

from posture_lab.metrics.judgement import Measure
from posture_lab.metrics.measures import Findings
from posture_lab.metrics.scoring import TOO_COARSE, judge
from posture_lab.movements import cues
from posture_lab.movements.catalogue import movement
from posture_lab.movements.record import Criterion, Limit, Lookalike, Movement
from tests.metrics.acting import perform


def criterion(measure: str, weight: float = 10.0, **changes: object) -> Criterion:
    plain = Criterion(
        measure, measure, 0.0, 10.0, 5.0, weight, "a source", cues.HEAD_UP, cues.HEAD_DOWN
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def record(*criteria: Criterion, lookalikes: tuple[Lookalike, ...] = ()) -> Movement:
    return Movement(
        "test", "Test", "repetitions", "side", criteria, "Do it.", lookalikes=lookalikes
    )


def found(**values: float | tuple[float, float]) -> Findings:
    pairs = {name: v if isinstance(v, tuple) else (v, 1.0) for name, v in values.items()}
    return Findings({name: Measure(*pair) for name, pair in pairs.items()})


def test_everything_in_its_band_is_a_hundred() -> None:
    result = judge(found(a=5, b=0), record(criterion("a"), criterion("b", 30)))
    assert result.score == 100
    assert [line.max_points for line in result.criteria] == [25, 75]
    assert result.verdict == "judged"
    assert not result.cues


@pytest.mark.parametrize(
    ("value", "points"), [(10, 100), (11, 80), (12.5, 50), (15, 0), (99, 0), (-1, 80), (-9, 0)]
)
def test_points_fall_evenly_over_the_margin(value: float, points: float) -> None:
    result = judge(found(a=value), record(criterion("a")))
    assert result.score == pytest.approx(points)


def test_the_points_add_up_to_the_score() -> None:
    clip = perform("knee dominant")
    result = clip.judged("hip_hinge")
    points = [line.points for line in result.criteria if line.points is not None]
    assert result.score == pytest.approx(sum(points), abs=0.06)
    assert sum(line.max_points for line in result.criteria) == pytest.approx(100)


@pytest.mark.parametrize(("value", "cue"), [(10.9, None), (11.1, "head_down"), (-1.1, "head_up")])
def test_a_cue_fires_beyond_the_limit_by_more_than_the_error(value: float, cue: str | None) -> None:
    result = judge(found(a=(value, 1.0)), record(criterion("a")))
    assert [c.id for c in result.cues] == ([] if cue is None else [cue])


def test_a_cue_tells_its_measure_and_limit() -> None:
    (cue,) = judge(found(a=(14, 2.0)), record(criterion("a"))).cues
    assert (cue.measure, cue.value, cue.error, cue.limit) == ("a", 14, 2.0, 10.0)
    assert cue.text == cues.HEAD_DOWN.text


def test_a_shared_cue_is_given_once_and_the_heaviest_comes_first() -> None:
    both = record(
        criterion("a", 5), criterion("b", 10), criterion("c", 20, cue_above=cues.SPINE_ROUNDS)
    )
    result = judge(found(a=20, b=14, c=20), both)
    assert [(c.id, c.measure) for c in result.cues] == [("spine_rounds", "c"), ("head_down", "b")]


def test_what_cannot_be_judged_is_left_out_of_the_weights() -> None:
    findings = found(a=12.5)
    findings.missing["b"] = "The arm was in front of it."
    result = judge(findings, record(criterion("a", 30), criterion("b", 10)))
    assert result.score == pytest.approx(50)
    left_out = result.criteria[1]
    assert (left_out.points, left_out.max_points) == (None, 0)
    assert left_out.reason == "The arm was in front of it."


def test_too_much_unjudged_is_no_score() -> None:
    findings = found(a=5)
    findings.missing["b"] = "The legs are out of the picture."
    result = judge(findings, record(criterion("a", 55), criterion("b", 45)))
    assert (result.score, result.verdict) == (None, "cannot_judge")
    assert result.reason == "b: the legs are out of the picture."
    assert not result.cues
    assert all(line.points is None for line in result.criteria)
    assert result.criteria[0].value == 5


def test_an_essential_criterion_cannot_be_left_out() -> None:
    needed = record(criterion("a", 90), criterion("b", 1, essential=True))
    assert judge(found(a=5), needed).score is None
    assert judge(found(a=5, b=5), needed).score == 100


def test_nothing_seen_is_never_perfect() -> None:
    for name in ("hip_hinge", "squat", "standing"):
        result = judge(Findings(), movement(name))
        assert (result.score, result.verdict) == (None, "cannot_judge")
        assert result.reason


def test_a_coarse_measure_earns_no_points_but_may_still_give_a_cue() -> None:
    two = record(criterion("a", 70), criterion("b", 30))
    coarse = judge(found(a=5, b=(5, 20.0)), two)
    assert coarse.criteria[1].reason == TOO_COARSE
    assert coarse.criteria[1].points is None
    gross = judge(found(a=5, b=(40, 20.0)), two)
    assert gross.criteria[1].points == 0
    assert [c.id for c in gross.cues] == ["head_down"]


def test_a_lookalike_is_not_judged() -> None:
    other = Lookalike("squat", (Limit("a", 8, None), Limit("b", None, 3)), "A squat.", "source")
    both = record(criterion("a"), criterion("b"), lookalikes=(other,))
    result = judge(found(a=9, b=1), both)
    assert (result.score, result.reason) == (None, "A squat.")
    assert judge(found(a=9, b=4), both).score == 100
    assert judge(found(a=9), record(criterion("a"), lookalikes=(other,))).score == 100


def test_a_clean_hinge_scores_high_without_a_cue() -> None:
    result = perform("hinge").judged("hip_hinge")
    assert result.score is not None
    assert result.score >= 95
    assert not result.cues


def test_a_knee_dominant_hinge_is_still_a_hinge_with_a_cue() -> None:
    result = perform("knee dominant").judged("hip_hinge")
    assert result.verdict == "judged"
    assert result.cues[0].id == "knee_dominant"
    assert result.score is not None
    assert result.score < 90


def test_a_squat_is_not_judged_as_a_hinge() -> None:
    result = perform("squat").judged("hip_hinge")
    assert result.verdict == "cannot_judge"
    assert result.reason is not None
    assert "squat, not a hinge" in result.reason


@pytest.mark.parametrize("trunk", [30.0, 36.0, 46.0])
def test_the_boundary_between_squat_and_knee_dominant_hinge(trunk: float) -> None:
    """With the knees at 80 degrees it lies at 40 degrees of trunk lean: half of the knees."""
    pose = {"trunk_inclination_deg": trunk, "hip_flexion_deg": 95.0, "knee_flexion_deg": 80.0}
    result = perform(pose, noise_px=0.0).judged("hip_hinge")
    assert (result.verdict == "cannot_judge") == (trunk <= 36.0)


@pytest.mark.parametrize(
    ("pose", "movement_id", "cue"),
    [
        ({"trunk_inclination_deg": 38, "hip_flexion_deg": 49, "knee_flexion_deg": 8},
         "hip_hinge", "not_deep_enough"),
        ({"trunk_inclination_deg": 70, "hip_flexion_deg": 70, "knee_flexion_deg": 0},
         "hip_hinge", "hips_not_back"),
        ({"trunk_inclination_deg": 40, "hip_flexion_deg": 80, "knee_flexion_deg": 66},
         "squat", "not_deep_enough"),
        ({"shoulder_flexion_deg": 105}, "overhead_reach", "not_deep_enough"),
        ({"shoulder_flexion_deg": 170, "trunk_inclination_deg": -20, "hip_flexion_deg": -20},
         "overhead_reach", "trunk_moves"),
    ],
)  # fmt: skip
def test_faults_give_their_cue(pose: dict[str, float], movement_id: str, cue: str) -> None:
    assert cue in [c.id for c in perform(pose).judged(movement_id).cues]


def test_a_hasty_hinge_is_asked_to_slow_down() -> None:
    assert [c.id for c in perform("hinge", duration_s=1.0).judged("hip_hinge").cues] == ["too_fast"]
