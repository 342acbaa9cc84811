"""A burst file gives back what was put in."""

from pathlib import Path

import numpy as np

from groundtruth.bursts import Burst, read_burst, write_burst


def test_a_burst_comes_back(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    smooth = np.tile(np.linspace(0, 255, 50)[None, None, :, None], (3, 37, 1, 3)).astype(np.uint8)
    burst = Burst(
        pictures=smooth,
        masks=rng.random((3, 37, 50)) > 0.5,
        point_names=["nose", "left_hip"],
        points_px=rng.normal(size=(3, 2, 2)),
        points_m=rng.normal(size=(3, 2, 3)),
        signal_names=["pelvic_tilt_deg"],
        signals=rng.normal(size=(3, 1)),
        body_id=17,
        split="calibrate",
        clothing="loose",
        looseness=0.05,
        yaw_deg=-7.5,
        near_side="left",
        facing="left",
    )
    path = tmp_path / "burst.npz"
    write_burst(path, burst)
    back = read_burst(path)
    assert np.abs(back.pictures.astype(int) - smooth).max() < 12
    np.testing.assert_array_equal(back.masks, burst.masks)
    np.testing.assert_allclose(back.points_px, burst.points_px, rtol=1e-6)
    assert back.point_names == burst.point_names
    assert (back.body_id, back.split, back.clothing, back.yaw_deg) == (
        17,
        "calibrate",
        "loose",
        -7.5,
    )
    assert [p.name for p in tmp_path.iterdir()] == ["burst.npz"]
