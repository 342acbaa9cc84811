"""Whole points: whatever is given, the table adds up and nobody gets more than there was."""

from hypothesis import given
from hypothesis import strategies as st

from posture_lab.telling.points import whole_points

WEIGHTS = st.sampled_from([2.0, 4.0, 5.0, 6.0, 8.0, 12.0, 18.0, 20.0, 35.0])
MET = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.0, 1.0))


@given(st.lists(st.tuples(WEIGHTS, MET), min_size=1, max_size=14))
def test_they_add_up_to_the_score_and_none_exceeds_its_most(
    criteria: list[tuple[float, float]],
) -> None:
    total = sum(weight for weight, _ in criteria)
    most = [100.0 * weight / total for weight, _ in criteria]
    points = [top * met for top, (_, met) in zip(most, criteria, strict=True)]
    score = round(sum(points), 1)
    got, highest = whole_points(points, most, score)
    assert sum(got) == int(f"{score:.0f}")
    assert sum(highest) == 100
    assert all(0 <= each <= top for each, top in zip(got, highest, strict=True))
    assert all(abs(top - exact) <= 1.01 for top, exact in zip(highest, most, strict=True))


def test_what_was_rounded_up_before_stays_within_its_weight() -> None:
    # 22.6 of 22.4 was shown as "23 of 22 points".
    got, highest = whole_points([22.4, 22.4, 55.2], [22.4, 22.4, 55.2])
    assert got == highest


def test_full_stays_full_and_none_stays_none() -> None:
    got, highest = whole_points([32.26, 0.0, 58.06, 4.4], [32.26, 3.23, 58.06, 6.45])
    assert got[0] == highest[0]
    assert got[1] == 0
    assert got[2] == highest[2]


def test_nothing_to_get_is_nothing_got() -> None:
    assert whole_points([], []) == ((), ())
    assert whole_points([0.0], [0.0]) == ((0,), (0,))
