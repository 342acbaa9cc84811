from posture_lab.telling.score import not_scored, score_text, set_score, share_judged
from tests.telling.makers import analysis, back_unseen, depth, judged


def test_a_score_stands_beside_how_much_could_be_judged() -> None:
    assert score_text(judged(score=86.2, share=0.927), "hip_hinge") == (
        "86 of 100, from 92 % of what is looked at"
    )
    assert score_text(judged(score=86.2), "hip_hinge") == "86 of 100, from all that is looked at"
    assert score_text(judged(score=None), "hip_hinge") == "not scored"
    assert score_text(judged(score=float("nan")), "hip_hinge") == "not scored"


def test_the_set_says_in_how_many_repetitions_there_is_a_score() -> None:
    one, none = judged(score=86.0, share=0.92), judged(score=None)
    found = set_score(analysis(one, none, none))
    assert found is not None
    assert found.text == "86 of 100, from 92 % of what is looked at, in 1 of 3 repetitions"
    assert set_score(analysis(none, none)) is None
    assert set_score(analysis()) is None


def test_the_share_of_a_result_that_does_not_say_comes_from_the_record() -> None:
    # In the hinge 18 of 103 are the low back's.
    old = judged(criteria=(depth(), back_unseen()))
    assert abs(share_judged(old, "hip_hinge") - 85 / 103) < 0.01
    assert share_judged(old, None) == 1.0


def test_the_reason_is_a_sentence_with_or_without_its_prefix() -> None:
    for reason in ("Not scored: the back was hidden.", "The back was hidden."):
        assert not_scored(reason) == "Not scored: the back was hidden."
    assert not_scored(None) == "Not scored: too little could be seen."
