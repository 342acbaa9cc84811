"""The repetition counter: one online state machine for the live camera and for recorded clips.

How it decides, in the order a repetition happens:

1. *Start pose.* Nothing counts until the person has stood near their own neutral, still for a
   third of a second. A bend before that (walking in and stooping, a late camera) is partial, but
   for the way up from the floor where a movement may start there, and what began upright on feet
   that stayed where they were. Who comes up out of a bend and goes down again at once has been in
   the start pose, too.
2. *Leaving.* The signal rises above the start pose by a share of the person's own usual range.
   The start pose is followed slowly, so that standing a little bent is not a repetition.
3. *Turn and return.* A repetition ends when the signal has come back three quarters of the way
   and has settled. Pauses on the way and at the bottom change nothing.
4. *Judgement.* It is full when it is deep enough for the movement and at least 0.6 times as deep as
   the person's own usual one, lasts long enough, and the companion signal moved with it (a
   hinge also leans the trunk; walking does not).
5. *Out of view.* A gap of up to 1.5 s inside a bend is bridged: nobody stands up and goes down
   again in it. A longer one ends the bend as partial. Between two it may last up to 2 s, if the
   person stands in the start pose before and after it.
"""

from collections import deque
from math import inf, isfinite, nan
from statistics import median_high
from typing import Final, Literal

from posture_lab.metrics.counting import levels
from posture_lab.metrics.counting.fullness import companion_moved, why_partial, worth_telling
from posture_lab.metrics.counting.load import LoadHandling, shape_of
from posture_lab.metrics.counting.repetition import (
    NOT_FINISHED,
    OUT_OF_VIEW,
    TOO_LONG,
    PartialRepetition,
    Repetition,
    RepetitionEvent,
)
from posture_lab.metrics.counting.start_pose import StartPose
from posture_lab.metrics.counting.track import LEAD_S, Bend, Beside, Track
from posture_lab.metrics.counting.under_way import why_not_whole
from posture_lab.movements.record import RepetitionDrive

BRIDGE_S: Final = 1.5
"""Longest gap inside a bend that is bridged."""

STANDING_BRIDGE_S: Final = 2.0
"""Longest gap between two bends after which the person need not settle in the start pose anew."""

_DWELL_S: Final = 0.05
_STALLED_S: Final = 0.3
"""A return has to last the former, as one wrong frame does not end a repetition; one that has not
come closer to the start pose for the latter is over."""

OWN_SHARE: Final = 0.6
"""A full repetition reaches at least this share of the person's own usual excursion."""

_State = Literal["waiting", "ready", "away", "returning"]


class RepetitionCounter:
    """Counts repetitions as frames arrive; feed it every frame, seen or not, in order of time.

    Parameters
    ----------
    drive : which signal counts and how far it must go.
    neutral_value : the person's own neutral value of that signal, in its unit; None takes 0 as
        the middle of where the start pose is looked for and learns the rest.
    usual_excursion : how far the person usually goes, as ``usual_excursion`` of an earlier set
        tells; None learns it on the way.
    in_hindsight : the set is over and nobody waits for the number, so a first bend as deep as to
        the floor may be decided on with the second one.

    Examples
    --------
    >>> counter = RepetitionCounter(RepetitionDrive("hip_flexion_deg", 45.0, 20.0, 0.5, 20.0, 25.0))
    >>> down_and_up = [0] * 30 + list(range(0, 80, 2)) + list(range(80, 0, -2)) + [0] * 30
    >>> [e for i, v in enumerate(down_and_up) for e in counter.update(i / 30, v)]
    [Repetition(start_s=1.06..., turn_s=2.33..., end_s=3.58...)]
    """

    def __init__(
        self,
        drive: RepetitionDrive,
        neutral_value: float | None = None,
        usual_excursion: float | None = None,
        *,
        in_hindsight: bool = False,
    ) -> None:
        self._drive = drive
        self._start = StartPose(drive, neutral_value)
        self._reference = self._start.value
        self._state: _State = "waiting"
        self._track = Track()
        self._load = LoadHandling(in_hindsight=in_hindsight, expected=drive.handles_load)
        known_range = () if usual_excursion is None else (usual_excursion,) * 2
        self._own: deque[float] = deque(known_range, maxlen=5)
        self._last_s: float | None = None
        self._left_s: float | None = None
        self._reported = False
        self._peak = self._lowest_s = self._returned_s = 0.0
        self._lowest = inf
        self._frames_back = 0

    @property
    def usual_excursion(self) -> float | None:
        """How far the person usually goes above the start pose; None before the first one."""
        return median_high(self._own) if self._own else None

    def update(
        self,
        time_s: float,
        value: float,
        *,
        companion: float = nan,
        hand: float = nan,
        knee: float = nan,
        foot: float = nan,
    ) -> list[RepetitionEvent]:
        """Take one frame; return what has just been completed (usually nothing).

        Parameters
        ----------
        time_s : seconds, increasing.
        value : the driving signal, its unit; NaN when it could not be measured.
        companion : the drive's companion signal, its unit; NaN when unknown.
        hand : height of the lower hand over the ankle in leg lengths; NaN when unknown.
        knee : knee flexion, degrees; NaN when unknown.
        foot : how far a foot moves within a third of a second, in leg lengths; NaN when unknown.
        """
        seen = isfinite(value)
        events = self._check_gap(time_s, value if seen else None)
        if not seen:
            return events
        since = 0.0 if self._last_s is None else time_s - self._last_s
        self._last_s = time_s
        self._track.add(time_s, value, Beside(companion, hand, knee, foot))
        if self._state == "waiting":
            return events + self._wait(time_s, value)
        if self._state == "ready":
            return events + self._stand(time_s, value, since)
        if self._state == "away":
            return events + self._bend(time_s, value)
        return events + self._return(time_s, value)

    def finish(self) -> list[RepetitionEvent]:
        """Close the set: a bend still going on is partial, one that is nearly back counts."""
        events: list[RepetitionEvent] = []
        if self._state == "returning":
            events = self._complete()
        elif self._state == "away":
            events = self._abandon(NOT_FINISHED)
        elif self._state == "waiting" and self._left_s is not None:
            self._reference, last = self._start.home, self._track.value[-1]
            back = last <= self._return_level() or self._start.is_near(last)
            events = self._complete(begun=False) if back else self._abandon(NOT_FINISHED)
        return events + self._load.finish()

    def _wait(self, time_s: float, value: float) -> list[RepetitionEvent]:
        """Nothing counts until the person stands still in the start pose."""
        drive = self._drive
        self._track.forget_before(time_s - drive.max_duration_s - LEAD_S)
        if self._turned_down(value):
            self._start.take(self._lowest, self._lowest_s)
            events = self._complete(begun=False)
            self._leave(time_s, value)
            return events
        if not self._start.is_near(value):
            if self._left_s is None and value > self._start.home:
                self._left_s, self._peak, self._lowest = time_s, value, inf
            self._peak = max(self._peak, value)
            return []
        if value < self._lowest:
            self._lowest, self._lowest_s = value, time_s
        if not levels.settled(self._track, drive):
            return []
        self._start.take(self._track.level(levels.SETTLE_S), time_s)
        self._lowest, self._lowest_s = value, time_s
        if self._left_s is not None:
            return self._complete(begun=False)
        self._stand_ready()
        return []

    def _turned_down(self, value: float) -> bool:
        """Whether the person came up out of a deep bend, into the start pose, and left it again."""
        if self._left_s is None or not isfinite(self._lowest):
            return False
        deep = self._peak - self._lowest >= self._drive.min_excursion
        return deep and value > self._lowest + self._leaving_rise()

    def _stand(self, time_s: float, value: float, since_s: float) -> list[RepetitionEvent]:
        """In the start pose: follow it slowly, and notice when it is left."""
        rise = self._leaving_rise()
        self._lowest = min(self._lowest, value)
        if value > max(self._start.value, self._lowest) + rise:
            self._leave(time_s, value)
        else:
            if value - self._start.value <= rise:
                self._start.follow(value, time_s, since_s)
            self._track.forget_before(time_s - LEAD_S)
        return []

    def _bend(self, time_s: float, value: float) -> list[RepetitionEvent]:
        """Away from the start pose: follow the extreme, and notice the return."""
        drive = self._drive
        self._peak = max(self._peak, value)
        if self._left_s is not None and time_s - self._left_s > drive.max_duration_s:
            return self._abandon(TOO_LONG)
        deep = self._peak - self._start.value >= drive.min_excursion
        standing = deep and self._start.is_near(value) and levels.rests(self._track, drive)
        if value <= self._return_level() or standing:
            self._state, self._frames_back = "returning", 0
            self._returned_s = self._lowest_s = time_s
            self._lowest = value
        return []

    def _return(self, time_s: float, value: float) -> list[RepetitionEvent]:
        """Nearly back: wait until the start pose is reached, or left again."""
        self._frames_back += 1
        if value < self._lowest:
            self._lowest, self._lowest_s = value, time_s
        stayed = time_s - self._returned_s >= _DWELL_S and self._frames_back >= 2
        if value > self._lowest + self._leaving_rise() and value > self._return_level():
            if not stayed:
                self._state = "away"
                return []
            events = self._complete()
            self._leave(time_s, value)
            return events
        back = value <= self._start.value + levels.back_band(self._drive)
        if stayed and (back or time_s - self._lowest_s >= _STALLED_S):
            return self._complete()
        return []

    def _check_gap(self, time_s: float, value: float | None) -> list[RepetitionEvent]:
        """Give up what cannot be followed when nothing was seen for too long.

        ``value`` is None while the gap goes on.
        """
        if self._last_s is None or time_s - self._last_s <= BRIDGE_S:
            return []
        short = self._state == "ready" and time_s - self._last_s <= STANDING_BRIDGE_S
        if short and (value is None or abs(value - self._start.value) <= self._leaving_rise()):
            return []
        events: list[RepetitionEvent] = []
        if self._state == "away":
            events = self._abandon(OUT_OF_VIEW)
        elif self._state == "returning":
            events = self._complete()
        self._state, self._left_s, self._lowest = "waiting", None, inf
        self._track.clear()
        return events

    def _leave(self, time_s: float, value: float) -> None:
        self._state, self._left_s, self._peak = "away", time_s, value
        self._reference = max(self._start.value, self._lowest)

    def _stand_ready(self) -> None:
        self._state, self._left_s, self._reported = "ready", None, False
        self._track.forget_before(self._lowest_s)

    def _complete(self, *, begun: bool = True) -> list[RepetitionEvent]:
        """A bend is over; ``begun`` is False when it was under way before a start was seen."""
        bend, drive = self._measured(begun=begun), self._drive
        least = max(OWN_SHARE * (self.usual_excursion or 0.0), self._load.least_excursion)
        reason = (why_partial if begun else why_not_whole)(bend, drive, least)
        events = [] if reason is None else self._as_partial(bend, reason)
        self._stand_ready()
        if reason is not None or not companion_moved(bend, drive):
            return events
        repetition = Repetition(bend.start_s, bend.turn_s, bend.end_s)
        events = self._load.sort(repetition, shape_of(bend, drive))
        if events:  # What is held back may be no repetition, and those after it tell.
            self._own.append(bend.excursion)
        return events

    def _abandon(self, reason: str) -> list[RepetitionEvent]:
        begun = self._state != "waiting"
        events = self._as_partial(self._measured(returned=False, begun=begun), reason)
        self._state, self._left_s, self._reported = "waiting", None, True
        self._lowest = inf
        self._track.clear()
        return events

    def _as_partial(self, bend: Bend, reason: str) -> list[RepetitionEvent]:
        """A partial repetition, unless it is none or has been reported already."""
        if self._reported or not worth_telling(bend, self._drive):
            return []
        return [PartialRepetition(bend.start_s, bend.turn_s, bend.end_s, reason)]

    def _measured(self, *, returned: bool = True, begun: bool = True) -> Bend:
        return self._track.bend(self._start.value, self._left_s, returned=returned, begun=begun)

    def _leaving_rise(self) -> float:
        return levels.leaving_rise(self._drive, self.usual_excursion or 0.0)

    def _return_level(self) -> float:
        return levels.return_level(self._drive, self._reference, self._peak)
