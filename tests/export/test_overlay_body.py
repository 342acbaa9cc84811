"""The person drawn: a head and no pair of glasses, a trunk and no chair."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.export.overlay.caption import draw_readout
from posture_lab.export.overlay.head import draw_head
from posture_lab.export.overlay.style import BACK_EDGE, PAPER, Sizes
from posture_lab.export.overlay.trunk import BACK, own_edges
from posture_lab.pose.landmarks import LANDMARK_COUNT, SKELETON, Landmark
from posture_lab.pose.sequence import OUTLINE_STATIONS, PoseSequence
from tests.people import stick_person, times

SIZES = Sizes.of(640, 480)
OWN = -0.28
LOW = OUTLINE_STATIONS < 0.42
SHOWN = (OUTLINE_STATIONS >= -0.15) & (OUTLINE_STATIONS <= 1.0)


def seated(back: np.ndarray, yaw_deg: float = 0.0) -> PoseSequence:
    """Somebody whose back edge is ``back`` (S,) in every frame."""
    poses = stick_person(times(1.0), 0.0, 85.0, 90.0, yaw_deg=yaw_deg)
    outline = np.zeros((len(poses), len(OUTLINE_STATIONS), 2))
    outline[..., 0] = back
    outline[..., 1] = 0.2
    return replace(poses, outline=outline)


def drawn(back: np.ndarray, yaw_deg: float = 0.0) -> np.ndarray:
    """(S,) where the back edge is drawn in the middle of the clip."""
    edges = own_edges(seated(back, yaw_deg))
    found: np.ndarray = np.isfinite(edges[len(edges) // 2, :, BACK])
    return found


def test_the_own_back_is_drawn_from_the_hips_to_the_shoulders() -> None:
    assert (drawn(np.full(len(OUTLINE_STATIONS), OWN)) == SHOWN).all()


@pytest.mark.parametrize("over", [1, 2], ids=["sharp", "spread over two stations"])
def test_the_back_of_a_chair_is_not(over: int) -> None:
    back = np.where(LOW, -0.42, OWN)
    step = int(np.flatnonzero(LOW)[-1])
    if over == 2:
        back[step] = (-0.42 + OWN) / 2
    chair = drawn(back)
    assert not chair[: step - 1].any()
    assert chair[SHOWN & (OUTLINE_STATIONS > 0.55)].all()


def test_a_chair_that_covers_the_whole_back_is_too_far_away() -> None:
    assert not drawn(np.full(len(OUTLINE_STATIONS), -0.45)).any()


def test_at_an_angle_there_is_neither_back_nor_front() -> None:
    edges = own_edges(seated(np.full(len(OUTLINE_STATIONS), OWN), yaw_deg=50.0))
    assert not np.isfinite(edges).any()


def test_the_head_is_a_ring_around_it() -> None:
    points = np.full((LANDMARK_COUNT, 2), np.nan)
    points[Landmark.LEFT_EAR] = ear = (200, 200)
    points[Landmark.LEFT_EYE] = (235, 190)
    points[Landmark.NOSE] = (245, 205)
    points[Landmark.LEFT_SHOULDER] = (190, 300)
    picture = np.zeros((480, 480, 3), np.uint8)
    draw_head(picture, points, np.ones(LANDMARK_COUNT), SIZES)
    marked = np.asarray(picture.any(axis=2))
    # Nothing lies over the face, and from its middle every way out crosses the ring.
    assert not marked[180:220, 190:240].any()
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        way = [marked[ear[1] + dy * i, ear[0] + dx * i] for i in range(90)]
        assert any(way)
    assert marked[280:300, 180:200].any()
    assert not any("EYE" in mark.name or "NOSE" in mark.name for bone in SKELETON for mark in bone)


def test_without_a_face_there_is_no_head() -> None:
    picture = np.zeros((480, 480, 3), np.uint8)
    draw_head(picture, np.full((LANDMARK_COUNT, 2), np.nan), np.ones(LANDMARK_COUNT), SIZES)
    assert not picture.any()


@pytest.mark.parametrize("with_edges", [True, False])
def test_the_lines_along_the_trunk_have_a_key_in_their_colours(with_edges: bool) -> None:
    picture = np.full((480, 640, 3), 60, np.uint8)
    draw_readout(picture, {"trunk": -0.2, "hip": 5.0, "knee": 3.0}, SIZES, with_edges=with_edges)
    for colour in (BACK_EDGE, PAPER):
        away = np.abs(picture.astype(int) - colour).max(axis=2)
        assert bool((away < 40).any()) == with_edges
