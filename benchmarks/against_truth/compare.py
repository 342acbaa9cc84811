"""One clip: the product's answers beside the truth, frame by frame."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from against_truth.floor import FLOOR_SIGNALS
from against_truth.gates import Passed, gates_of
from against_truth.judged import JudgedRepetition, judged_holds, judged_repetitions
from against_truth.plan import Purpose, purpose_of
from against_truth.seen import seen_in
from against_truth.true_count import counted_from_truth
from against_truth.truth_file import BESIDE, TrueClip, read_truth
from against_truth.zero import Zero, near_neutral, zero_of
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_poses
from posture_lab.analysis.result import Analysis
from posture_lab.arrays import Floats
from posture_lab.errors import PostureLabError
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS, SIGNAL_NAMES
from posture_lab.movements.catalogue import MOVEMENTS

FLOOR: Final = "floor "
"""Before a signal's name: the same from perfectly seen points instead of the product."""

HELD_OUT: Final = "test"
HELD: Final = ("standing", "desk")
"""Movements in which nobody shows another posture than the one that is held."""


@dataclass(frozen=True)
class Compared:
    """One signal of one clip over the frames in which the person was to be seen.

    ``difference`` is measured minus true, NaN where the product did not judge; ``stated`` its
    stated error; ``lean_deg`` how far the trunk truly leans, either way. All (N,).
    """

    signal: str
    measured: Floats
    difference: Floats
    stated: Floats
    yaw_deg: Floats
    speed_deg_s: Floats
    lean_deg: Floats


@dataclass(frozen=True)
class ClipResult:
    """Everything measured on one clip with one pose model.

    ``purpose`` is what the clip was drawn for: those for cues show faults far beyond the usual.
    ``true_roll_deg`` is how far the camera is from level, ``roll_deg`` what the product says of it.
    ``yaw_deg`` is its turn off the side view, ``told_yaw_deg`` what the product says of that.
    ``hand`` is whose choices of people, cameras and places are behind the clip, and ``in_front``
    whether the camera stands before the person. ``zero`` is how far the neutral is off, None
    without one; ``gates`` what each gate lets through.
    ``failure`` is the product's sentence when it refused the clip; there is nothing else then.
    ``counted`` and ``performed`` are numbers of repetitions, ``begun`` of them from the floor as
    the clip begins, ``from_truth`` how many the same counter finds in the true signals.
    """

    clip: str
    model: str
    movement: str
    clothing: str
    body_id: int
    hard: bool
    yaw_deg: float
    faults: dict[str, float]
    compared: tuple[Compared, ...] = ()
    performed: int = 0
    begun: int = 0
    counted: int = 0
    from_truth: int = 0
    judged: tuple[JudgedRepetition, ...] = ()
    failure: str | None = None
    purpose: Purpose = "all"
    true_roll_deg: float = np.nan
    roll_deg: float | None = None
    told_yaw_deg: float | None = None
    hand: str = "first"
    in_front: bool = True
    zero: Zero | None = None
    gates: dict[str, Passed] = field(default_factory=dict)


def measure_clip(
    truth_path: Path, model_name: str, model: Path | None, split: str = HELD_OUT
) -> ClipResult:
    """Run the product over one clip, with its movement given, and compare.

    Raises
    ------
    ValueError
        If the clip shows a body of another split: one that something may have been fitted to.
    """
    truth = read_truth(truth_path)
    if truth.split != split:
        raise ValueError(f"{truth.path.name} shows a body of the split {truth.split}")
    whole = {
        "clip": truth.path.stem, "model": model_name, "movement": truth.movement,
        "clothing": truth.clothing, "body_id": truth.body_id, "hard": truth.hard,
        "yaw_deg": float(np.median(truth.yaw_deg)), "faults": truth.faults,
        "purpose": purpose_of(truth.seed), "true_roll_deg": truth.roll_deg, "hand": truth.hand,
        "in_front": truth.in_front,
    }  # fmt: skip
    options = AnalysisOptions(movement=truth.movement if truth.movement in MOVEMENTS else None)
    try:
        poses, facts = seen_in(truth.path, model)
        analysis = analyse_poses(poses, facts, options)
    except PostureLabError as error:
        return ClipResult(**whole, failure=str(error))  # type: ignore[arg-type]
    judged = judged_repetitions(truth, analysis) + judged_holds(truth, analysis)
    stands = near_neutral(truth, poses.time_s)
    return ClipResult(
        **whole,  # type: ignore[arg-type]
        compared=compare_signals(truth, analysis),
        performed=truth.performed,
        begun=len(truth.begun),
        counted=len(analysis.reps),
        from_truth=counted_from_truth(truth),
        judged=judged,
        roll_deg=analysis.view.roll_deg,
        told_yaw_deg=analysis.view.yaw_deg,
        zero=zero_of(truth, analysis),
        gates=gates_of(poses, analysis, judged, stands),
    )


def compare_signals(truth: TrueClip, analysis: Analysis) -> tuple[Compared, ...]:
    """Every signal, those of BESIDE against the bones' pivots as well, and the picture's floor."""
    signals = analysis.signals
    assert signals is not None
    seen = truth.at(truth.visible.astype(float), signals.time_s) > 0.5
    yaw = truth.at(truth.yaw_deg, signals.time_s)[seen]
    speed = truth.at(truth.speed_deg_s, signals.time_s)[seen]
    lean = np.abs(truth.at(truth.signals["trunk_inclination_deg"], signals.time_s))[seen]
    found = []
    for name in SIGNAL_NAMES:
        signal = signals[name]
        truths = {name: zeroed(truth, analysis, name, signals.time_s)}
        if name in BESIDE:
            truths[BESIDE[name]] = truth.at(truth.signals[BESIDE[name]], signals.time_s)
        for label, true in truths.items():
            difference = signal.values - true
            if label.endswith("_deg"):
                difference = (difference + 180.0) % 360.0 - 180.0
            kept = (signal.values[seen], difference[seen], signal.error[seen])
            found.append(Compared(label, *kept, yaw, speed, lean))
    floors = [
        Compared(FLOOR + name, *_floor(truth, name, signals.time_s, seen), yaw, speed, lean)
        for name in FLOOR_SIGNALS
    ]
    return (*found, *floors)


def _floor(
    truth: TrueClip, name: str, time_s: Floats, seen: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """Value, difference and (no) stated error of an angle between perfectly seen points."""
    ideal = truth.at(truth.in_picture[name], time_s)[seen]
    true = truth.at(truth.signals[name], time_s)[seen]
    return ideal, (ideal - true + 180.0) % 360.0 - 180.0, np.full(len(true), np.nan)


def zeroed(truth: TrueClip, analysis: Analysis, name: str, time_s: Floats) -> Floats:
    """True values (T,) of a signal at the product's frame times.

    Relative signals count from the person's own neutral. In a held posture that neutral is never
    shown, so there the truth counts, as the product must, from where the product took its zero.
    """
    true = truth.at(truth.signals[name], time_s)
    neutral = analysis.neutral
    if name not in RELATIVE_SIGNALS or truth.movement not in HELD or neutral.start_s is None:
        return true
    end_s = neutral.start_s if neutral.end_s is None else neutral.end_s
    inside = (time_s >= neutral.start_s) & (time_s <= end_s)
    return true - float(np.median(true[inside]))
