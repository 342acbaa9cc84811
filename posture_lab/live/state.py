"""LiveState: what the camera page is told after every batch."""

from dataclasses import dataclass
from typing import Any, Literal

from posture_lab.live.cueing import GivenCue

Offer = Literal["without_own", "next_set"]
"""What the person may go on to by pressing a button."""

Phase = Literal["off", "setup", "neutral", "countdown", "set", "rest", "done", "stopped"]


@dataclass(frozen=True, slots=True)
class Breathing:
    """Half a breath: which way, and how long it takes in seconds."""

    way: Literal["in", "out"]
    seconds: float


@dataclass(frozen=True, slots=True)
class LiveState:
    """The practice as the page shows it.

    Attributes
    ----------
    ack, page : the last batch taken in, and whose it was.
    phase : where the practice stands.
    ready : whether the person is in position.
    status, status_say : one sentence on what to do next, and the same in a few words to say.
    reps : the large number; ``unit`` says of what.
    seconds_left : of a countdown, hold or rest; None when none runs.
    offer : what a button would go on to, in words; "" when there is nothing to go on to.
    breath : the half of a breath that is due, None where breaths are not counted.
    cue : the cue being shown, None when none is due.
    look_around : whether the page shall look for other people now and then.
    keep : the finished repetitions and sets as text, for the page to hand back after a reload; ""
        for nothing, None when the page has it already.
    """

    ack: int
    page: str
    phase: Phase
    ready: bool
    status: str
    status_say: str
    reps: int
    unit: str
    seconds_left: float | None
    offer: str
    breath: Breathing | None
    cue: GivenCue | None
    look_around: bool
    keep: str | None

    def to_message(self) -> dict[str, Any]:
        """Return the message for the page (``ServerState`` in the component's protocol)."""
        cue, breath = self.cue, self.breath
        return {
            "ack": self.ack,
            "page": self.page,
            "phase": self.phase,
            "ready": self.ready,
            "status": self.status,
            "statusSay": self.status_say,
            "reps": self.reps,
            "unit": self.unit,
            "secondsLeft": self.seconds_left,
            "offer": self.offer,
            "breath": None if breath is None else {"way": breath.way, "seconds": breath.seconds},
            "cue": None
            if cue is None
            else {"id": cue.id, "text": cue.text, "say": cue.say, "count": cue.count},
            "lookAround": self.look_around,
            "keep": self.keep,
        }
