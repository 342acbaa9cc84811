"""Who is followed when, and whom of them the clip is about."""

import numpy as np
import pytest

from posture_lab.pose.footage import Appearance
from posture_lab.pose.whose import join_appearances, main_person, who_is_followed

RED, BLUE = (np.full((1, 10, 3), value) for value in (0.0, 90.0))
TIMES = np.arange(0.0, 10.0, 0.1)
SEEN = np.ones(len(TIMES), dtype=bool)


def test_each_moment_has_its_person() -> None:
    who = who_is_followed(TIMES, [Appearance(0, 0, RED), Appearance(4, 1, BLUE)])
    np.testing.assert_array_equal(who, np.where(TIMES < 4 - 1e-9, 0, 1))
    np.testing.assert_array_equal(who_is_followed(TIMES, []), 0)


@pytest.mark.parametrize(("cut_s", "main"), [(6.0, 0), (4.5, 0), (2.0, 1), (0.1, 1)])
def test_the_first_person_unless_another_is_seen_much_longer(cut_s: float, main: int) -> None:
    told = [Appearance(0, 0, RED), Appearance(cut_s, 1, BLUE)]
    assert main_person(who_is_followed(TIMES, told), SEEN, told) == main


def test_who_was_picked_is_meant_however_short() -> None:
    told = [Appearance(0, 0, RED, picked=True), Appearance(1, 1, BLUE)]
    assert main_person(who_is_followed(TIMES, told), SEEN, told) == 0


def test_only_moments_in_which_somebody_is_seen_count() -> None:
    told = [Appearance(0, 0, RED), Appearance(2, 1, BLUE)]
    seen = SEEN & ~((TIMES > 3) & (TIMES < 9))
    assert main_person(who_is_followed(TIMES, told), seen, told) == 0


def test_the_people_of_a_later_part_are_known_by_place_at_the_seam_or_by_looks() -> None:
    first = [Appearance(0, 0, RED), Appearance(3, 1, BLUE)]
    then = [Appearance(5, 0, BLUE), Appearance(7, 1, RED + 1.0)]
    for same in (True, False):
        numbers = [each.person for each in join_appearances(first, then, same=same)]
        assert numbers == [0, 1, 1, 0]
    stranger = [Appearance(5, 0, RED + 200.0)]
    assert join_appearances(first, stranger, same=False)[-1].person == 2
    assert join_appearances(first, stranger, same=True)[-1].person == 1
    assert join_appearances([], then, same=False) == tuple(then)
