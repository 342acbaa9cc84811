"""Practice: the phases of one practice, from stepping into the picture to the last set."""

from dataclasses import replace
from typing import Final

import numpy as np

from posture_lab.analysis.result import Analysis, RepetitionResult
from posture_lab.live.coach import Coach
from posture_lab.live.comments import Comments
from posture_lab.live.gesture import HOLD_S, both_hands_up
from posture_lab.live.message import FrameBatch
from posture_lab.live.plan import COUNTDOWN_S, TIMER_S, Plan
from posture_lab.live.recording import Recording
from posture_lab.live.set_run import SetRun
from posture_lab.live.setup import Advice
from posture_lab.live.state import Offer, Phase
from posture_lab.live.taking_neutral import HOLD_S as NEUTRAL_S
from posture_lab.live.taking_neutral import NeutralTaker
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.metrics.signals.neutral import Neutral

AGAIN_S: Final = 5.0
"""Whoever has once gone on without an own neutral does not wait for longer than this again."""

LAST_S: Final = 10.0
"""So long before a timer ends a set, it is said."""

AWAY_S: Final = 2.0
"""A timer stands still while no frame comes for longer than this."""

_GESTURE_S: Final = HOLD_S + 0.5
_LOOSED_S: Final = 2.0
"""Raised hands mean nothing for this long after they have meant something."""


class Practice:
    """One practice of one plan. Time is that of the frames: without frames nothing moves on.

    Attributes
    ----------
    phase : where the practice stands.
    analyses : one for each set that has ended, oldest first.
    comments : the word on the newest repetition.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        sets_before: int = 0,
        earlier: tuple[RepetitionResult, ...] = (),
        model: str = "",
    ) -> None:
        self.plan = plan
        self.phase: Phase = "setup"
        self.analyses: list[Analysis] = []
        self.comments = Comments()
        self._recording = Recording(model)
        self._coach = Coach(plan.movement, self._recording)
        self._without_own = False
        self._sets_before = sets_before
        self._earlier = earlier
        self._since_s = 0.0
        self._gesture_s = -np.inf
        self._brightness: float | None = None
        self._people: int | None = None
        self._counts_people = True
        self._taker: NeutralTaker | None = None
        self._run: SetRun | None = None
        self._usual_excursion: float | None = None

    @property
    def sets_done(self) -> int:
        """Sets that have ended, those before a reload included."""
        return self._sets_before + len(self.analyses)

    @property
    def results(self) -> tuple[RepetitionResult, ...]:
        """The finished repetitions of the set under way."""
        return self._earlier if self._run is None else tuple(self._run.results)

    @property
    def number(self) -> int:
        """The large number: repetitions of this set, or seconds or breaths held."""
        if self._run is not None:
            return self._run.number
        if self.phase in ("rest", "done", "stopped") and self.analyses:
            return len(self.analyses[-1].reps)
        return len(self._earlier)

    @property
    def held_s(self) -> float:
        """How long the hold that is going on has lasted, in seconds; 0 when none is."""
        return 0.0 if self._run is None else self._run.held_s

    @property
    def now_s(self) -> float:
        """Time of the newest frame in seconds."""
        return self._recording.now_s

    @property
    def ready(self) -> bool:
        """Whether the person is in position, or has been when the set began."""
        if self.phase == "setup":
            return self._coach.settled
        if self.phase == "neutral":
            return self.trouble is None
        return self.phase in ("countdown", "set")

    @property
    def advice(self) -> Advice:
        """The set-up coach's last word."""
        return self._coach.advice

    @property
    def trouble(self) -> Advice | None:
        """What is in the way of the own neutral, None while nothing is."""
        return None if self.phase != "neutral" or self._taker is None else self._taker.trouble

    @property
    def offer(self) -> Offer | None:
        """What the person may go on to now, None when there is nothing."""
        if self.phase == "rest":
            return "next_set"
        return "without_own" if self.trouble is not None else None

    @property
    def _first_set(self) -> bool:
        return self.sets_done == 0

    @property
    def seconds_left(self) -> float | None:
        """Seconds left of what is being waited for, None when nothing is."""
        since = self.now_s - self._since_s
        if self.phase == "setup" and self.ready and self._first_set and self.plan.begin == "timer":
            return max(0.0, TIMER_S - self._coach.good_s)
        if self.phase == "neutral" and self._taker is not None:
            if self.trouble is not None:
                return None
            return max(0.0, NEUTRAL_S - self._taker.still_s)
        if self.phase == "countdown":
            return max(0.0, COUNTDOWN_S - since)
        if self.phase == "rest":
            return max(0.0, self.plan.rest_s - since)
        return self._set_left_s if self.phase == "set" else None

    @property
    def _set_left_s(self) -> float | None:
        """Seconds left of the hold, or until the timer ends the set; None where neither does."""
        return self.plan.left_s(self.now_s - self._since_s, self.held_s)

    @property
    def nearly_over(self) -> bool:
        """Whether a timer ends the set in a moment, and no repetition has ended since that began.

        Later on the word on the newest repetition matters more.
        """
        left_s = self._set_left_s
        if self.plan.stop_after_s is None or self.phase != "set" or left_s is None:
            return False
        return left_s <= LAST_S and self.comments.last_s < self.now_s - (LAST_S - left_s)

    @property
    def _time_is_up(self) -> bool:
        return self.plan.stop_after_s is not None and self._set_left_s == 0.0

    def add(self, batch: FrameBatch) -> None:
        """Take in the newest frames."""
        self._brightness = self._brightness if batch.brightness is None else batch.brightness
        self._people = self._people if batch.people is None else batch.people
        self._counts_people = batch.counts_people
        if not len(batch) or self.phase in ("done", "stopped"):
            return
        away_s = float(batch.time_s[0]) - self.now_s
        if not self._recording.add(batch):
            return
        if self.phase == "set" and away_s > AWAY_S:
            self._since_s += away_s
        if self.phase == "setup":
            self._set_up()
        elif self.phase == "neutral":
            self._take_neutral()
        elif self.phase == "rest":
            self._rest()
        else:
            self._follow(batch)

    def stop(self) -> None:
        """End the practice now; what was counted becomes an Analysis."""
        if self.phase in ("done", "stopped"):
            return
        self._close_set()
        self._enter("stopped")

    def _set_up(self) -> None:
        coach = self._coach
        ready = coach.look(
            brightness=self._brightness, people=self._people, counts_people=self._counts_people
        )
        begin = self.plan.begin if self._first_set else "ready"
        since_s = coach.good_since_s
        if not ready or since_s is None or not coach.settled:
            return
        if begin == "timer" and coach.good_s < TIMER_S:
            return
        if begin == "gesture" and not self._raised_hands():
            return
        self._recording.find_level()
        self._taker = NeutralTaker(self.plan.movement, self._recording, since_s)
        self._enter("neutral")

    def _take_neutral(self) -> None:
        taker = self._taker
        if taker is None:
            return
        neutral = taker.look()
        if neutral is not None:
            self._begin_set(neutral)
        elif (self._without_own and taker.waited_s >= AGAIN_S) or (
            self.trouble is not None and self._raised_hands()
        ):
            self.go_on()

    def go_on(self) -> None:
        """Go on to what is offered; does nothing where nothing is."""
        if self.phase == "rest":
            self._end_rest()
        elif self.phase == "neutral" and self._taker is not None:
            self._without_own = True
            self._begin_set(self._taker.without_own(), since_s=self.now_s)

    def _begin_set(self, neutral: Neutral, since_s: float | None = None) -> None:
        """Begin a set; what was recorded since the neutral, or ``since_s``, belongs to it."""
        self._run = SetRun(
            self.plan,
            neutral,
            self._recording,
            self._earlier,
            self._usual_excursion,
            since_s=since_s,
        )
        self._earlier = ()
        self._enter("countdown")
        self._comment(self._run.catch_up())

    def _follow(self, batch: FrameBatch) -> None:
        run = self._run
        if run is None:
            return
        before = len(run.results)
        self._comment(run.add(batch))
        if self.phase == "countdown":
            if len(run.results) > before or self.now_s - self._since_s >= COUNTDOWN_S:
                self._enter("set")
        elif run.complete or self._time_is_up or self._raised_hands():
            self._close_set()
            self._enter("rest" if self.sets_done < self.plan.sets else "done")

    def _rest(self) -> None:
        if self.now_s - self._since_s >= self.plan.rest_s or self._raised_hands():
            self._end_rest()

    def _end_rest(self) -> None:
        # Whoever has come along meanwhile is looked for anew.
        self._people = None
        self._coach.start_over()
        self._enter("setup")

    def _close_set(self) -> None:
        """Turn the set under way, if there is one, into an Analysis."""
        if self._run is None:
            return
        self._usual_excursion = self._run.usual_excursion or self._usual_excursion
        # Without the frames: they are many, and nothing that is shown or kept needs them.
        self.analyses.append(replace(self._run.finish(), poses=None))
        self._run = None
        self.comments.clear()
        self._recording.forget_before(self.now_s)

    def _comment(self, judgements: list[Judgement]) -> None:
        took_back = self._run is not None and self._run.took_back
        for judgement in judgements:
            self.comments.add(judgement, self.now_s, took_back=took_back)

    def _raised_hands(self) -> bool:
        """Whether both hands have just been held up; counts once."""
        if not self.plan.gestures or self.now_s - self._gesture_s < _LOOSED_S:
            return False
        up = both_hands_up(self._recording.between(self.now_s - _GESTURE_S, np.inf))
        self._gesture_s = self.now_s if up else self._gesture_s
        return up

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self._since_s = self.now_s
