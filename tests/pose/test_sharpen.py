"""Edges are where the picture's colours change, if those change near the mask's edge."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import LANDMARK_COUNT, Landmark
from posture_lab.pose.outline import trace_outlines
from posture_lab.pose.sharpen import FARTHEST, sharpened

Mask = NDArray[np.float32]
Image = NDArray[np.uint8]

WIDTH, HEIGHT = 320, 240
TRUNK_PX = 120.0
MIDDLE_PX = 160.0
LEFT_PX, RIGHT_PX = 137.3, 181.6
"""Where the body ends, beside a trunk that stands upright at MIDDLE_PX."""

CLOTH, WALL = (70, 90, 160), (150, 140, 120)


def band(left: float, right: float, scale: float = 1.0) -> Mask:
    """The share of each pixel that lies between two upright lines, in pixels at ``scale`` 1."""
    starts = np.arange(WIDTH * scale)
    share = np.minimum(right * scale, starts + 1) - np.maximum(left * scale, starts)
    return np.tile(np.clip(share, 0, 1).astype(np.float32), (int(HEIGHT * scale), 1))


def painted(share: Mask, inside: tuple[int, ...] = CLOTH, outside: tuple[int, ...] = WALL) -> Image:
    colours = share[..., None] * inside + (1 - share[..., None]) * np.array(outside)
    return np.asarray(np.rint(colours), np.uint8)


def soft(share: Mask, blur_px: float = 3.0) -> Mask:
    """A mask as the model draws it: less sharp than the picture."""
    return np.asarray(cv2.GaussianBlur(share, (0, 0), blur_px), np.float32)


def upright(scale: float = 1.0) -> Floats:
    """Somebody upright, of whom shoulders and hips are known."""
    points = np.full((LANDMARK_COUNT, 2), np.nan)
    points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]] = MIDDLE_PX, 60.0
    points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = MIDDLE_PX, 60.0 + TRUNK_PX
    return points * scale


def edges_px(mask: Mask, image: Image | None, scale: float = 1.0) -> Floats:
    """(S, 2) where the trunk ends left and right, in pixels at scale 1."""
    trunk, _ = trace_outlines(mask, upright(scale), image)
    return MIDDLE_PX + TRUNK_PX * trunk


@pytest.mark.parametrize("beside_px", [-3.0, -1.0, 0.0, 2.0])
def test_an_edge_is_found_to_a_fraction_of_a_pixel_beside_a_soft_mask(beside_px: float) -> None:
    mask = soft(band(LEFT_PX + beside_px, RIGHT_PX + beside_px))
    image = painted(band(LEFT_PX, RIGHT_PX))
    truth = np.broadcast_to([LEFT_PX, RIGHT_PX], (31, 2))
    np.testing.assert_allclose(edges_px(mask, None), truth + beside_px, atol=0.2)
    np.testing.assert_allclose(edges_px(mask, image), truth, atol=0.45)


def test_noise_and_a_pattern_do_not_hide_the_edge() -> None:
    mask = soft(band(LEFT_PX + 2, RIGHT_PX + 2))
    image = painted(band(LEFT_PX, RIGHT_PX)).astype(float)
    image[::6] += 12.0  # stripes across the cloth and the wall
    image += np.random.default_rng(1).normal(0, 4, image.shape)
    found = edges_px(mask, np.clip(image, 0, 255).astype(np.uint8))
    assert np.abs(found - [LEFT_PX, RIGHT_PX]).max() < 1.0


def test_a_picture_of_one_colour_leaves_the_edges_where_the_mask_has_them() -> None:
    mask = soft(band(LEFT_PX, RIGHT_PX))
    image = np.full((HEIGHT, WIDTH, 3), WALL, np.uint8)
    np.testing.assert_array_equal(edges_px(mask, image), edges_px(mask, None))


@pytest.mark.parametrize(
    ("beside", "is_taken"), [(FARTHEST - 0.01, True), (FARTHEST + 0.01, False)]
)
def test_an_edge_of_colours_far_away_is_another_one(beside: float, is_taken: bool) -> None:
    further_px = beside * TRUNK_PX
    mask = soft(band(LEFT_PX, RIGHT_PX))
    image = painted(band(LEFT_PX - further_px, RIGHT_PX + further_px))
    found, stayed = edges_px(mask, image), edges_px(mask, None)
    if is_taken:
        np.testing.assert_allclose(found, stayed + np.array([-further_px, further_px]), atol=0.6)
    else:
        np.testing.assert_array_equal(found, stayed)


def test_the_mirrored_picture_has_mirrored_edges() -> None:
    rows = np.arange(HEIGHT)[:, None]
    share = soft(band(LEFT_PX, RIGHT_PX), 0.7)
    image = painted(share).astype(float)
    image += (20 * np.sin(rows / 5.0 + np.arange(WIDTH) / 9.0))[..., None]
    picture = np.clip(image, 0, 255).astype(np.uint8)
    mask = soft(band(LEFT_PX + 2, RIGHT_PX + 1))
    found = edges_px(mask, picture)
    mirrored = edges_px(np.ascontiguousarray(mask[:, ::-1]), np.ascontiguousarray(picture[:, ::-1]))
    # The trunk stands in the middle of the picture.
    np.testing.assert_allclose(WIDTH - mirrored[:, ::-1], found, atol=0.02)


def test_an_edge_that_the_mask_does_not_have_stays_missing() -> None:
    edges = np.array([[-0.2, 0.2], [np.nan, 0.2], [-0.2, np.nan], [np.nan, np.nan]])
    feet = np.array([[MIDDLE_PX, 100.0], [MIDDLE_PX, 110.0], [MIDDLE_PX, 120.0], [np.nan] * 2])
    across = np.tile([TRUNK_PX, 0.0], (4, 1))
    share = band(LEFT_PX, RIGHT_PX)
    groups = np.zeros(4, np.intp)
    found = sharpened(edges, feet, across, groups, mask=soft(share), image=painted(share))
    np.testing.assert_array_equal(np.isnan(found), np.isnan(edges))


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_the_scale_of_the_picture_does_not_matter(scale: float) -> None:
    def found(at: float) -> Floats:
        mask = soft(band(LEFT_PX + 2, RIGHT_PX + 2, at), 3.0 * at)
        return edges_px(mask, painted(soft(band(LEFT_PX, RIGHT_PX, at), at)), at)

    np.testing.assert_allclose(found(scale), found(1.0), atol=0.3)
