"""What the pages say, in words."""

from dataclasses import replace

import pytest

from posture_lab.metrics.signals import SIGNAL_NAMES
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.ui import words
from tests.ui.analyses import hinge_analysis, judged, unjudged_analysis


def test_every_signal_has_an_everyday_name() -> None:
    assert set(words.SIGNAL_TITLES) == set(SIGNAL_NAMES)


@pytest.mark.parametrize(
    ("time_s", "text"), [(0, "0:00.0"), (7.26, "0:07.3"), (59.96, "1:00.0"), (3725.4, "62:05.4")]
)
def test_clock(time_s: float, text: str) -> None:
    assert words.clock(time_s) == text


def test_a_repetition_without_a_cue_never_hides_what_was_not_seen() -> None:
    whole = judged(90.0)
    assert "1 of 4" in words.advice(whole)[0]
    seen = replace(whole, criteria=whole.criteria[:3])
    assert words.advice(seen)[0].startswith("Nothing stands out: everything")


def test_a_repetition_that_cannot_be_judged_gives_its_reason_and_no_score() -> None:
    third = hinge_analysis().reps[2].judgement
    assert words.advice(third) == ["The feet left the picture in this repetition."]
    assert words.score(third) == "not judged"


def test_the_headline_counts() -> None:
    analysis = hinge_analysis()
    title = MOVEMENTS["hip_hinge"].title
    assert words.headline(analysis, MOVEMENTS["hip_hinge"]) == f"{title}: 3 repetitions"
    one = replace(analysis, summary=replace(analysis.summary, reps=1))
    assert words.headline(one, MOVEMENTS["hip_hinge"]) == f"{title}: 1 repetition"


def test_a_clip_that_cannot_be_judged_has_no_score_but_advice_for_filming() -> None:
    analysis = unjudged_analysis()
    assert [title for title, _, _ in words.figures(analysis)] == ["Camera"]
    assert "from the side" in words.filming_tips(analysis)[0]
    # The reason stands at the top already.
    assert words.notes(analysis) == []


def test_warnings_of_the_file_are_passed_on_once() -> None:
    analysis = hinge_analysis()
    warning = "The file stops early, after 16 of 40 seconds."
    clip = replace(analysis.clip, warnings=(warning, warning))
    assert words.notes(replace(analysis, clip=clip)) == [warning]


def test_nothing_said_blames_or_alarms() -> None:
    said = " ".join(
        [
            words.PURPOSE,
            *words.filming_tips(unjudged_analysis()),
            *words.method(hinge_analysis()),
            *(text for rep in hinge_analysis().reps for text in words.advice(rep.judgement)),
        ]
    ).lower()
    assert not [word for word in ("wrong", "bad ", "danger", "damage", "fail") if word in said]
