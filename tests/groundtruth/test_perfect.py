"""What a pose model without error would see of a burst."""

from dataclasses import replace

import numpy as np

from groundtruth.bursts import Burst
from groundtruth.learning.perfect import POINTS, perfectly_seen
from posture_lab.pose.landmarks import Landmark

WIDTH, HEIGHT = 60, 80


def facing_right() -> Burst:
    """Two frames: points in a row, each named, and a body that fills a rectangle."""
    names = [*POINTS.values(), "left_small_toe"]
    across = np.arange(len(names), dtype=float)
    points = np.stack([np.stack([across, 2 * across], axis=1)] * 2)
    masks = np.zeros((2, HEIGHT, WIDTH), bool)
    masks[:, 10:70, 5:20] = True
    return Burst(
        pictures=np.zeros((2, HEIGHT, WIDTH, 3), np.uint8),
        masks=masks,
        point_names=names,
        points_px=points,
        points_m=np.zeros((2, len(names), 3)),
        signal_names=[],
        signals=np.zeros((2, 0)),
        body_id=1,
        split="test",
        clothing="tight",
        looseness=0.0,
        yaw_deg=0.0,
        near_side="right",
        facing="right",
    )


def test_surface_points_and_silhouette_take_the_place_of_landmarks_and_mask() -> None:
    burst = facing_right()
    seen = perfectly_seen(burst)[1]
    assert seen is not None
    assert seen.mask is not None
    hip = burst.points_px[1, burst.point_names.index("right_hip")]
    np.testing.assert_array_equal(seen.landmarks_px[Landmark.RIGHT_HIP], hip)
    assert np.isnan(seen.landmarks_px[Landmark.RIGHT_THUMB]).all()
    np.testing.assert_array_equal(seen.mask, burst.masks[1])


def test_whoever_faces_left_is_seen_mirrored() -> None:
    burst = facing_right()
    mirrored = burst.points_px.copy()
    mirrored[..., 0] = WIDTH - mirrored[..., 0]
    other = {"left": "right", "right": "left"}
    names = [
        name if name == "nose" else f"{other[name.split('_')[0]]}_{name.split('_', 1)[1]}"
        for name in burst.point_names
    ]
    left = replace(
        burst,
        facing="left",
        near_side="left",
        points_px=mirrored,
        masks=burst.masks[:, :, ::-1],
        point_names=names,
    )
    for one, other_one in zip(perfectly_seen(burst), perfectly_seen(left), strict=True):
        assert one is not None
        assert other_one is not None
        np.testing.assert_allclose(other_one.landmarks_px, one.landmarks_px)
        np.testing.assert_array_equal(other_one.mask, one.mask)
