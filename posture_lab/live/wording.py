"""The sentence the page shows, and says, for the moment a practice is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from posture_lab.figures import figure
from posture_lab.live.practice import Practice
from posture_lab.live.state import Breathing, Offer
from posture_lab.movements.record import Movement, Posture
from posture_lab.telling.score import not_scored


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence to read and a few words to say; nothing to say is empty."""

    text: str
    say: str = ""


_BREATHS = {
    "in": Words("Breathe in, calmly.", "In."),
    "out": Words("Breathe out, slowly.", "And out."),
}
PAIN = Words(
    "Stopped, because pain was climbing. Rest now; next time use less range or load, and if the "
    "pain has not settled by tomorrow morning, go back one step.",
    "Stopped. Rest now.",
)
CAMERA_LOST = Words("The camera is away for a moment; nothing is lost.")
HIDDEN = Words("The camera paused for a moment; what was counted is kept. Carry on when ready.")
RESTORED = Words("Welcome back: what was counted is kept. Press Start to go on.")


_WELCOME: Final = Words(
    "Press Start, then step back until your whole body is in the picture, side on."
)
_WELCOME_SITTING: Final = Words(
    "Press Start, then sit as you usually do, side on, with head, trunk, hips and knees in view."
)
_KEPT: Final = "what was counted is kept below"
_NOTHING_COUNTED: Final = "nothing was counted yet, and what was seen is below"
_NOTHING_BEGUN: Final = "no set had begun, so there is nothing to keep"
_STILL: Final[Mapping[Posture, str]] = {
    "standing": "stay easy and still for three seconds",
    "sitting": "sit as you usually do, still for three seconds",
}
_HOLD: Final[Mapping[Posture, str]] = {
    "standing": "Stand as you usually do.",
    "sitting": "Sit as you usually do.",
}
_REST: Final[Mapping[Posture, str]] = {"sitting": "Rest: stand up and move a little."}
_OFFERS: Final[Mapping[Offer, str]] = {
    "without_own": "Go on without my own neutral",
    "next_set": "Start the next set",
}


def welcome(movement: Movement) -> Words:
    """Return what to do before anything has begun."""
    return _WELCOME_SITTING if movement.posture == "sitting" else _WELCOME


def left(counted: bool | None) -> Words:
    """Return what became of a practice whose page was left; ``counted`` as for words_for."""
    return Words(f"The practice ended when its page was left; {_what_is_kept(counted)}.")


def words_for(practice: Practice, counted: bool | None) -> Words:
    """Return what to show and say now.

    ``counted`` tells whether ended sets hold anything counted, None if none has ended.
    """
    if practice.phase == "setup":
        return _in_setup(practice)
    if practice.phase == "neutral":
        return _in_neutral(practice)
    if practice.phase == "set":
        return _in_set(practice)
    words = {
        "countdown": Words(
            f"Ready: {practice.plan.movement.title.lower()} in a moment.", "Get ready."
        ),
        "rest": _in_rest(practice),
        "done": Words("Done for now. Well practised. Press Start for another round.", "Done."),
    }
    stopped = Words(f"Stopped: {_what_is_kept(counted)}.", "Stopped.")
    return words.get(practice.phase, stopped)


def offer_for(practice: Practice) -> str:
    """Return what the button to go on says, "" where there is nothing to go on to."""
    return "" if practice.offer is None else _OFFERS[practice.offer]


def _what_is_kept(counted: bool | None) -> str:
    if counted is None:
        return _NOTHING_BEGUN
    return _KEPT if counted else _NOTHING_COUNTED


def _in_neutral(practice: Practice) -> Words:
    trouble = practice.trouble
    if trouble is None:
        still = _STILL.get(practice.plan.movement.posture, "keep still for three seconds")
        return Words(f"You are in position: {still}.", "In position. Stay still.")
    return Words(f"{trouble.text} {_how_to_go_on(practice, 'go on without')}", trouble.say)


def _in_rest(practice: Practice) -> Words:
    plan = practice.plan
    rest = _REST.get(plan.movement.posture, "Rest, breathe, shake it out.")
    done = f"Set {practice.sets_done} of {plan.sets} done."
    return Words(f"{done} {rest} {_how_to_go_on(practice, 'start sooner')}", "Rest.")


def _how_to_go_on(practice: Practice, what: str) -> str:
    hands = " or raise both hands" if practice.plan.gestures else ""
    return f"Press the button{hands} to {what}."


def unit_for(practice: Practice) -> str:
    """Return what the large number counts."""
    plan = practice.plan
    if plan.repetitions is None:
        if plan.breath is None or plan.hold_s is None:
            return "seconds"
        return f"of {figure(plan.hold_s / plan.breath.total_s)} breaths"
    # While resting the number is still that of the set before.
    ended = practice.phase in ("rest", "done", "stopped")
    which = f"set {min(practice.sets_done + (not ended), plan.sets)} of {plan.sets}"
    if plan.stop_after_s is not None:
        return which
    return f"of {plan.repetitions}" + (f", {which}" if plan.sets > 1 else "")


def _in_setup(practice: Practice) -> Words:
    advice = practice.advice
    if advice.ready and practice.plan.begin == "gesture" and practice.sets_done == 0:
        return Words("You are in position: raise both hands to begin.", "Raise both hands.")
    return Words(advice.text, advice.say)


def breath_for(practice: Practice) -> Breathing | None:
    """Return which half of a breath is due now; None where breaths are not counted."""
    pace = practice.plan.breath
    if pace is None or practice.phase != "set" or practice.held_s <= 0:
        return None
    inhaling = practice.held_s % pace.total_s < pace.in_s
    return Breathing("in", pace.in_s) if inhaling else Breathing("out", pace.out_s)


def _in_set(practice: Practice) -> Words:
    comments = practice.comments
    if comments.took_back:
        return Words("The first one went less far than this one, so it is not counted.")
    if practice.nearly_over:
        return Words("Ten seconds left: go on at your own pace.", "Ten seconds left.")
    breath = breath_for(practice)
    if breath is not None:
        return _BREATHS[breath.way]
    if practice.plan.repetitions is None and comments.unjudged is None and comments.praise is None:
        how = _HOLD.get(practice.plan.movement.posture, "Hold it, calm and easy.")
        return Words(how, "Hold.")
    return _after_repetition(practice)


def _after_repetition(practice: Practice) -> Words:
    comments = practice.comments
    if comments.unjudged is not None:
        return Words(f"Counted. {not_scored(comments.unjudged)}")
    if comments.praise is not None:
        return Words(comments.praise, comments.praise)
    return Words("Go at your own pace.", "" if comments.any else "Go.")
