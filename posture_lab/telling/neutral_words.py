"""Where the person's neutral, the zero of pelvis and back, was taken from."""

from typing import Final

from posture_lab.analysis.result import Analysis
from posture_lab.metrics.signals.neutral import Moment, Neutral
from posture_lab.telling.numbers import clock, listed, stretch, uncapitalised
from posture_lab.telling.postures import own_posture, posture_of
from posture_lab.telling.results import is_live

MOST_TIMES: Final = 4
"""More moments than this are counted, not listed."""


def neutral_words(analysis: Analysis) -> str:
    """Return where the neutral is from, ``"your own standing posture, at 0:00.2 to 0:02.2"``."""
    neutral = analysis.neutral
    own = own_posture(posture_of(analysis))
    between = "before the set" if is_live(analysis) else f"between the repetitions{_times(neutral)}"
    words = {
        "clip": f"{own}, held still {'before the set' if is_live(analysis) else _when(neutral)}",
        "between_repetitions": f"{own}, from moments {between}",
        "calibration": f"{own}, taken before and given with the clip",
        "population": f"that of most people, with a wide error{_why(neutral)}",
        "none": "not known, so pelvis and back are not compared with it" + _why(neutral),
    }
    return words[neutral.source]


def taken_at(neutral: Neutral, time_s: float) -> bool:
    """Whether the neutral was taken from this moment of the clip, in seconds."""
    if neutral.source not in ("clip", "between_repetitions"):
        return False
    return any(moment.start_s <= time_s <= moment.end_s for moment in moments(neutral))


def moments(neutral: Neutral) -> tuple[Moment, ...]:
    """Return the stretches it was taken from; an older result tells only start and end."""
    if neutral.moments or neutral.start_s is None or neutral.end_s is None:
        return neutral.moments
    return (Moment(neutral.start_s, neutral.end_s),)


def picture_time(neutral: Neutral) -> float | None:
    """Return the moment of the clip, in seconds, that shows the neutral best; None for none."""
    if neutral.source not in ("clip", "between_repetitions"):
        return None
    found = moments(neutral)
    if neutral.picture_s is None and found:
        return (found[0].start_s + found[0].end_s) / 2
    return neutral.picture_s


def _when(neutral: Neutral) -> str:
    found = moments(neutral)
    if len(found) == 1:
        return f"from {stretch(found[0].start_s, found[0].end_s)}"
    return f"in the clip{_times(neutral)}"


def _times(neutral: Neutral) -> str:
    found = moments(neutral)
    if not found:
        return ""
    if len(found) > MOST_TIMES:
        return f" ({len(found)} of them, the first at {clock(found[0].start_s)})"
    return f" (at {listed(clock(moment.start_s) for moment in found)})"


def _why(neutral: Neutral) -> str:
    if not neutral.reason:
        return ""
    return f" ({uncapitalised(neutral.reason.rstrip('.'))})"
