"""What a pose model without error would see of a burst."""

from dataclasses import replace

import numpy as np

from groundtruth.bursts import Burst
from groundtruth.learning.perfect import POINTS, perfectly_seen
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.outline import trace_outlines
from posture_lab.pose.sequence import OUTLINE_STATIONS

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
    # Softened, so that only the corners are another shape.
    assert ((seen.mask > 0.5) == burst.masks[1]).mean() > 0.995


def test_the_outline_lies_where_the_silhouette_ends_between_two_samples_of_a_scan() -> None:
    burst = facing_right()
    points = burst.points_px.copy()
    for joint, y in (("hip", 55.3), ("shoulder", 15.3)):
        for side in ("left", "right"):
            points[:, burst.point_names.index(f"{side}_{joint}")] = (11.0, y)
    seen = perfectly_seen(replace(burst, points_px=points))[1]
    assert seen is not None
    assert seen.mask is not None
    trunk, _ = trace_outlines(seen.mask, seen.landmarks_px)
    beside_trunk = trunk[(OUTLINE_STATIONS > 0.1) & (OUTLINE_STATIONS < 0.9)]
    np.testing.assert_allclose(beside_trunk, [(-6 / 40, 9 / 40)] * len(beside_trunk), atol=0.004)


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
        assert one.mask is not None
        assert other_one.mask is not None
        np.testing.assert_allclose(other_one.mask, one.mask, atol=1e-6)
