"""Pelvis and spine against held-out, rendered people whose angles are known exactly.

The fixture holds what the pose model saw of 160 people that were used for nothing else, beside the
truth. Pelvis, spine, arms and knees of these people are in random positions, far beyond those of
an exercise, so errors are larger here than in clips. The limits lie a little above what the
product reaches, so that a regression fails.
"""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from posture_lab.metrics.compute import raw_signals
from posture_lab.pose.sequence import PoseSequence, View

FIXTURE = Path(__file__).parent / "spine_heldout.npz"
SIGNALS = ("pelvic_tilt_deg", "lumbar_flexion_deg", "thoracic_flexion_deg")
Floats = NDArray[np.float64]


def differences() -> dict[str, tuple[Floats, Floats]]:
    """For each signal, error of the change from the person's neutral, and its stated error."""
    with np.load(FIXTURE, allow_pickle=False) as data:
        rows = {name: data[name] for name in data.files}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in SIGNALS}
    for burst in np.unique(rows["burst"]):
        frames = rows["burst"] == burst
        signals = raw_signals(_poses({name: values[frames] for name, values in rows.items()}))
        neutral = rows["neutral"][frames]
        for column, name in enumerate(SIGNALS):
            values, error = signals[name].values, signals[name].error
            if not np.isfinite(values[neutral]).any():
                continue
            change = values - np.nanmean(values[neutral])
            off = np.abs(change - rows["targets"][frames, column])
            judged = np.isfinite(off) & ~neutral
            found[name] += list(zip(off[judged], error[judged], strict=True))
    return {name: (np.array(pairs)[:, 0], np.array(pairs)[:, 1]) for name, pairs in found.items()}


def _poses(rows: dict[str, np.ndarray]) -> PoseSequence:
    count = len(rows["burst"])
    yaw = np.abs(rows["yaw_deg"].astype(float))
    return PoseSequence(
        np.arange(count, dtype=float),
        rows["landmarks_px"].astype(float),
        np.full((count, 33, 3), np.nan),
        rows["visibility"].astype(float),
        rows["outline"].astype(float),
        (640, 480),
        View("side", "right", 0.0, "right", yaw, frame_facing=np.ones(count)),
    )


@pytest.fixture(scope="module")
def held_out() -> dict[str, tuple[Floats, Floats]]:
    return differences()


@pytest.mark.parametrize(
    ("signal", "limit"),
    [("pelvic_tilt_deg", 5.8), ("lumbar_flexion_deg", 7.4), ("thoracic_flexion_deg", 4.8)],
)
def test_mean_error_on_people_never_used(
    held_out: dict[str, tuple[Floats, Floats]], signal: str, limit: float
) -> None:
    off, _ = held_out[signal]
    assert len(off) > 200
    assert off.mean() < limit


@pytest.mark.parametrize("signal", SIGNALS)
def test_the_stated_error_holds_about_nine_times_out_of_ten(
    held_out: dict[str, tuple[Floats, Floats]], signal: str
) -> None:
    off, error = held_out[signal]
    assert 0.84 <= (off <= error).mean() <= 0.96
