"""Tables and goals of the further sets, from results as they would come from measuring."""

import numpy as np
import pytest
from against_truth.compare import ClipResult
from against_truth.further_page import further_goals, further_part
from against_truth.further_tables import (
    BACK,
    back_judged,
    gates_table,
    judged_beyond,
    sides_table,
    trunk_bias,
    unstill_table,
    zero_held,
    zero_table,
)
from against_truth.gates import Passed, let_through
from against_truth.judged import JudgedRepetition
from against_truth.reliability import reliability
from against_truth.zero import Zero

from tests.benchmarks.results import clip, compared

TRUNK = "trunk_inclination_deg"
LUMBAR = "lumbar_flexion_deg"


def rep(*, judged: bool = True, back: bool = True) -> JudgedRepetition:
    return JudgedRepetition(0.0, 0.0, judged, {}, (), points=(BACK,) if back else ())


def cued(chance: float, times: float) -> JudgedRepetition:
    exceeds = {"spine_rounds": times}
    return JudgedRepetition(0.0, 0.0, True, exceeds, (), chances={"spine_rounds": chance})


def unstill(**changes: object) -> ClipResult:
    usual = {"purpose": "unstill", "performed": 3, "counted": 3}
    return clip(**(usual | changes))


def test_the_back_is_judged_of_what_was_performed_after_standing() -> None:
    results = [
        unstill(begun=1, judged=(rep(), rep(back=False))),
        unstill(counted=1, judged=(rep(),)),
    ]
    assert back_judged(results) == (2, 5)
    assert "| 50 % | 50 % | 40 % of 5 |" in unstill_table(results)


def test_a_zero_holds_when_it_is_off_by_no_more_than_stated() -> None:
    zeros = [Zero("between_repetitions", {LUMBAR: off}, {LUMBAR: 4.0}) for off in (-1, 2, 3, 8)]
    results = [unstill(zero=zero) for zero in zeros] + [unstill()]
    held, count, needed = zero_held(results, (LUMBAR,))
    assert (held, count) == (3, 4)
    assert 0.75 < needed <= 2.0
    row = next(line for line in zero_table(results).splitlines() if LUMBAR in line)
    assert "| between repetitions | 4 | 3.5 | 3.0 | 75 % |" in row
    assert np.isnan(zero_held([unstill()], (LUMBAR,))[2])


def test_whatever_is_said_from_too_far_off_the_side_is_found() -> None:
    fine = clip(yaw_deg=60.0, judged=(rep(judged=False, back=False),), performed=1, counted=1)
    judged = clip(yaw_deg=60.0, judged=(rep(),))
    advised = clip(yaw_deg=40.0, judged=(cued(0.95, 2.0),))
    near = clip(yaw_deg=20.0, judged=(rep(),))
    assert judged_beyond([fine, judged, advised, near]) == [judged, advised]


def test_sides_are_told_apart_in_front_and_behind() -> None:
    results = [
        clip(yaw_deg=50.0, performed=2, counted=2),
        clip(yaw_deg=80.0, performed=2, counted=1),
        clip(yaw_deg=80.0, in_front=False, performed=2, counted=2),
    ]
    text = sides_table(results)
    assert "| all | 3 | 6 | 67 % | 100 % | 0 |" in text
    assert "| 60-90 off, in front | 1 | 2 | 0 % |" in text
    assert "| 60-90 off, behind | 1 | 2 | 100 % |" in text
    assert "30-60 off, behind" not in text


def test_bias_of_the_trunk_counts_every_clip_alike() -> None:
    results = [
        clip(compared=(compared([2.0] * 100, signal=TRUNK),)),
        clip(compared=(compared([-1.0], signal=TRUNK),)),
    ]
    bias, (low, high) = trunk_bias(results)
    assert bias == pytest.approx(0.5)
    assert low < bias < high


def test_probabilities_are_held_against_what_is_due() -> None:
    units = (cued(0.75, 1.5), cued(0.75, 0.0), cued(0.92, 1.2), cued(1.0, 3.0), cued(0.99, 0.0))
    bins = {b.low: b for b in reliability([clip(judged=units)])}
    assert (bins[0.7].cues, bins[0.7].due, bins[0.7].mean) == (2, 1, 0.75)
    assert np.isnan(bins[0.8].share)
    assert (bins[0.9].cues, bins[0.9].due) == (1, 1)
    # A probability of one belongs to the last bin.
    assert (bins[0.95].cues, bins[0.95].share) == (2, 0.5)


def test_gates_are_added_up_over_clips() -> None:
    first, second = {"still": Passed(1, 1)}, {"still": Passed(0, 1), "yaw": Passed(30, 40)}
    both = let_through([first, second])
    assert both["still"] == Passed(1, 2)
    assert both["yaw"] == Passed(30, 40)
    text = gates_table([clip(gates=first), clip(gates=second, purpose="unstill")])
    assert "| clips with a still moment for the neutral | 100 % | 0 % |" in text


def test_the_part_shows_what_was_reached_and_survives_having_nothing() -> None:
    empty = further_part([clip()])
    assert "nan" not in empty
    assert "nobody still: counted exactly | 95 % | – | 0 clips" in empty
    hand = clip(
        purpose="second hand", hand="second",
        compared=(compared([1.0, 9.0], stated=5.0, signal=TRUNK),),
    )  # fmt: skip
    goals = further_goals([hand, unstill(), clip(purpose="every side", performed=2, counted=2)])
    assert "| 50 % to 50 %, 0 of 1 signals inside | 1 clips |" in goals
    assert "every side: counted exactly | 92 % | 100 % | 1 clips" in goals
    assert "nobody still: counted exactly | 95 % | 100 % | 1 clips" in goals
