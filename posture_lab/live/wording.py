"""The sentence the page shows, and says, for the moment a practice is in."""

from dataclasses import dataclass

from posture_lab.live.practice import Practice


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence to read and a few words to say; nothing to say is empty."""

    text: str
    say: str = ""


WELCOME = Words("Press Start, then step back until your whole body is in the picture, side on.")
STOPPED = Words("Stopped. What was counted is kept below.", "Stopped.")
PAIN = Words(
    "Stopped, because pain was climbing. Rest now; next time use less range or load, and if the "
    "pain has not settled by tomorrow morning, go back one step.",
    "Stopped. Rest now.",
)
CAMERA_LOST = Words("The camera is away for a moment; what was counted is kept.")
HIDDEN = Words("The camera paused for a moment; what was counted is kept. Carry on when ready.")
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
        "neutral": Words("Stay as you are, easy and still, for three seconds.", "Stay still."),
        "countdown": Words(f"Ready: {name} in a moment.", "Get ready."),
        "rest": Words(f"{sets} Rest, breathe, shake it out.", "Rest."),
        "done": Words("Done for now. Well practised.", "Done. Well practised."),
    }
    return words.get(practice.phase, STOPPED)


def unit_for(practice: Practice) -> str:
    """Return what the large number counts."""
    plan = practice.plan
    if plan.repetitions is None:
        return "seconds"
    return f"of {plan.repetitions}, set {min(practice.sets_done + 1, plan.sets)} of {plan.sets}"


def _in_setup(practice: Practice) -> Words:
    advice = practice.advice
    if advice.ready and practice.plan.begin == "gesture" and practice.sets_done == 0:
        return Words("You are in position: raise both hands to begin.", "Raise both hands.")
    return Words(advice.text, advice.say)


def _in_set(practice: Practice) -> Words:
    if practice.unjudged is not None:
        return Words(f"Counted, not judged: {practice.unjudged}")
    if practice.praise is not None:
        return Words(practice.praise, practice.praise)
    if practice.plan.repetitions is None:
        return Words("Hold it, easy and tall.", "Hold.")
    return Words("Go at your own pace.", "Go.")
