"""Clip results as they would come from measuring."""

from typing import Any

import numpy as np
from against_truth.compare import ClipResult, Compared
from against_truth.judged import JudgedRepetition
from numpy.typing import ArrayLike

SIGNAL = "hip_flexion_deg"


def compared(
    difference: ArrayLike,
    *,
    stated: ArrayLike = 5.0,
    yaw_deg: ArrayLike = 0.0,
    speed_deg_s: ArrayLike = 0.0,
    lean_deg: ArrayLike = 0.0,
    signal: str = SIGNAL,
) -> Compared:
    off = np.atleast_1d(np.asarray(difference, dtype=float))
    given = (stated, yaw_deg, speed_deg_s, lean_deg)
    rest = (np.broadcast_to(np.asarray(v, dtype=float), off.shape) for v in given)
    return Compared(signal, off + 10.0, off, *rest)


def clip(**changes: Any) -> ClipResult:
    usual: dict[str, Any] = {
        "clip": "one", "model": "full", "movement": "hip_hinge", "clothing": "tight",
        "body_id": 8, "hard": False, "yaw_deg": 3.0, "faults": {},
    }  # fmt: skip
    return ClipResult(**(usual | changes))


def unit(times: float, given: bool, *, cue: str = "spine_rounds", turn: float = 0.0,
         judged: bool = True) -> JudgedRepetition:  # fmt: skip
    return JudgedRepetition(turn, max(abs(turn) - 0.1, 0.0), judged, {cue: times},
                            (cue,) if given else ())  # fmt: skip
