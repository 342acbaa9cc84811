"""What the terminal says of an analysis: the sentence first, then compact tables."""

import re
from dataclasses import replace

import pytest

from posture_lab.analysis.circumstances import ClipPart, Remark
from posture_lab.analysis.result import Analysis
from posture_lab.cli.table import print_analysis
from posture_lab.metrics.counting.reps import PartialRepetition
from posture_lab.metrics.judging.shapes import ShapeInterval
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.telling.headline import headline
from tests.analyses import two_hinges, unscored, with_cue
from tests.telling.makers import UNSEEN, analysis, back_unseen, cue, depth, judged, stand

KNEES = cue("the knees", "hip_to_knee_ratio")
PERHAPS = cue("the pace", "lowering_s", "perhaps")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> "Printed":
    return Printed(capsys)


class Printed:
    """Prints an analysis and gives back what was printed, lines joined again."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, found: Analysis) -> str:
        print_analysis(found)
        return re.sub(r"(?<=[^│┃\n]) ?\n(?=[a-z0-9(])", " ", self._capsys.readouterr().out)


def test_the_sentence_stands_above_the_table(printed: Printed) -> None:
    found = with_cue(two_hinges(), "Let the hips go further back.")
    said = printed(found)
    assert 0 < said.index(headline(found)) < said.index("┏")


def test_advice_is_said_once_with_its_repetitions_and_a_row_has_no_words(printed: Printed) -> None:
    said = printed(analysis(*[judged(KNEES, PERHAPS, score=80.0)] * 8, judged(KNEES), judged()))
    assert said.count("ork on the knees") == 1
    assert "Work on the knees (in 9 of 10 repetitions)." in said
    assert "- Perhaps: work on the pace (in 8 of 10 repetitions: 1 to 8)." in said
    rows = re.findall(r"│ (\d+) +│ [\d.]+ s +│ [\d.]+ s +│ (\d+) +│ (\d+) % +│", said)
    assert [row[1] for row in rows] == ["80"] * 8 + ["100"] * 2
    assert {row[2] for row in rows} == {"100"}


def test_the_score_never_stands_alone(printed: Printed) -> None:
    seen = judged(score=86.0, share=0.92, criteria=(depth(), stand(), back_unseen()))
    said = printed(analysis(seen, judged(score=None, reason=UNSEEN)))
    assert "Score: 86 of 100, from 92 % of what is looked at, in 1 of 2 repetitions" in said
    assert "2: Not scored: the low back could not be seen" in said


def test_without_a_score_there_is_no_number_anywhere(printed: Printed) -> None:
    found = unscored(with_cue(two_hinges(), "Let the hips go further back."))
    assert any(shape.shape == "hinge" for shape in found.shapes)
    said = printed(found)
    assert "Not scored: the low back could not be seen, because no neutral was found." in said
    assert said.index("Not scored") < said.index("Next: let the hips go further back (in 1 of 2")
    assert "score" not in said.replace("Not scored", "")
    assert not re.search(r"of 100|\d of \d+ *│|points", said)
    # What was judged is listed all the same.
    assert re.search(r"│ Depth +│ [^│]+│ at least 60° +│ in target", said)


def test_a_shape_without_a_score_is_told_without_one(printed: Printed) -> None:
    shape = ShapeInterval("hinge", 5.0, 7.0, None)
    assert "Shapes: hinge 2.0 s\n" in printed(replace(analysis(judged()), shapes=(shape,)))


def test_what_was_not_judged_says_why_below_the_table(printed: Printed) -> None:
    said = printed(analysis(judged(criteria=(depth(), back_unseen()))))
    assert f"Not judged: Low back keeps its curve. {UNSEEN}" in said
    assert "│ Low back" not in said


def test_remarks_stretches_and_the_neutral_are_told(printed: Printed) -> None:
    squat = "This looks like a squat."
    found = replace(
        analysis(judged(KNEES)),
        remarks=(Remark("looks_like_squat", squat),),
        parts=(ClipPart(0.0, 8.0, "side"), ClipPart(8.0, 12.0, "front")),
        neutral=Neutral("population", reason="Nobody stands still."),
    )
    said = printed(found)
    assert said.index("ork on the knees") < said.index(f"Note: {squat}") < said.index("┏")
    assert "From 0:08.0 to 0:12.0 the camera sees you from the front or behind" in said
    assert "Neutral: that of most people, with a wide error (nobody stands still)" in said


def test_counted_but_not_judged(printed: Printed) -> None:
    reason = "The camera is in front of you."
    nothing = judged(score=None, criteria=(back_unseen(),), reason=reason)
    said = printed(analysis(nothing, nothing))
    assert "2 repetitions counted; form cannot be judged from here" in said
    assert "looked at" not in said
    assert "Low back" not in said


def test_what_was_not_counted_says_why(printed: Printed) -> None:
    partial = PartialRepetition(0.0, 1.1, 2.0, "It was under way when the clip began.")
    said = printed(replace(analysis(judged()), partial_reps=(partial,)))
    assert "Not counted, 0:00.0 to 0:02.0: It was under way when the clip began." in said


def test_the_side_of_each_repetition_has_a_column_where_it_is_known(printed: Printed) -> None:
    found = analysis(judged(), judged())
    first, second = found.reps
    sides = (replace(first, side="left"), replace(second, side="right"))
    assert re.search(r"│ 1 │ [^│]+│ [^│]+│ left +│", printed(replace(found, reps=sides)))
    assert "┃ side" not in printed(found)
