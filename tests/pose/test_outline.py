import numpy as np
import pytest

from posture_lab.pose.landmarks import LANDMARK_COUNT, Landmark
from posture_lab.pose.outline import orient_outline, trace_outlines
from posture_lab.pose.sequence import OUTLINE_STATIONS

SIZE = (480, 640)


def body(hips: tuple[float, float], shoulders: tuple[float, float]) -> np.ndarray:
    points = np.full((LANDMARK_COUNT, 2), np.nan)
    points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = hips
    points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]] = shoulders
    return points


def slab(hips: np.ndarray, shoulders: np.ndarray, left: float, right: float) -> np.ndarray:
    """A mask with soft edges ``left`` and ``right`` of the trunk line, in trunk lengths."""
    trunk = shoulders - hips
    length = np.hypot(*trunk)
    across = np.array([-trunk[1], trunk[0]]) / length
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]]
    distance = ((np.stack([columns, rows], -1) + 0.5 - hips) @ across) / length
    soft = 0.05
    edge = np.minimum(distance - left, right - distance) / soft
    return np.asarray(np.clip(edge + 0.5, 0, 1), dtype=np.float32)


def trunk_edges(mask: np.ndarray, landmarks_px: np.ndarray) -> np.ndarray:
    return trace_outlines(mask, landmarks_px)[0]


def leg_edges(mask: np.ndarray, landmarks_px: np.ndarray) -> np.ndarray:
    return trace_outlines(mask, landmarks_px)[1]


@pytest.mark.parametrize("lean_deg", [0.0, 30.0, 90.0, 135.0, -60.0])
def test_edges_are_found_to_a_fraction_of_a_pixel_whatever_the_lean(lean_deg: float) -> None:
    hips = np.array([320.0, 240.0])
    lean = np.radians(lean_deg)
    shoulders = hips + 120 * np.array([np.sin(lean), -np.cos(lean)])
    edges = trunk_edges(slab(hips, shoulders, -0.21, 0.17), body(tuple(hips), tuple(shoulders)))
    np.testing.assert_allclose(edges[:, 0], -0.21, atol=0.004)
    np.testing.assert_allclose(edges[:, 1], 0.17, atol=0.004)


def test_a_gap_of_background_ends_the_scan() -> None:
    hips, shoulders = np.array([320.0, 300.0]), np.array([320.0, 180.0])
    mask = slab(hips, shoulders, -0.2, 0.2)
    mask[:, 360:380] = 1.0  # an arm held away in front
    edges = trunk_edges(mask, body((320.0, 300.0), (320.0, 180.0)))
    np.testing.assert_allclose(edges[:, 1], 0.2, atol=0.004)


def test_an_edge_is_found_as_far_out_as_the_scan_reaches_and_no_further() -> None:
    points = body((320.0, 300.0), (320.0, 180.0))
    points[[Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]] = (320.0, 360.0)
    points[[Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]] = (320.0, 420.0)
    wide = slab(points[23], points[11], -0.8, 0.7)
    np.testing.assert_allclose(trunk_edges(wide, points), np.tile((-0.8, 0.7), (31, 1)), atol=0.004)
    legs = leg_edges(wide, points)  # looked for less far out
    assert np.isnan(legs[..., 0]).all()
    np.testing.assert_allclose(legs[..., 1], 0.7, atol=0.004)
    assert np.isnan(trunk_edges(slab(points[23], points[11], -1.1, 1.2), points)).all()


def test_outside_the_picture_and_off_the_person_is_missing() -> None:
    mask = slab(np.array([15.0, 300.0]), np.array([15.0, 180.0]), -0.2, 0.2)
    edges = trunk_edges(mask, body((15.0, 300.0), (15.0, 180.0)))
    assert np.isnan(edges[:, 0]).all()
    np.testing.assert_allclose(edges[:, 1], 0.2, atol=0.004)
    assert np.isnan(trunk_edges(np.zeros(SIZE, np.float32), body((320, 300), (320, 180)))).all()
    high = trunk_edges(np.ones(SIZE, np.float32), body((320.0, 60.0), (320.0, 5.0)))
    assert np.isnan(high[OUTLINE_STATIONS > 1.05]).all()


def test_an_unknown_trunk_has_no_outline() -> None:
    mask = np.ones(SIZE, np.float32)
    assert np.isnan(trunk_edges(mask, np.full((LANDMARK_COUNT, 2), np.nan))).all()
    assert np.isnan(trunk_edges(mask, body((320.0, 200.0), (320.0, 196.0)))).all()


def test_back_and_front_follow_the_facing() -> None:
    edges = np.zeros((3, len(OUTLINE_STATIONS), 2))
    edges[..., 0], edges[..., 1] = -0.3, 0.1
    turned = orient_outline(edges, np.array([1.0, -1.0, np.nan]))
    np.testing.assert_allclose(turned[0, 0], [-0.3, 0.1])
    np.testing.assert_allclose(turned[1, 0], [-0.1, 0.3])
    assert np.isnan(turned[2]).all()


def test_the_edges_beside_both_legs_are_found_thigh_and_shank_apart() -> None:
    points = body((320.0, 200.0), (320.0, 80.0))
    points[[Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]] = [(380.0, 280.0), (320.0, 300.0)]
    points[[Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]] = [(320.0, 360.0), (320.0, 400.0)]
    thigh = leg_edges(slab(points[25], points[23], -0.12, 0.15), points)[0, 0]
    # The slab measures in thigh lengths (100 pixels), the outline in trunk lengths (120).
    np.testing.assert_allclose(thigh[:, 0], -0.12 * 100 / 120, atol=0.006)
    np.testing.assert_allclose(thigh[:, 1], 0.15 * 100 / 120, atol=0.006)
    shank = leg_edges(slab(points[28], points[26], -0.2, 0.1), points)[1, 1]
    np.testing.assert_allclose(
        shank, np.tile((-0.2 * 100 / 120, 0.1 * 100 / 120), (10, 1)), atol=0.006
    )


def test_a_leg_that_is_unknown_or_points_at_the_camera_has_no_outline() -> None:
    points = body((320.0, 200.0), (320.0, 80.0))
    points[[Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]] = (320.0, 200.0)
    assert np.isnan(leg_edges(np.ones(SIZE, np.float32), points)).all()
