"""Rib flare of held-out, rendered people who reach overhead, whose ribs' place is known exactly."""

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.compute import raw_signals
from tests.metrics.heldout import REACHING, people, signal_names

FLARED_MM, NONE_MM = 20.0, 3.0
RAISED_DEG = 110.0


def true_and_read() -> tuple[Floats, Floats]:
    """How far the ribs have come forward from the neutral, mm, in pictures with raised arms."""
    shoulder = signal_names().index("shoulder_flexion_deg")
    found = []
    for poses, rows in people(REACHING):
        read = raw_signals(poses)["rib_flare_mm"].values
        neutral = rows["neutral"]
        if not np.isfinite(read[neutral]).any():
            continue
        change = read - np.nanmean(read[neutral])
        chosen = (
            np.isfinite(change)
            & ~neutral
            & (rows["signals"][:, shoulder] > RAISED_DEG)
            & (np.abs(rows["yaw_deg"]) <= 10)
        )
        found.append(np.stack([rows["ribs_mm"][chosen], change[chosen]], axis=1))
    true, read = np.concatenate(found).astype(float).T
    return true, read


def test_flares_are_told_from_quiet_ribs_and_measured() -> None:
    true, read = true_and_read()
    flared, quiet = read[true >= FLARED_MM], read[true < NONE_MM]
    assert len(flared) > 15
    assert len(quiet) > 20
    told_apart = np.mean(np.subtract.outer(flared, quiet) > 0)
    assert told_apart > 0.9
    assert np.abs(read - true).mean() < 8.0
