from dataclasses import replace

import pytest

from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.measures import Findings
from posture_lab.metrics.judging.scoring import TOO_COARSE, judge, looks_like
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


@pytest.mark.parametrize(
    ("value", "cue", "certainty"),
    [
        (10.2, None, None),
        (10.4, "head_down", "perhaps"),
        (10.7, "head_down", "perhaps"),
        (10.9, "head_down", "sure"),
        (-0.4, "head_up", "perhaps"),
        (-0.9, "head_up", "sure"),
    ],
)
def test_a_cue_fires_by_how_likely_the_limit_is_passed(
    value: float, cue: str | None, certainty: str | None
) -> None:
    """An error of 1 is the half-width of a 90 % interval: 0.78 of it is passed in nine of ten."""
    given = judge(found(a=(value, 1.0)), record(criterion("a"))).cues
    assert [(c.id, c.certainty) for c in given] == ([] if cue is None else [(cue, certainty)])


def test_sure_cues_come_before_heavier_ones_that_are_not() -> None:
    both = record(criterion("a", 50), criterion("b", 10, cue_above=cues.SPINE_ROUNDS))
    given = judge(found(a=(11.0, 2.0), b=(14, 1.0)), both).cues
    assert [(c.id, c.certainty) for c in given] == [
        ("spine_rounds", "sure"), ("head_down", "perhaps")
    ]  # fmt: skip
    assert given[0].probability > 0.99
    assert given[1].probability == pytest.approx(0.79, abs=0.01)


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


def test_with_less_than_seven_tenths_judged_there_is_no_score() -> None:
    findings = found(a=14)
    findings.missing["b"] = "The legs are out of the picture."
    result = judge(findings, record(criterion("a", 69), criterion("b", 31)))
    assert (result.score, result.verdict) == (None, "cannot_judge")
    assert result.reason is not None
    assert result.reason.startswith("Not scored: ")
    assert "because the legs are out of the picture." in result.reason
    assert result.judged_share == pytest.approx(0.69)
    # What was judged is said all the same, out of its share of all the weight.
    assert [cue.id for cue in result.cues] == ["head_down"]
    assert result.criteria[0].max_points == pytest.approx(69)
    assert result.criteria[0].points == pytest.approx(69 * 0.2)
    assert judge(findings, record(criterion("a", 71), criterion("b", 29))).score is not None


def test_an_essential_criterion_cannot_be_left_out() -> None:
    needed = record(criterion("a", 90), criterion("b", 1, essential=True))
    unseen = judge(found(a=5), needed)
    assert unseen.score is None
    assert unseen.judged_share > 0.98
    assert judge(found(a=5, b=5), needed).score == 100


def test_nothing_seen_is_never_perfect() -> None:
    for name in ("hip_hinge", "squat", "standing"):
        result = judge(Findings(), movement(name))
        assert (result.score, result.verdict) == (None, "cannot_judge")
        assert result.reason


def test_a_coarse_measure_abstains_unless_it_lies_surely_on_one_side() -> None:
    two = record(criterion("a", 75), criterion("b", 25))
    coarse = judge(found(a=5, b=(5, 20.0)), two)
    assert coarse.criteria[1].reason == TOO_COARSE
    assert coarse.criteria[1].points is None
    likely = judge(found(a=5, b=(20, 20.0)), two)
    assert likely.criteria[1].reason == TOO_COARSE
    assert not likely.cues
    gross = judge(found(a=5, b=(40, 20.0)), two)
    assert gross.criteria[1].points == 0
    assert [c.id for c in gross.cues] == ["head_down"]


def test_a_lookalike_is_told_and_judged_as_what_was_chosen() -> None:
    other = Lookalike("squat", (Limit("a", 8, None), Limit("b", None, 3)), "A squat.", "source")
    both = record(criterion("a"), criterion("b"), lookalikes=(other,))
    assert looks_like(found(a=9, b=1), both) == other
    assert judge(found(a=9, b=1), both).score == 100
    assert looks_like(found(a=9, b=4), both) is None
    assert looks_like(found(a=9), both) is None


@pytest.mark.parametrize("movement_id", ["hip_hinge", "deadlift", "squat", "overhead_reach"])
def test_without_the_heart_of_the_movement_there_is_no_score(movement_id: str) -> None:
    """Everything else at its best: what the movement is about has to be seen all the same."""
    heart = {"overhead_reach": "rib_flare_change_mm"}.get(movement_id, "lumbar_flexion_change_deg")
    chosen = movement(movement_id)
    best = {
        c.measure: Measure(c.low if c.low is not None else (c.high or 0.0), 0.01)
        for c in chosen.criteria
    }
    assert judge(Findings(best), chosen).score == pytest.approx(100, abs=0.5)
    del best[heart]
    unseen = judge(Findings(best, {heart: "The arm was in front of it."}), chosen)
    assert (unseen.score, unseen.verdict) == (None, "cannot_judge")
    assert unseen.reason is not None
    assert "could not be seen, because the arm was in front of it." in unseen.reason


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


def test_a_squat_that_was_chosen_as_a_hinge_hears_what_a_hinge_asks_for() -> None:
    result = perform("squat").judged("hip_hinge")
    assert result.score is not None
    assert result.cues[0].id == "knee_dominant"


@pytest.mark.parametrize("trunk", [30.0, 36.0, 46.0])
def test_the_boundary_between_squat_and_knee_dominant_hinge(trunk: float) -> None:
    """With the knees at 80 degrees it lies at 40 degrees of trunk lean: half of the knees."""
    pose = {"trunk_inclination_deg": trunk, "hip_flexion_deg": 95.0, "knee_flexion_deg": 80.0}
    clip = perform(pose, noise_px=0.0)
    like = looks_like(clip.findings("hip_hinge"), movement("hip_hinge"))
    assert (like is not None) == (trunk <= 36.0)
    assert clip.judged("hip_hinge").cues[0].id == "knee_dominant"


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
