"""Where a point falls in the picture is the same for the truth and for the drawing."""

from dataclasses import replace

import numpy as np
import pytest

from groundtruth.camera import Camera

POINTS = np.random.default_rng(0).uniform(-0.6, 0.6, (20, 3)) + np.array([0.0, 0.0, 0.9])


def camera(roll_deg: float = 0.0) -> Camera:
    return Camera(np.array([3.0, -0.4, 1.2]), np.array([0.0, 0.1, 0.9]), 42.0, 640, 480, roll_deg)


@pytest.mark.parametrize("roll_deg", [0.0, 7.0])
def test_pixels_agree_with_the_matrix_that_draws(roll_deg: float) -> None:
    view = camera(roll_deg)
    clip = np.hstack([POINTS, np.ones((len(POINTS), 1))]) @ view.matrix().T
    device = clip[:, :2] / clip[:, 3:]
    drawn = np.stack([(device[:, 0] + 1) / 2 * 640, (1 - device[:, 1]) / 2 * 480], axis=1)
    np.testing.assert_allclose(view.project(POINTS), drawn, atol=1e-6)


def test_the_target_is_in_the_middle_and_up_is_up() -> None:
    view = camera()
    np.testing.assert_allclose(view.project(view.target), [320, 240], atol=1e-9)
    assert view.project(view.target + np.array([0, 0, 0.1]))[1] < 240


def test_from_the_persons_left_they_face_left() -> None:
    view = Camera(np.array([3.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0]), 42.0, 640, 480)
    assert view.project(np.array([0.0, -0.2, 1.0]))[0] < 320


def test_a_point_behind_the_camera_has_no_pixel() -> None:
    assert np.isnan(camera().project(np.array([9.0, 0.0, 1.0]))).all()


def test_a_lens_off_the_middle_moves_the_whole_picture() -> None:
    moved = replace(camera(), principal_px=(25.0, -14.0))
    np.testing.assert_allclose(moved.project(POINTS) - camera().project(POINTS), [[25, -14]] * 20)
