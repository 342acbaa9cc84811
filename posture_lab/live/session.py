"""LiveSession: the talk between one camera page and the practice on it."""

import hashlib
from dataclasses import replace
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
    Words,
    breath_for,
    left,
    offer_for,
    unit_for,
    welcome,
    words_for,
)
from posture_lab.telling.results import results_of

NOTE_S: Final = 4.0
"""How long a note on what has passed is shown."""

_BEFORE_SET: Final = ("setup", "neutral")


class LiveSession:
    """Takes in batches of camera frames and answers how the practice stands.

    A batch that was taken in before changes nothing, so the page may send it again. A page that
    was loaded again brings the repetitions and sets it had kept. Sets that have ended stay,
    whatever is practised next: ``before`` is the session that this one takes the place of.
    ``owner`` tells people apart: what a page kept of somebody else's practice is not taken in.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        model: str = "",
        owner: str = "",
        before: "LiveSession | None" = None,
    ) -> None:
        self._plan = plan
        self._owner = hashlib.sha256(owner.encode()).hexdigest() if owner else ""
        self._earlier = () if before is None else before.analyses
        self._model = model
        self._page = ""
        self._ack = 0
        self._practice: Practice | None = None
        self._kept: Keepsake | None = None if before is None else before._kept
        self._keeping = _Keeping()
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
    def _counted(self) -> bool | None:
        """Whether anything was counted in the sets that have ended; None where none has."""
        return any(results_of(each) for each in self.analyses) if self.analyses else None

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
        # The page sends the next batch when it has read the answer to the last one.
        self._keeping.was_read()
        if batch.restore is not None:
            self._restore(batch.restore)
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
        words = self._note or words_for(practice, self._counted)
        return LiveState(
            ack=self._ack,
            page=self._page,
            phase=practice.phase,
            ready=practice.ready,
            status=words.text,
            status_say=words.say,
            reps=practice.number,
            unit=unit_for(practice),
            seconds_left=practice.seconds_left,
            offer=offer_for(practice),
            breath=breath_for(practice),
            cue=practice.comments.cueing.shown(practice.now_s),
            look_around=practice.phase == "setup",
            keep=self._keeping.text(self._keepsake()),
        )

    def _idle(self) -> LiveState:
        words = self._note or welcome(self._plan.movement)
        return LiveState(
            ack=self._ack,
            page=self._page,
            phase="off",
            ready=False,
            status=words.text,
            status_say="",
            reps=len(self._going_on.reps) if self._going_on else 0,
            unit="",
            seconds_left=None,
            offer="",
            breath=None,
            cue=None,
            look_around=False,
            keep=self._keeping.text(self._keepsake()),
        )

    @property
    def _going_on(self) -> Keepsake | None:
        """What was kept of this movement's practice, if it is to be gone on with."""
        kept = self._kept
        same = kept is not None and kept.movement == self._plan.movement.id and kept.under_way
        return kept if same else None

    def _restore(self, text: str) -> None:
        """Take in what the page had kept, unless this server still knows it."""
        if self._practice is not None or self.analyses or self._kept is not None:
            return
        kept = read_keepsake(text)
        if kept is not None and kept.owner == self._owner:
            self._kept = kept
            self._earlier = kept.sets
            self._note = None if self._going_on is None else RESTORED

    def _meet(self, batch: FrameBatch) -> None:
        """A page not met before: its clock and numbers start again."""
        self._note = None if self._going_on is None else RESTORED
        if self._practice is not None:
            was_running = self.running
            self._practice.stop()
            self._note = left(self._counted) if was_running else None
            self._put_away()
        self._page, self._ack = batch.page, 0
        self._keeping = _Keeping()

    def _handle(self, event: EventType) -> None:
        if event == "start":
            self._start()
        elif event == "camera_lost":
            self._note = CAMERA_LOST
        elif event == "go_on":
            if self._practice is not None:
                self._practice.go_on()
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
        kept = self._going_on
        self._kept = None if kept is not None else self._kept
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

    def _keepsake(self) -> Keepsake:
        practice, movement = self._practice, self._plan.movement.id
        sets, owner = self.analyses, self._owner
        if practice is not None and self.running:
            return Keepsake(movement, practice.sets_done, practice.results, sets, owner)
        if self._kept is not None:
            return replace(self._kept, sets=sets)
        return Keepsake(movement, 0, (), sets, owner)


class _Keeping:
    """Tells the page what to keep when that has changed, and again until the page has read it."""

    def __init__(self) -> None:
        self._told: Keepsake | None = None
        self._told_text = ""
        self._known: Keepsake | None = None

    def was_read(self) -> None:
        """The page has read what it was told last."""
        self._known = self._told

    def text(self, keepsake: Keepsake) -> str | None:
        """Return the text for the page; None when the page keeps that already."""
        if keepsake == self._known:
            return None
        if keepsake != self._told:
            self._told, self._told_text = keepsake, write_keepsake(keepsake)
        return self._told_text
