"""Following a set as it happens: newest frames to signals to the repetition counter."""

from dataclasses import replace
from typing import Final

import numpy as np

from posture_lab.analysis.judging import judge_windows
from posture_lab.live.held import held
from posture_lab.live.message import FrameBatch
from posture_lab.live.recording import Recording
from posture_lab.metrics.counting.counter import OWN_SHARE
from posture_lab.metrics.counting.driving import driving_values
from posture_lab.metrics.counting.reps import Repetition, RepetitionCounter, RepetitionEvent
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.metrics.judging.seen import Seen
from posture_lab.metrics.signals.closer_view import with_closer_view
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.context import FOOT_STEP, HAND_HEIGHT, with_context
from posture_lab.metrics.signals.neutral import Neutral, relative_to_neutral
from posture_lab.metrics.signals.sight import sight_of
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.record import Movement
from posture_lab.pose.sequence import PoseSequence, View
from posture_lab.pose.smoothing import OneEuroFilter
from posture_lab.pose.view import estimate_view, with_view

CONTEXT_S: Final = 1.0
"""Newest frames are measured together with this much before them: speeds need a past."""

LEAD_S: Final = 1.0
"""A repetition is judged with this much of the standing before it."""

_PERCENT: Final = 100.0


class LiveSmoother:
    """One Euro smoothing of the landmarks, in percent of the picture's height."""

    def __init__(self) -> None:
        self._filter = OneEuroFilter(min_cutoff_hz=2.0, beta=0.2)

    def smooth(self, batch: FrameBatch) -> FrameBatch:
        """Return the batch with its landmarks smoothed; times must go on from batch to batch."""
        scale = _PERCENT / max(batch.size_px[1], 1)
        smoothed = [
            self._filter(float(time_s), points * scale) / scale
            for time_s, points in zip(batch.time_s, batch.landmarks_px, strict=True)
        ]
        return replace(batch, landmarks_px=np.array(smoothed).reshape(batch.landmarks_px.shape))


class SetFollower:
    """Counts the repetitions of one set as frames come in, and judges each one that ends.

    Parameters
    ----------
    movement : with repetitions.
    neutral : the person's own.
    recording : the raw frames, from which a finished repetition is measured as in a clip.
    since_s : frames up to this moment have nothing to do with the set.
    usual_excursion : how far the person usually goes, from an earlier set; None if unknown.

    Attributes
    ----------
    first_was_half : whether the second repetition has shown that the first one was a half one,
        which nobody could know while it was the only one.
    """

    def __init__(
        self,
        movement: Movement,
        neutral: Neutral,
        recording: Recording,
        since_s: float,
        usual_excursion: float | None = None,
    ) -> None:
        drive = movement.drive
        if drive is None:
            raise ValueError(f"{movement.id} has no repetitions to follow")
        self._movement = movement
        self._drive = drive
        self._neutral = neutral
        self._recording = recording
        self._smoother = LiveSmoother()
        self._smoothed = Recording()
        self._counted_s = since_s
        self._counter = RepetitionCounter(drive, neutral.values.get(drive.signal), usual_excursion)
        self._knows_range = usual_excursion is not None
        self._first_excursion: float | None = None
        self.first_was_half = False

    def add(self, batch: FrameBatch) -> list[RepetitionEvent]:
        """Take in the newest frames; return the repetitions, whole or partial, that they ended."""
        if not len(batch):
            return []
        self._smoothed.add(self._smoother.smooth(batch))
        return self._count()

    def catch_up(self) -> list[RepetitionEvent]:
        """Take in what was recorded before this follower was there."""
        for batch in self._recording.batches_from(self._counted_s - CONTEXT_S):
            self._smoothed.add(self._smoother.smooth(batch))
        return self._count()

    def finish(self) -> list[RepetitionEvent]:
        """Close the set: a bend still going on is partial, one that is nearly back counts."""
        return self._counter.finish()

    def _count(self) -> list[RepetitionEvent]:
        self._smoothed.forget_before(self._counted_s - CONTEXT_S)
        signals = self._signals(self._smoothed.between(self._counted_s - CONTEXT_S, np.inf))
        events: list[RepetitionEvent] = []
        values = driving_values(signals, self._drive)
        companion = self._drive.companion
        beside = None if companion is None else signals[companion].values
        hands, knees = signals[HAND_HEIGHT].values, signals["knee_flexion_deg"].values
        feet = signals[FOOT_STEP].values
        for index in np.flatnonzero(signals.time_s > self._counted_s):
            found = self._counter.update(
                float(signals.time_s[index]),
                float(values[index]),
                companion=float("nan") if beside is None else float(beside[index]),
                hand=float(hands[index]),
                knee=float(knees[index]),
                foot=float(feet[index]),
            )
            if any(isinstance(event, Repetition) for event in found):
                self._compare_first()
            events += found
        self._counted_s = max(self._counted_s, self._smoothed.now_s)
        return events

    @property
    def usual_excursion(self) -> float | None:
        """How far the person usually goes; None before the first repetition."""
        return self._counter.usual_excursion

    def _compare_first(self) -> None:
        """After the second repetition: see whether the first one went as far."""
        usual = self.usual_excursion
        if self._knows_range or usual is None:
            return
        if self._first_excursion is None:
            self._first_excursion = usual
            return
        self.first_was_half = self._first_excursion < OWN_SHARE * usual
        self._knows_range = True

    def judge(self, repetition: Repetition) -> Judgement:
        """Judge a repetition that has ended, from the same measures as in a recorded clip."""
        poses = self._recording.finished(repetition.start_s - LEAD_S, self._recording.now_s)
        raw = with_context(raw_signals(poses), poses)
        seen = Seen(relative_to_neutral(raw, self._neutral), self._neutral, sight_of(poses))
        (judged,) = judge_windows(seen, self._movement, [repetition])
        return judged.judgement

    def _signals(self, poses: PoseSequence) -> Signals:
        outline, leg_outline = (
            held(poses.time_s, each) for each in (poses.outline, poses.leg_outline)
        )
        fuller = replace(
            poses, outline=outline, leg_outline=leg_outline, level=self._recording.level
        )
        viewed = with_closer_view(with_view(fuller, self._view(poses)))
        return with_context(raw_signals(viewed), viewed)

    def _view(self, poses: PoseSequence) -> View:
        """The view of the newest frames, steadied by what came before them in the recording."""
        recent = self._recording.between(self._recording.now_s - 3.0, np.inf)
        whole = estimate_view(recent)
        return replace(estimate_view(poses), facing=whole.facing, near_side=whole.near_side)
