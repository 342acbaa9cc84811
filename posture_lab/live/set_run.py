"""SetRun: one set under way, from the neutral to its last repetition or second."""

from posture_lab.analysis.result import Analysis, RepetitionResult
from posture_lab.live.finished_set import analyse_set
from posture_lab.live.following import SetFollower
from posture_lab.live.holding import HoldFollower
from posture_lab.live.message import FrameBatch
from posture_lab.live.plan import Plan
from posture_lab.live.recording import Recording
from posture_lab.metrics.counting.repetition import NOT_FAR_ENOUGH
from posture_lab.metrics.counting.reps import PartialRepetition, RepetitionEvent
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.metrics.signals.neutral import Neutral

_BEFORE_S = 3.0


class SetRun:
    """Counts and judges one set.

    Parameters
    ----------
    plan : how many repetitions, or how long a hold.
    neutral : the person's own; frames after it belong to the set.
    recording : the frames, the neutral's included.
    earlier : repetitions of this set that were counted before the page was loaded again.
    usual_excursion : how far the person went in the set before, None if this is the first.
    since_s : frames from here on belong to the set; None for those after the neutral.

    Attributes
    ----------
    results : the repetitions counted.
    took_back : whether the newest repetition showed that the first one had been a half one.
    """

    def __init__(
        self,
        plan: Plan,
        neutral: Neutral,
        recording: Recording,
        earlier: tuple[RepetitionResult, ...] = (),
        usual_excursion: float | None = None,
        *,
        since_s: float | None = None,
    ) -> None:
        self._plan = plan
        self._neutral = neutral
        self._recording = recording
        end_s = recording.now_s if neutral.end_s is None else neutral.end_s
        self._since_s = end_s if since_s is None else since_s
        self._partials: list[PartialRepetition] = []
        self.results = list(earlier)
        self.took_back = False
        self._corrected = False
        self._before = len(earlier)
        self._hold: HoldFollower | None = None
        self._follower: SetFollower | None = None
        parts = (plan.movement, neutral, recording)
        if plan.repetitions is None:
            self._hold = HoldFollower(*parts, self._since_s)
        else:
            # The neutral is the still start position that the counter wants to see first.
            stood_s = neutral.start_s if since_s is None else None
            start_s = self._since_s if stood_s is None else stood_s
            self._follower = SetFollower(*parts, start_s, usual_excursion)

    def catch_up(self) -> list[Judgement]:
        """Take in what was recorded since the neutral: whoever began early is counted."""
        if self._follower is None:
            return []
        return self._note(self._follower.catch_up())

    def add(self, batch: FrameBatch) -> list[Judgement]:
        """Take in the newest frames; return the judgement of whatever has just ended."""
        if self._follower is not None:
            return self._note(self._follower.add(batch))
        judgement = None if self._hold is None else self._hold.look()
        return [] if judgement is None else [judgement]

    @property
    def number(self) -> int:
        """Repetitions counted, or whole seconds or breaths held."""
        if self._hold is None:
            return len(self.results)
        breath = self._plan.breath
        return int(self.held_s if breath is None else self.held_s // breath.total_s)

    @property
    def held_s(self) -> float:
        """How long the hold that is going on has lasted, in seconds; 0 when none is."""
        return 0.0 if self._hold is None else self._hold.held_s

    @property
    def usual_excursion(self) -> float | None:
        """How far the person usually goes, for the next set; None when unknown."""
        return None if self._follower is None else self._follower.usual_excursion

    @property
    def complete(self) -> bool:
        """Whether the plan's repetitions, or its seconds of a hold, are done."""
        if self._hold is not None:
            return self._plan.hold_s is not None and self._hold.held_s >= self._plan.hold_s
        if self._plan.stop_after_s is not None:
            return False
        return self._plan.repetitions is not None and len(self.results) >= self._plan.repetitions

    def finish(self) -> Analysis:
        """Close the set and return everything found in it."""
        if self._follower is not None:
            self._note(self._follower.finish())
        poses = self._recording.finished(self._since_s - _BEFORE_S, self._recording.now_s)
        return analyse_set(
            poses, self._plan.movement, self._neutral, tuple(self.results), tuple(self._partials)
        )

    def _note(self, events: list[RepetitionEvent]) -> list[Judgement]:
        judgements = []
        for event in events:
            if isinstance(event, PartialRepetition):
                self._partials.append(event)
            elif self._follower is not None:
                judgement = self._follower.judge(event)
                index = len(self.results) + 1
                self.results.append(
                    RepetitionResult(index, event.start_s, event.turn_s, event.end_s, judgement)
                )
                judgements.append(judgement)
                self._take_back()
        return judgements

    def _take_back(self) -> None:
        """The second repetition may show that the first one was only a half one."""
        follower = self._follower
        self.took_back = follower is not None and follower.first_was_half and not self._corrected
        if not self.took_back:
            return
        self._corrected = True
        first = self.results.pop(self._before)
        half = PartialRepetition(first.start_s, first.turn_s, first.end_s, NOT_FAR_ENOUGH)
        self._partials.append(half)
