"""A stick person who does a movement, as the signals that judging reads."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from posture_lab.metrics.counting.repetition import PartialRepetition, Repetition
from posture_lab.metrics.counting.reps import find_repetitions
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.metrics.judging.measures import Findings, measure_repetition
from posture_lab.metrics.judging.recognise import MovementChoice, recognise
from posture_lab.metrics.judging.scoring import judge
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.context import with_context
from posture_lab.metrics.signals.find_neutral import find_neutral
from posture_lab.metrics.signals.neutral import Neutral, relative_to_neutral
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.catalogue import movement
from posture_lab.pose.sequence import PoseSequence
from tests.people import bumps, stick_person, times

# Trunk, hip, knee and head at full depth, and arms where they do not hang.
POSES: dict[str, dict[str, float]] = {
    "hinge": {"trunk_inclination_deg": 70, "hip_flexion_deg": 92, "knee_flexion_deg": 15},
    "knee dominant": {"trunk_inclination_deg": 45, "hip_flexion_deg": 88, "knee_flexion_deg": 66},
    "deadlift": {"trunk_inclination_deg": 62, "hip_flexion_deg": 112, "knee_flexion_deg": 70},
    "squat": {
        "trunk_inclination_deg": 36,
        "hip_flexion_deg": 108,
        "knee_flexion_deg": 104,
        "shoulder_flexion_deg": 85,
    },
    "overhead": {"shoulder_flexion_deg": 172},
}


@dataclass(frozen=True)
class Acted:
    """What is known of a clip before a movement is chosen."""

    poses: PoseSequence
    neutral: Neutral
    signals: Signals

    def counted(
        self, movement_id: str
    ) -> tuple[tuple[Repetition, ...], tuple[PartialRepetition, ...]]:
        return find_repetitions(self.signals, movement(movement_id), self.neutral)

    def findings(self, movement_id: str, index: int = 0) -> Findings:
        found, _ = self.counted(movement_id)
        return measure_repetition(self.signals, found[index], movement(movement_id))

    def judged(self, movement_id: str, index: int = 0) -> Judgement:
        return judge(self.findings(movement_id, index), movement(movement_id))

    def recognised(self) -> MovementChoice:
        return recognise(
            self.signals, "unknown" if self.poses.view is None else self.poses.view.kind
        )


def acted(poses: PoseSequence) -> Acted:
    raw = raw_signals(poses)
    neutral = find_neutral(poses, raw)
    return Acted(poses, neutral, with_context(relative_to_neutral(raw, neutral), poses))


def perform(
    pose: str | dict[str, float],
    *,
    count: int = 2,
    duration_s: float = 3.0,
    fps: float = 30.0,
    noise_px: float = 0.7,
    **changes: object,
) -> Acted:
    """Stand, do a movement ``count`` times, stand; ``changes`` go to ``stick_person``."""
    time_s = times(2.0 + count * (duration_s + 1.0) + 0.5, fps)
    phase = bumps(time_s, 2.0 + (duration_s + 1.0) * np.arange(count), duration_s)
    full = POSES[pose] if isinstance(pose, str) else pose
    angles = {name: size * phase for name, size in full.items()}
    settings: dict[str, Any] = {"noise_px": noise_px, **angles}
    for name, value in changes.items():
        settings[name] = value(phase) if callable(value) else value
    return acted(stick_person(time_s, **settings))
