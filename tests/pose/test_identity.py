"""Window, wardrobe, memory and bystanders: what tells one person from another."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.pose.bystanders import Bystanders
from posture_lab.pose.person import Person
from posture_lab.pose.subject import (
    Memory,
    at_point,
    largest_and_most_central,
)
from posture_lab.pose.wardrobe import Wardrobe, clothes
from posture_lab.pose.window import Window
from tests.people import stick_person

WIDE = np.zeros((1080, 1920, 3), dtype=np.uint8)


def person(x: float, height_px: float = 300.0, bend_deg: float = 0.0, y: float = 800.0) -> Person:
    poses = stick_person([0.0], bend_deg, bend_deg, size_px=height_px, ankle_px=(x, y))
    return Person.of(poses.landmarks_px[0])


def painted(
    figure: Person, shirt: tuple[int, int, int], trousers: tuple[int, int, int]
) -> np.ndarray:
    """A picture in which everything above the hips is shirt and below is trousers."""
    image = np.empty((1080, 1920, 3), dtype=np.uint8)
    hips = int(figure.hips_px[1])
    image[:hips], image[hips:] = shirt, trousers
    return image


def test_size_hardly_changes_when_somebody_bends() -> None:
    upright, bent = person(600.0), person(600.0, bend_deg=80.0)
    assert bent.size_px == pytest.approx(upright.size_px, rel=0.02)
    assert upright.size_px == pytest.approx(0.78 * 300.0, rel=0.05)


def test_the_larger_and_the_more_central_are_preferred() -> None:
    small, large = person(960.0, 200.0), person(960.0, 500.0)
    assert largest_and_most_central([small, large], 1920, 1080) is large
    middle, edge = person(900.0), person(1850.0, 320.0)
    assert largest_and_most_central([edge, middle], 1920, 1080) is middle
    assert largest_and_most_central([], 1920, 1080) is None


def test_the_person_at_a_point() -> None:
    left, right = person(500.0), person(800.0)
    assert at_point([left, right], (510.0, 700.0)) is left
    assert at_point([left, right], (795.0, 600.0)) is right
    assert at_point([left, right], (1500.0, 700.0)) is None


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_a_quick_walk_is_believed_and_a_leap_to_somebody_else_is_not(fps: float) -> None:
    here = person(600.0)
    memory = Memory(here, 1.0)
    walked = 2.0 / 1.72 * 300.0 / fps  # 2 m/s
    assert memory.could_be_here(person(600.0 + walked), 1.0 + 1 / fps)
    assert not memory.could_be_here(person(600.0 + 250.0), 1.0 + 1 / fps)
    assert not memory.could_be_here(person(600.0, 700.0, y=1000.0), 1.0 + 1 / fps)


def test_after_a_loss_place_counts_near_and_clothes_elsewhere() -> None:
    here, there = person(600.0), person(1500.0)
    red, blue = (200, 40, 40), (40, 40, 200)
    memory = Memory(here, 0.0)
    own = clothes(painted(here, red, (30, 30, 30)), here.landmarks_px)
    other = clothes(painted(there, blue, (30, 30, 30)), there.landmarks_px)
    memory.wardrobe.add(own)
    assert memory.could_be(person(620.0), own, 0.5)
    assert not memory.could_be(there, own, 0.2)  # nobody is that quick
    assert memory.could_be(there, own, 5.0)
    assert not memory.could_be(there, other, 5.0)


def test_clothes_are_told_apart_and_light_matters_less_than_colour() -> None:
    figure = person(600.0)
    look = clothes(painted(figure, (160, 60, 60), (40, 40, 40)), figure.landmarks_px)
    darker = clothes(painted(figure, (130, 40, 40), (30, 30, 30)), figure.landmarks_px)
    green = clothes(painted(figure, (60, 160, 60), (40, 40, 40)), figure.landmarks_px)
    wardrobe = Wardrobe()
    assert np.isnan(wardrobe.distance(look))
    wardrobe.add(look)
    assert wardrobe.distance(look) == 0.0
    assert wardrobe.distance(darker) < 15.0
    assert wardrobe.distance(green) > 40.0


def test_clothes_outside_the_picture_are_unknown() -> None:
    figure = person(-900.0)
    assert np.isnan(clothes(WIDE, figure.landmarks_px)).all()
    wardrobe = Wardrobe()
    wardrobe.add(clothes(WIDE, figure.landmarks_px))
    assert len(wardrobe) == 0


def test_a_person_who_fills_the_picture_gets_all_of_it() -> None:
    assert Window.around(person(960.0, 900.0, y=1000.0), WIDE) == Window.whole(WIDE)


def test_a_small_person_gets_a_window_that_moves_along_inside_the_picture() -> None:
    window = Window.around(person(900.0, 200.0), WIDE)
    assert window.width < 900
    for x in np.arange(900.0, 2100.0, 12.0):
        figure = person(float(x), 200.0)
        moved = window.after(figure, WIDE)
        assert abs(moved.left - window.left) <= 0.15 * figure.reach_px + 1
        assert (moved.width, moved.height) == (window.width, window.height)
        assert 0 <= moved.left <= WIDE.shape[1] - moved.width
        assert moved.cut(WIDE).shape == (moved.height, moved.width, 3)
        window = moved
    assert window.left == WIDE.shape[1] - window.width
    assert window.fits(person(1500.0, 210.0), WIDE)
    assert not window.fits(person(1500.0, 400.0), WIDE)


def test_a_poster_gives_way_only_to_somebody_who_moves() -> None:
    poster = person(600.0)
    jitter = np.random.default_rng(0)

    def watched(sway_px: float, seconds: float) -> Bystanders:
        bystanders = Bystanders()
        bystanders.follow_anew(0.0)
        for index in range(int(seconds / 0.3)):
            shift = jitter.normal(0, 0.5, (33, 2))
            shift[:, 0] += sway_px * np.sin(index)
            bystanders.watch(replace(poster, landmarks_px=poster.landmarks_px + shift))
        bystanders.meet([person(1200.0)])
        return bystanders

    still = watched(0.0, 3.0)
    still.meet([person(1202.0)])
    assert still.alive_instead(poster, 3.0) is None
    still.meet([mover := person(1210.0, bend_deg=40.0)])
    assert still.alive_instead(poster, 1.0) is None  # too early to tell
    assert still.alive_instead(poster, 3.0) is mover
    swaying = watched(10.0, 3.0)
    swaying.meet([person(1210.0, bend_deg=40.0)])
    assert swaying.alive_instead(poster, 3.0) is None


def test_near_is_within_a_body() -> None:
    bystanders = Bystanders()
    bystanders.meet([person(800.0)])
    assert bystanders.is_near(person(650.0))
    assert not bystanders.is_near(person(400.0))
