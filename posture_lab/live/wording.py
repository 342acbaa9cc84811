"""The sentence the page shows, and says, for the moment a practice is in."""

from dataclasses import dataclass

from posture_lab.figures import figure
from posture_lab.live.practice import Practice
from posture_lab.live.state import Breathing
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
WELCOME = Words("Press Start, then step back until your whole body is in the picture, side on.")
STOPPED = Words("Stopped. What was counted is kept below.", "Stopped.")
PAIN = Words(
    "Stopped, because pain was climbing. Rest now; next time use less range or load, and if the "
    "pain has not settled by tomorrow morning, go back one step.",
    "Stopped. Rest now.",
)
CAMERA_LOST = Words("The camera is away for a moment; what was counted is kept.")
HIDDEN = Words("The camera paused for a moment; what was counted is kept. Carry on when ready.")
LEFT = Words("The practice ended when its page was left; what was counted is kept below.")
RESTORED = Words("Welcome back: what was counted is kept. Press Start to go on.")


def words_for(practice: Practice) -> Words:
    """Return what to show and say now."""
    if practice.phase == "setup":
        return _in_setup(practice)
    if practice.phase == "set":
        return _in_set(practice)
    plan = practice.plan
    name = plan.movement.title.lower()
    sets = f"Set {practice.sets_done} of {plan.sets} done."
    words = {
        "neutral": Words(
            "You are in position: stay easy and still for three seconds.",
            "In position. Stay still.",
        ),
        "countdown": Words(f"Ready: {name} in a moment.", "Get ready."),
        "rest": Words(f"{sets} Rest, breathe, shake it out.", "Rest."),
        "done": Words("Done for now. Well practised.", "Done. Well practised."),
    }
    return words.get(practice.phase, STOPPED)


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
    return which if plan.stop_after_s is not None else f"of {plan.repetitions}, {which}"


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
    if practice.took_back:
        return Words("The first one went less far than this one, so it is not counted.")
    if practice.nearly_over:
        return Words("Ten seconds left: go on at your own pace.", "Ten seconds left.")
    breath = breath_for(practice)
    if breath is not None:
        return _BREATHS[breath.way]
    if practice.plan.repetitions is None and practice.unjudged is None and practice.praise is None:
        return Words("Hold it, easy and tall.", "Hold.")
    return _after_repetition(practice)


def _after_repetition(practice: Practice) -> Words:
    if practice.unjudged is not None:
        return Words(f"Counted. {not_scored(practice.unjudged)}")
    if practice.praise is not None:
        return Words(practice.praise, practice.praise)
    return Words("Go at your own pace.", "" if practice.commented else "Go.")
