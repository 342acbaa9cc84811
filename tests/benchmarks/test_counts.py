import math

import pytest
from against_truth.counts import counting, cue_figures, far_faults, fault_sizes, parting

from tests.benchmarks.results import clip, unit


def test_counts_exact_and_off_by_one() -> None:
    found = counting([clip(performed=3, counted=c) for c in (3, 3, 2, 5)])
    assert (found.clips, found.performed) == (4, 12)
    assert (found.exact, found.off_by_one) == (0.5, 0.75)
    assert math.isnan(found.turn_mae_s)


def test_the_floor_is_counted_apart() -> None:
    clips = [clip(performed=3, counted=2, from_truth=3), clip(performed=2, counted=2, from_truth=1)]
    found = counting(clips)
    assert (found.exact, found.exact_from_truth) == (0.5, 0.5)
    assert counting(clips[:1]).exact_from_truth == 1.0


def test_a_refused_clip_has_counted_nothing() -> None:
    assert counting([clip(performed=2, failure="Nobody can be seen.")]).exact == 0.0


def test_early_and_late_turns_are_both_errors() -> None:
    found = counting([clip(judged=(unit(0, False, turn=-0.2), unit(0, False, turn=0.2)))])
    assert found.turn_mae_s == pytest.approx(0.2)
    assert found.outside_mae_s == pytest.approx(0.1)


def test_precision_and_recall_of_a_cue() -> None:
    units = (unit(1.2, False), unit(1.6, True), unit(2.5, True), unit(0.0, True), unit(0.0, False))
    (found,) = cue_figures([clip(judged=units)])
    assert (found.given, found.rightly) == (3, 2)
    assert found.precision == pytest.approx(2 / 3)
    assert list(found.of_bins.values()) == [(0, 1), (1, 1), (1, 1)]
    assert found.found_from == 1.6


def test_what_was_not_judged_counts_neither_way() -> None:
    results = [clip(judged=(unit(3.0, False, judged=False), unit(3.0, True)))]
    assert far_faults(results) == (1, 1)
    assert cue_figures(results)[0].of_bins["2 x or more"] == (1, 1)


def test_a_fault_without_end_is_in_the_last_bin() -> None:
    results = [clip(judged=(unit(math.inf, True),))]
    assert cue_figures(results)[0].of_bins["2 x or more"] == (1, 1)
    assert far_faults(results) == (1, 1)


def test_cues_that_were_neither_due_nor_given_have_no_row() -> None:
    assert cue_figures([clip(judged=(unit(0.0, False),))]) == []


def test_a_share_is_turned_so_that_more_is_worse() -> None:
    results = [clip(faults={"too_fast": 0.4}, judged=(unit(0, True, cue="too_fast"),)),
               clip(faults={"head_up": 30.0}, judged=(unit(0, False, cue="head_up"),))]  # fmt: skip
    sizes = fault_sizes(results)
    assert sizes["too_fast"] == [(0.6, True)]
    assert sizes["head_up"] == [(30.0, False)]


@pytest.mark.parametrize(
    ("pairs", "from_size"),
    [
        ([(1, False), (2, True), (3, True)], 2),
        ([(1, True), (2, False), (3, False), (4, True)], 4),
        ([(1, False), (5, False)], math.inf),
        ([(1, True), (5, True)], 1),
    ],
)
def test_the_size_from_which_a_fault_is_found(
    pairs: list[tuple[float, bool]], from_size: float
) -> None:
    assert parting(pairs) == from_size
