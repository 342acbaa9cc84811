"""The one sentence above everything, from the whole set."""

from dataclasses import replace

from posture_lab.telling.headline import headline
from tests.telling.makers import UNSEEN, analysis, back_unseen, cue, depth, judged, stand

KNEES = cue("the knees", "hip_to_knee_ratio")
PERHAPS = cue("the pace", "lowering_s", "perhaps")


def test_it_is_the_most_important_advice() -> None:
    found = analysis(judged(KNEES, PERHAPS, score=70.0), judged(PERHAPS, score=90.0))
    assert headline(found) == "Work on the knees (in 1 of 2 repetitions)."


def test_a_perhaps_is_never_said_as_if_sure() -> None:
    assert headline(analysis(judged(PERHAPS))) == "Perhaps: work on the pace."


def test_without_a_score_it_says_first_why_then_what_to_do() -> None:
    criteria = (depth(points=None), stand(points=None), back_unseen())
    unscored = judged(KNEES, score=None, criteria=criteria, reason=f"Not scored: {UNSEEN}")
    why = "Not scored: the low back could not be seen, because the arms cover it."
    assert headline(analysis(*[unscored] * 3)) == (
        f"{why} Next: work on the knees (in all 3 repetitions)."
    )
    quiet = replace(unscored, cues=())
    assert headline(analysis(quiet)) == (
        f"{why} Nothing stands out in what could be judged: everything was within its target."
    )
    # A reason without the words in front is told in the same way.
    assert headline(analysis(replace(quiet, reason=UNSEEN))).startswith(why)


def test_repetitions_that_were_only_counted_say_so() -> None:
    reason = "The camera is in front of you: put it to the side."
    nothing = judged(score=None, criteria=(back_unseen(),), reason=reason)
    assert headline(analysis(nothing, nothing)) == (
        "2 repetitions counted; form cannot be judged from here: "
        "the camera is in front of you: put it to the side."
    )


def test_what_a_reason_says_first_is_not_said_twice() -> None:
    reason = "Form cannot be judged from here: the camera is behind you."
    nothing = judged(score=None, criteria=(back_unseen(),), reason=reason)
    assert headline(analysis(nothing)) == (
        "1 repetition counted; form cannot be judged from here: the camera is behind you."
    )


def test_nothing_found_gives_the_reason() -> None:
    assert headline(analysis(reason="Nobody stands still.")) == "Cannot judge: nobody stands still."


def test_nothing_stands_out_when_everything_was_within_its_target() -> None:
    assert headline(analysis(judged())) == "Nothing stands out: everything was within its target."
    seen = judged(criteria=(depth(), back_unseen()), share=0.8)
    assert headline(analysis(seen)).startswith("Nothing stands out in what could be judged:")


def test_points_lost_within_the_error_are_named_beside_it() -> None:
    # 16 of 15 degrees, known to 3.
    close = judged(criteria=(depth(), stand(16.0, points=36.0)), score=96.0)
    assert headline(analysis(close)) == (
        "Nothing stands out: the points lost (Stands up fully) are within the measuring error."
    )


def test_nothing_stands_out_is_not_said_beside_points_plainly_lost() -> None:
    # 25 of 15 degrees, known to 3, and no cue of its own.
    lost = judged(criteria=(depth(), stand(25.0, points=13.0)), score=73.0)
    assert headline(analysis(lost, judged())) == (
        "Look at “Stands up fully”: it was outside its target in 1 of 2 repetitions "
        "(found 25 ± 3°; target at most 15°)."
    )
