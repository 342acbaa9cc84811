"""The vocabulary of movement records: Movement, Criterion, Cue wording."""

from dataclasses import dataclass, field
from typing import Final, Literal

from posture_lab.movements.recognition import Recognition, Stillness

MovementView = Literal["side", "any"]
Kind = Literal["repetitions", "hold"]
Posture = Literal["standing", "sitting", "kneeling", "lying"]
Start = Literal["standing", "floor", "hang"]


REST_S: Final = 45.0
"""Rest between sets. Product decision: enough to speak a sentence without panting."""


@dataclass(frozen=True, slots=True)
class CueText:
    """A cue's words: ``id`` from the product's list, one sentence to read, a few words to say."""

    id: str
    text: str
    say: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing looked at in a repetition or hold.

    Attributes
    ----------
    measure : id of the measure, e.g. ``"hip_flexion_peak_deg"``.
    title : a few plain words for tables.
    low, high : the target band in the measure's unit; None leaves that side open.
    margin : how far outside the band the points fall to zero, in the measure's unit.
    weight : share of the score; weights within a movement are normalised.
    source : where the band comes from.
    cue_below, cue_above : cue given when the true value is likely to lie below / above the band;
        None when that side needs no cue.
    essential : without this measure there is no score for the repetition or hold.
    part : what of the body it looks at, for sentences: "the low back".
    """

    measure: str
    title: str
    low: float | None
    high: float | None
    margin: float
    weight: float
    source: str
    cue_below: CueText | None = None
    cue_above: CueText | None = None
    essential: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A measure together with the range in which it speaks for something. None is open."""

    measure: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A movement that would be counted as this one but looks like another, and how to tell.

    Attributes
    ----------
    movement : id of the movement it looks like.
    limits : all of these hold in it.
    text : one sentence for the person.
    source : where the limits come from.
    """

    movement: str
    limits: tuple[Limit, ...]
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class RepetitionDrive:
    """How the counter reads repetitions from one signal.

    Attributes
    ----------
    signal : name of the driving signal; it rises from the start pose to the turn.
    min_excursion : smallest rise above the start pose that is a full repetition, signal unit.
    partial_excursion : smallest rise that is reported as a partial repetition.
    min_duration_s, max_duration_s : shortest and longest full repetition.
    start_max : the start pose lies within this much of the person's own neutral value.
    companion : name of a signal that has to rise along, None if there is none. A hinge also
        leans the trunk, so lifting a leg or walking is not one.
    companion_min : how much the companion rises in a full repetition, at least; its unit.
    stand_in : name of the signal that tells standing where plates or wide trousers hide the joints
        that drive; None if nothing does.
    handles_load : whether a weight may be picked up before it and set down after it, which are
        bends that do not count.
    starts : where a repetition may start: "standing" upright, "hang" upright with a weight in the
        hands, "floor" bent, with the hands at a weight that lies there. Where "floor" is one of
        them, the way up from there is a whole repetition, with or without a way down before it.
    """

    signal: str
    min_excursion: float
    partial_excursion: float
    min_duration_s: float
    max_duration_s: float
    start_max: float
    companion: str | None = None
    companion_min: float = 0.0
    stand_in: str | None = None
    handles_load: bool = True
    starts: tuple[Start, ...] = ("standing",)


@dataclass(frozen=True, slots=True)
class Breath:
    """One calm breath: how long in and how long out, in seconds."""

    in_s: float = 4.0
    out_s: float = 6.0

    @property
    def total_s(self) -> float:
        """How long the whole breath takes, in seconds."""
        return self.in_s + self.out_s


@dataclass(frozen=True, slots=True)
class Dose:
    """Recommended dose; ranges are (low, high). Any may be None.

    Attributes
    ----------
    repetitions, sets : how many.
    hold_s : how long a hold lasts, in seconds.
    breaths : how many calm breaths a hold lasts, where it is counted in breaths.
    breath : the pace of these breaths. Six a minute is the usual slow pace (Russo, Santarelli and
        O'Rourke 2017, Breathe 13:298-309); the longer way out is a product decision.
    rest_s : rest between two sets, in seconds.
    source : where the figures come from.
    """

    repetitions: tuple[int, int] | None = None
    sets: tuple[int, int] | None = None
    hold_s: tuple[float, float] | None = None
    breaths: tuple[int, int] | None = None
    breath: Breath = Breath()
    rest_s: float = REST_S
    source: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement the product knows. Adding one means adding a record and its tests.

    Attributes
    ----------
    id, title : identifier and name for people.
    kind : "repetitions" or "hold" (a posture check).
    view : the camera view it needs.
    drive : how repetitions are counted; None for a hold.
    criteria : what is looked at.
    instructions : a few sentences: how to do it and how to film it.
    dose : how much is recommended.
    lookalikes : movements that it may turn out to be; said beside the judgement.
    posture : how the person is in their neutral.
    recognition : how a repetition is known to be of it; None if it has to be chosen.
    held : the posture in which a hold is looked for; None for what is no hold.
    shown_first : signals that a plot shows at first, beside the drive's.
    """

    id: str
    title: str
    kind: Kind
    view: MovementView
    criteria: tuple[Criterion, ...]
    instructions: str
    drive: RepetitionDrive | None = None
    dose: Dose = field(default_factory=Dose)
    lookalikes: tuple[Lookalike, ...] = ()
    posture: Posture = "standing"
    recognition: Recognition | None = None
    held: Stillness | None = None
    shown_first: tuple[str, ...] = ("hip_flexion_deg", "knee_flexion_deg", "trunk_inclination_deg")

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of every measure the record names, once each."""
        names = [criterion.measure for criterion in self.criteria]
        names += [limit.measure for other in self.lookalikes for limit in other.limits]
        return tuple(dict.fromkeys(names))
