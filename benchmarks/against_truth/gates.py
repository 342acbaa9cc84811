"""What each gate lets through on rendered clips. Gates are decided on real ones, held by these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from against_truth.judged import JudgedRepetition
from posture_lab.analysis.result import Analysis
from posture_lab.metrics.counting.start_pose import StartPose
from posture_lab.metrics.signals.in_view import Obstacle, obstacles
from posture_lab.metrics.signals.sight import sight_of
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.sequence import PoseSequence

LINES: Final = "hip_flexion_deg"
BACK: Final = "lumbar_flexion_deg"

GATES: Final[Mapping[str, str]] = {
    "yaw": "frames not too far off the side view",
    "visibility": "of these, frames with hip, shoulder and knee seen",
    "outline step": "of these, frames whose back has an edge smooth enough to be read",
    "still": "clips with a still moment for the neutral",
    "posture": "clips with any moment for a neutral of the person's own",
    "clothing": "clips whose clothes are not called loose",
    "start pose": "frames in which somebody truly stands that may be a start pose",
    "error against margin": "criteria of repetitions, of those measured, fine enough to judge",
}
"""Each gate, and of what its share is."""


@dataclass(frozen=True)
class Passed:
    """How many came to a gate and how many of them it let through: frames, clips or criteria."""

    let: int
    of: int


def gates_of(
    poses: PoseSequence,
    analysis: Analysis,
    judged: Sequence[JudgedRepetition],
    stands: NDArray[np.bool_],
) -> dict[str, Passed]:
    """What every gate of GATES let through in a clip.

    ``stands`` (T,) is where somebody truly stands near their neutral.
    """
    own = analysis.neutral.source in ("clip", "between_repetitions", "calibration")
    return _seen(poses) | {
        "still": _clip(analysis.neutral.source == "clip"),
        "posture": _clip(own),
        "clothing": _clip(analysis.clothing != "loose"),
        "start pose": _start_pose(analysis, stands),
        "error against margin": Passed(
            sum(len(unit.points) for unit in judged),
            sum(len(unit.points) + len(unit.too_coarse) for unit in judged),
        ),
    }


def _clip(passed: bool) -> Passed:
    return Passed(int(passed), 1)


def _seen(poses: PoseSequence) -> dict[str, Passed]:
    sight = sight_of(poses)
    lines, back = (obstacles(sight, name) for name in (LINES, BACK))
    somebody = lines != Obstacle.NOBODY
    from_side = somebody & (lines != Obstacle.NOT_FROM_THE_SIDE)
    seen = from_side & (lines == Obstacle.NONE)
    outlined = seen & (back != Obstacle.NO_OUTLINE)
    stages = {"yaw": (from_side, somebody), "visibility": (seen, from_side),
              "outline step": (outlined, seen)}  # fmt: skip
    return {name: Passed(int(let.sum()), int(of.sum())) for name, (let, of) in stages.items()}


def _start_pose(analysis: Analysis, stands: NDArray[np.bool_]) -> Passed:
    movement = MOVEMENTS.get(analysis.movement.id or "")
    if movement is None or movement.drive is None or analysis.signals is None:
        return Passed(0, 0)
    name = movement.drive.signal
    is_near: Callable[[float], bool] = StartPose(
        movement.drive, analysis.neutral.values.get(name)
    ).is_near
    values = analysis.signals[name].values[stands]
    values = values[np.isfinite(values)]
    return Passed(sum(is_near(float(value)) for value in values), len(values))


def let_through(clips: Sequence[Mapping[str, Passed]]) -> dict[str, Passed]:
    """All clips together, gate by gate."""
    return {
        name: Passed(
            sum(clip[name].let for clip in clips if name in clip),
            sum(clip[name].of for clip in clips if name in clip),
        )
        for name in GATES
    }
