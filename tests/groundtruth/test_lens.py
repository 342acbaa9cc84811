"""What a lens bends, it bends alike in the picture, in the mask and in the truth's points."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from groundtruth.camera import Camera
from groundtruth.lens import Lens, sample_distortion
from groundtruth.sampling import sample_scenario

CAMERA = Camera(np.array([3.0, -0.4, 1.2]), np.array([0.0, 0.1, 0.9]), 52.0, 640, 480, 2.0)
POINTS = np.array([[0.0, y, z] for y in (-1.5, -0.8, 0.1, 0.9, 1.7) for z in (0.0, 0.5, 0.9, 1.9)])
RADIUS = 7.0


def drawn(camera: Camera, point: NDArray[np.float64]) -> NDArray[np.uint8]:
    """A round white mark at a point, as a pinhole camera shows it; sixteen times as fine."""
    picture = np.zeros((camera.height, camera.width), np.uint8)
    # OpenCV counts from the middle of the first pixel, the camera from its corner.
    x, y = np.round((camera.project(point) - 0.5) * 16).astype(int)
    cv2.circle(picture, (int(x), int(y)), int(RADIUS * 16), 255, -1, cv2.LINE_AA, 4)
    return picture


def middle_of(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The mark's centre in the picture, x and y in pixels from the corner."""
    weight = picture.astype(float)
    rows, columns = np.indices(weight.shape) + 0.5
    x, y = (columns * weight).sum(), (rows * weight).sum()
    return np.array([x, y], float) / float(weight.sum())


@pytest.mark.parametrize("principal_px", [(0.0, 0.0), (30.0, -21.0)])
@pytest.mark.parametrize("distortion", [-0.06, -0.01, 0.0, 0.015])
def test_a_mark_is_seen_where_the_truth_says(
    distortion: float, principal_px: tuple[float, float]
) -> None:
    camera = replace(CAMERA, distortion=distortion, principal_px=principal_px)
    lens = Lens(camera)
    seen = 0
    for point in POINTS:
        pixel = camera.project(point)
        if np.any(pixel < 12) or np.any(pixel > [628, 468]):
            continue
        seen += 1
        picture = drawn(lens.pinhole, point)
        bent = lens.picture(np.repeat(picture[..., None], 3, axis=2))
        assert bent.shape == (480, 640, 3)
        assert middle_of(bent[..., 0]) == pytest.approx(pixel, abs=0.1)
        mask = lens.mask(picture > 127)
        assert middle_of(mask.astype(np.uint8)) == pytest.approx(pixel, abs=0.5)
    assert seen > 8


def test_a_barrel_draws_corners_in_and_leaves_the_middle() -> None:
    pixels = {k: replace(CAMERA, distortion=k).project(POINTS) for k in (-0.06, 0.0, 0.015)}
    away = {k: np.linalg.norm(p - [320, 240], axis=1) for k, p in pixels.items()}
    off = away[0.0] > 30
    assert np.all(away[-0.06][off] < away[0.0][off])
    assert np.all(away[0.015][off] > away[0.0][off])
    for k in pixels:
        middle = replace(CAMERA, distortion=k).project(CAMERA.target)
        np.testing.assert_allclose(middle, [320, 240], atol=1e-9)


def test_a_corner_moves_by_the_share_that_the_distortion_is() -> None:
    camera = replace(CAMERA, distortion=-0.06)
    axes, depth = camera.axes(), 3.0
    corner = np.array([320.0, 240.0]) / camera.focal_px * depth
    point = camera.position + np.array([*corner, depth]) @ axes
    np.testing.assert_allclose(camera.project(point), [320 * 1.94, 240 * 1.94], atol=1e-6)


@pytest.mark.parametrize("distortion", [-0.06, 0.015])
def test_straightening_undoes_the_lens(distortion: float) -> None:
    camera = replace(CAMERA, distortion=distortion)
    pinhole = CAMERA.project(POINTS) - np.array([320, 240])
    np.testing.assert_allclose(camera.straightened(camera.project(POINTS)), pinhole, atol=0.01)


def test_what_lies_far_outside_never_turns_back_into_the_picture() -> None:
    camera = replace(CAMERA, distortion=-0.06)
    around = np.array([[2.9, y, 0.9] for y in np.linspace(0.1, 40.0, 200)])
    away = np.abs(camera.project(around)[:, 0] - 320)
    assert np.all(np.diff(away) > 0)


def test_without_distortion_nothing_is_touched() -> None:
    lens = Lens(CAMERA)
    picture = np.random.default_rng(0).integers(0, 256, (480, 640, 3)).astype(np.uint8)
    assert lens.pinhole is CAMERA
    assert lens.picture(picture) is picture


def test_lenses_are_seeded_and_mild() -> None:
    found = [sample_scenario(seed).camera for seed in range(60)]
    values = np.array([camera.distortion for camera in found])
    assert sample_scenario(7).camera.distortion == found[7].distortion
    assert np.all((values >= -0.06) & (values <= 0.015))
    assert (values < -0.015).sum() > 5
    assert (values > 0).sum() > 5
    rng = np.random.default_rng(0)
    assert sample_distortion(rng, webcam=1.0) < 0
