"""Every angle against held-out, rendered people whose angles are known exactly.

The fixture holds what the pose model saw of 160 people that were used for nothing else, beside the
truth. Pelvis, spine, arms and knees of these people are in random positions, far beyond those of
an exercise, so errors are larger here than in clips. The limits lie a little above what the
product reaches, so that a regression fails.
"""

import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS
from tests.metrics.heldout import people, signal_names

LIMITS_DEG = {
    "trunk_inclination_deg": 1.4,
    "hip_flexion_deg": 2.6,
    "knee_flexion_deg": 2.0,
    "ankle_dorsiflexion_deg": 1.25,
    "shank_inclination_deg": 1.2,
    "pelvic_tilt_deg": 3.4,
    "lumbar_flexion_deg": 4.6,
    "thoracic_flexion_deg": 3.4,
}


def differences() -> dict[str, tuple[Floats, Floats]]:
    """For each signal its error, and the error stated for it.

    Pelvis and spine are compared as a change from the person's own neutral.
    """
    names = signal_names()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in LIMITS_DEG}
    for poses, rows in people():
        signals = raw_signals(poses)
        neutral = rows["neutral"]
        for name, pairs in found.items():
            values, error = signals[name].values, signals[name].error
            truth = rows["signals"][:, names.index(name)]
            judged = np.isfinite(values)
            if name in RELATIVE_SIGNALS:
                if not judged[neutral].any():
                    continue
                values = values - np.nanmean(values[neutral])
                judged &= ~neutral
            pairs += list(zip(np.abs(values - truth)[judged], error[judged], strict=True))
    return {name: (np.array(pairs)[:, 0], np.array(pairs)[:, 1]) for name, pairs in found.items()}


@pytest.fixture(scope="module")
def held_out() -> dict[str, tuple[Floats, Floats]]:
    return differences()


@pytest.mark.parametrize(("signal", "limit"), LIMITS_DEG.items())
def test_mean_error_on_people_never_used(
    held_out: dict[str, tuple[Floats, Floats]], signal: str, limit: float
) -> None:
    off, _ = held_out[signal]
    assert len(off) > 500
    assert off.mean() < limit


@pytest.mark.parametrize("signal", LIMITS_DEG)
def test_the_stated_error_holds_about_nine_times_out_of_ten(
    held_out: dict[str, tuple[Floats, Floats]], signal: str
) -> None:
    off, error = held_out[signal]
    # The spine's errors are set on exercises; here it is bent far beyond them.
    least = 0.70 if signal in RELATIVE_SIGNALS else 0.80
    assert least <= (off <= error).mean() <= 0.97
