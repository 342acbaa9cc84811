"""What was counted from where it cannot be judged says so."""

import pytest

from posture_lab.metrics.judging.from_here import why_not_from_here
from posture_lab.metrics.signals.sight import sight_of
from tests.people import stick_person, times


@pytest.mark.parametrize("yaw_deg", [40.0, 90.0])
def test_from_elsewhere_form_cannot_be_judged(yaw_deg: float) -> None:
    why = why_not_from_here(sight_of(stick_person(times(4.0), yaw_deg=yaw_deg)))(1.0, 3.0)
    assert why is not None
    assert why.startswith("Form cannot be judged from here: the camera is about")
    assert "to the side" in why


def test_from_the_side_it_can() -> None:
    assert why_not_from_here(sight_of(stick_person(times(4.0), yaw_deg=10.0)))(1.0, 3.0) is None


def test_of_a_moment_without_pictures_nothing_is_said() -> None:
    assert why_not_from_here(sight_of(stick_person(times(1.0), yaw_deg=90.0)))(5.0, 6.0) is None
