"""What the pages say, in words."""

from dataclasses import replace

from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.telling.headline import headline
from posture_lab.ui import words
from tests.analyses import unscored
from tests.ui.analyses import hinge_analysis, unjudged_analysis


def test_the_title_counts() -> None:
    analysis = hinge_analysis()
    title = MOVEMENTS["hip_hinge"].title
    assert words.title(analysis, MOVEMENTS["hip_hinge"]) == f"{title}: 3 repetitions"
    one = replace(analysis, summary=replace(analysis.summary, reps=1))
    assert words.title(one, MOVEMENTS["hip_hinge"]) == f"{title}: 1 repetition"


def test_the_score_stands_beside_how_much_it_stands_on() -> None:
    assert words.facts(hinge_analysis())[0] == (
        "78 of 100, from 77 % of what is looked at, in 2 of 3 repetitions"
    )
    assert not [fact for fact in words.facts(unscored(hinge_analysis())) if "of 100" in fact]


def test_a_clip_that_cannot_be_judged_has_no_score_but_advice_for_filming() -> None:
    analysis = unjudged_analysis()
    assert words.facts(analysis) == ["Front or back view, 80° off the side"]
    assert "from the side" in words.filming_tips(analysis)[0]


def test_nothing_said_blames_or_alarms() -> None:
    said = " ".join(
        [
            words.PURPOSE,
            *words.filming_tips(unjudged_analysis()),
            *words.method(hinge_analysis()),
            headline(hinge_analysis()),
            headline(unscored(hinge_analysis())),
        ]
    ).lower()
    assert not [word for word in ("wrong", "bad ", "danger", "damage", "fail") if word in said]
