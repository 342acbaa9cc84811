"""LiveSession: the talk between one camera page and the practice on it."""

from typing import Final

from posture_lab.analysis.result import Analysis
from posture_lab.live.keepsake import Keepsake, read_keepsake, write_keepsake
from posture_lab.live.message import EventType, FrameBatch
from posture_lab.live.plan import Plan
from posture_lab.live.practice import Practice
from posture_lab.live.state import LiveState
from posture_lab.live.wording import (
    CAMERA_LOST,
    HIDDEN,
    PAIN,
    RESTORED,
    WELCOME,
    Words,
    breath_for,
    unit_for,
    words_for,
)

NOTE_S: Final = 4.0
"""How long a note on what has passed is shown."""

_BEFORE_SET: Final = ("setup", "neutral")


class LiveSession:
    """Takes in batches of camera frames and answers how the practice stands.

    A batch that was taken in before changes nothing, so the page may send it again. A page that
    was loaded again brings the repetitions it had kept. Sets that have ended stay, whatever is
    practised next; ``earlier`` are those of the session before this one.
    """

    def __init__(self, plan: Plan, *, model: str = "", earlier: tuple[Analysis, ...] = ()) -> None:
        self._plan = plan
        self._earlier = earlier
        self._model = model
        self._page = ""
        self._ack = 0
        self._practice: Practice | None = None
        self._kept: Keepsake | None = None
        self._note: Words | None = None
        self._note_from_s: float | None = None

    @property
    def plan(self) -> Plan:
        """What is practised."""
        return self._plan

    @property
    def analyses(self) -> tuple[Analysis, ...]:
        """One Analysis for each set that has ended, oldest first."""
        now = () if self._practice is None else tuple(self._practice.analyses)
        return self._earlier + now

    @property
    def running(self) -> bool:
        """Whether a practice is under way."""
        return self._practice is not None and self._practice.phase not in ("done", "stopped")

    def take(self, batch: FrameBatch) -> LiveState:
        """Take in one batch and return the new state."""
        if batch.page != self._page:
            self._meet(batch)
        if batch.seq <= self._ack:
            return self.state()
        self._ack = batch.seq
        if batch.restore is not None and self._practice is None:
            self._kept = read_keepsake(batch.restore, self._plan.movement.id)
            self._note = None if self._kept is None else RESTORED
        for event in batch.events:
            self._handle(event)
        if self._practice is not None:
            self._practice.add(batch)
            self._let_note_fade(self._practice.now_s)
        return self.state()

    def state(self) -> LiveState:
        """Return how the practice stands."""
        practice = self._practice
        if practice is None:
            return self._idle()
        words = self._note or words_for(practice)
        return LiveState(
            ack=self._ack,
            page=self._page,
            phase=practice.phase,
            ready=practice.phase in ("neutral", "countdown", "set"),
            status=words.text,
            status_say=words.say,
            reps=practice.number,
            unit=unit_for(practice),
            seconds_left=practice.seconds_left,
            breath=breath_for(practice),
            cue=practice.cueing.shown(practice.now_s),
            look_around=practice.phase == "setup",
            keep=self._keep(practice),
        )

    def _idle(self) -> LiveState:
        words = self._note or WELCOME
        return LiveState(
            ack=self._ack,
            page=self._page,
            phase="off",
            ready=False,
            status=words.text,
            status_say="",
            reps=0 if self._kept is None else len(self._kept.reps),
            unit="",
            seconds_left=None,
            breath=None,
            cue=None,
            look_around=False,
            keep="" if self._kept is None else write_keepsake(self._kept),
        )

    def _meet(self, batch: FrameBatch) -> None:
        """A page not met before: its clock and numbers start again."""
        if self._practice is not None:
            self._practice.stop()
            self._put_away()
        self._page, self._ack = batch.page, 0
        self._note = None

    def _handle(self, event: EventType) -> None:
        if event == "start":
            self._start()
        elif event == "camera_lost":
            self._note = CAMERA_LOST
        elif event == "hidden":
            # Before the set the coach's word matters more: nothing has been lost yet.
            practising = self._practice is not None and self._practice.phase not in _BEFORE_SET
            self._note = HIDDEN if practising else self._note
            self._note_from_s = None
        elif event == "camera_back":
            self._note = None
        else:
            if self._practice is not None:
                self._practice.stop()
            self._note = PAIN if event == "pain" else None

    def _let_note_fade(self, now_s: float) -> None:
        """A note on what has passed goes away by itself."""
        if self._note is not HIDDEN:
            return
        self._note_from_s = now_s if self._note_from_s is None else self._note_from_s
        if now_s - self._note_from_s > NOTE_S:
            self._note = None

    def _start(self) -> None:
        self._note = None
        if self.running:
            return
        kept, self._kept = self._kept, None
        self._put_away()
        self._practice = Practice(
            self._plan,
            sets_before=0 if kept is None else kept.sets_done,
            earlier=() if kept is None else kept.reps,
            model=self._model,
        )

    def _put_away(self) -> None:
        """Let go of a practice that has ended, but not of its sets."""
        self._earlier = self.analyses
        self._practice = None

    def _keep(self, practice: Practice) -> str:
        if practice.phase in ("done", "stopped") or not (practice.results or practice.sets_done):
            return ""
        return write_keepsake(
            Keepsake(self._plan.movement.id, practice.sets_done, practice.results)
        )
