"""Advice over a set: said once, the sure first, then by weight and how often."""

from posture_lab.telling.advice import advice_for
from tests.telling.makers import analysis, cue, judged

KNEES = cue("the knees", "hip_to_knee_ratio")  # 20 of the hinge's weight
HEAD = cue("the head", "head_inclination_change_deg")  # 6
FAST = cue("the pace", "lowering_s", "perhaps")  # 5


def test_what_is_due_ten_times_is_said_once_with_how_often() -> None:
    found = advice_for(analysis(*[judged(KNEES)] * 8, judged(), judged()))
    assert [one.sentence for one in found] == ["Work on the knees (in 8 of 10 repetitions)."]
    assert found[0].sentence_with_numbers == ("Work on the knees (in 8 of 10 repetitions: 1 to 8).")


def test_weight_and_number_of_repetitions_decide() -> None:
    # Twice 20 is more than five times 6; seven times 6 is more than twice 20.
    few = analysis(*[judged(KNEES, HEAD)] * 2, *[judged(HEAD)] * 3, judged())
    assert [one.cue.id for one in advice_for(few)] == ["the knees", "the head"]
    many = analysis(*[judged(KNEES, HEAD)] * 2, *[judged(HEAD)] * 5, judged())
    assert [one.cue.id for one in advice_for(many)] == ["the head", "the knees"]


def test_sure_comes_before_perhaps_however_often() -> None:
    found = advice_for(analysis(*[judged(FAST)] * 9, judged(FAST, HEAD)))
    assert [one.sentence for one in found] == [
        "Work on the head (in 1 of 10 repetitions).",
        "Perhaps: work on the pace (in all 10 repetitions).",
    ]
    assert found[1].say == "Perhaps the pace"


def test_what_is_sure_in_some_and_likely_in_others_says_both() -> None:
    likely = cue("the knees", "hip_to_knee_ratio", "perhaps")
    (found,) = advice_for(analysis(judged(KNEES), judged(likely), judged(likely)))
    assert found.sentence == "Work on the knees (in 1 of 3 repetitions, perhaps in 2 more)."
    assert found.sentence_with_numbers == (
        "Work on the knees (in 1 of 3 repetitions, perhaps in 2 more: 1; perhaps 2 and 3)."
    )


def test_one_repetition_or_posture_needs_no_count() -> None:
    (found,) = advice_for(analysis(judged(KNEES)))
    assert found.sentence == found.sentence_with_numbers == "Work on the knees."
    both = analysis(judged(HEAD), judged(HEAD), movement="desk", holds=True)
    assert advice_for(both)[0].sentence == "Work on the head (in both postures)."
