from dataclasses import replace

from posture_lab.analysis.result import HoldResult, RepetitionResult
from posture_lab.analysis.summary import summarise
from posture_lab.metrics.judging.judgement import Cue, Judgement


def judged(score: float | None, *cues: str, reason: str | None = None) -> Judgement:
    return Judgement(
        score=score,
        verdict="cannot_judge" if score is None else "judged",
        reason=reason,
        measures={},
        criteria=(),
        cues=tuple(Cue(cue, f"{cue}.", cue, "m_deg", 1.0, 0.1, 0.5) for cue in cues),
    )


def rep(index: int, judgement: Judgement) -> RepetitionResult:
    return RepetitionResult(index, float(index), index + 0.5, index + 1.0, judgement)


def test_mean_of_the_judged_and_cues_by_frequency() -> None:
    reps = [
        rep(1, judged(80.0, "head_up", "too_fast")),
        rep(2, judged(60.0, "too_fast", "hips_not_back")),
        rep(3, judged(None, reason="Out of view.")),
        rep(4, judged(70.0, "too_fast", "hips_not_back", "heels_lift")),
    ]
    summary = summarise(reps, (), (), None)
    assert summary.mean_score == 70.0
    assert summary.verdict == "judged"
    assert summary.reason is None
    assert summary.reps == 4
    assert summary.top_cues == ("too_fast", "hips_not_back", "head_up")


def test_what_was_sure_comes_before_what_was_likely_more_often() -> None:
    likely = judged(90.0, "too_fast")
    soft = replace(likely, cues=tuple(replace(c, certainty="perhaps") for c in likely.cues))
    reps = [rep(1, soft), rep(2, soft), rep(3, judged(70.0, "head_up"))]
    assert summarise(reps, (), (), None).top_cues == ("head_up", "too_fast")


def test_nothing_judged_says_why() -> None:
    summary = summarise([rep(1, judged(None, reason="Loose clothing."))], (), (), None)
    assert summary.verdict == "cannot_judge"
    assert summary.mean_score is None
    assert summary.reason == "Loose clothing."


def test_nothing_found_says_why() -> None:
    summary = summarise((), (), (), "Nobody is in view.")
    assert (summary.verdict, summary.reason) == ("cannot_judge", "Nobody is in view.")
    assert summarise((), (), (), None).reason


def test_a_hold_counts_as_judged() -> None:
    summary = summarise((), (), [HoldResult(1, 0.0, 5.0, judged(90.0))], None)
    assert (summary.verdict, summary.mean_score, summary.reps) == ("judged", 90.0, 0)
