"""Cues come one at a time and no more often than a person can follow."""

from dataclasses import replace

from posture_lab.live.cueing import PRAISE_SCORE, REPEAT_S, SHOWN_S, Cueing
from posture_lab.metrics.judging.judgement import Cue, Judgement
from posture_lab.telling.advice import advice_for
from tests.telling.makers import analysis


def cue(name: str) -> Cue:
    return Cue(name, f"{name} in a sentence.", name, "measure_deg", 20.0, 3.0, 10.0)


def judged(*cues: Cue, score: float = 60.0) -> Judgement:
    return Judgement(score, "judged", None, {}, (), cues)


def shown(cueing: Cueing, time_s: float) -> str | None:
    given = cueing.shown(time_s)
    return None if given is None else given.id


def test_the_first_cue_is_given_and_goes_away() -> None:
    cueing = Cueing()
    cueing.after(judged(cue("a"), cue("b")), 10.0)
    assert shown(cueing, 10.5) == "a"
    assert shown(cueing, 10.0 + SHOWN_S + 0.1) is None


def test_the_same_cue_gives_way_to_the_next_one() -> None:
    cueing = Cueing()
    cueing.after(judged(cue("a"), cue("b")), 10.0)
    cueing.after(judged(cue("a"), cue("b")), 10.0 + REPEAT_S / 2)
    assert shown(cueing, 10.0 + REPEAT_S / 2) == "b"
    cueing.after(judged(cue("a"), cue("b")), 10.1 + REPEAT_S)
    assert shown(cueing, 10.1 + REPEAT_S) == "a"


def test_a_good_repetition_takes_the_cue_away() -> None:
    cueing = Cueing()
    cueing.after(judged(cue("a")), 10.0)
    cueing.after(judged(), 12.0)
    assert shown(cueing, 12.0) is None


def test_a_cue_that_is_not_sure_comes_after_the_sure_one_and_in_softer_words() -> None:
    perhaps = replace(cue("b"), text="Go on.", say="Go on", certainty="perhaps")
    cueing = Cueing()
    cueing.after(judged(perhaps, cue("a")), 10.0)
    given = cueing.shown(10.0)
    assert given is not None
    assert (given.id, given.text, given.say) == ("a", "a in a sentence.", "a")
    cueing.after(judged(perhaps, cue("a")), 12.0)
    given = cueing.shown(12.0)
    assert given is not None
    assert (given.id, given.text, given.say) == ("b", "Perhaps: go on.", "Perhaps go on")


def test_live_and_recorded_say_a_cue_in_the_same_words() -> None:
    perhaps = replace(cue("b"), text="Go on.", certainty="perhaps")
    for one in (cue("a"), perhaps):
        cueing = Cueing()
        cueing.after(judged(one), 10.0)
        given = cueing.shown(10.0)
        assert given is not None
        (told,) = advice_for(analysis(judged(one)))
        assert (given.text, given.say) == (told.text, told.say)


def test_praise_is_for_good_repetitions_and_not_for_every_one() -> None:
    cueing = Cueing()
    said = [cueing.after(judged(score=PRAISE_SCORE + 1), t * 4.0) for t in range(6)]
    assert 2 <= sum(praise is not None for praise in said) <= 4
    assert cueing.after(judged(score=PRAISE_SCORE - 10), 40.0) is None


def test_what_cannot_be_judged_brings_neither_cue_nor_praise() -> None:
    cueing = Cueing()
    unseen = Judgement(None, "cannot_judge", "The feet were not seen.", {}, (), ())
    assert cueing.after(unseen, 5.0) is None
    assert cueing.shown(5.0) is None
