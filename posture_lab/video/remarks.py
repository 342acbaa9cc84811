"""What the person is told about a clip that could not be read quite as it should be."""

from collections.abc import Sequence

from posture_lab.video.index import ClipIndex


def cut_short(index: ClipIndex) -> str:
    """Return the sentence for a file that holds less than it declares, or breaks off."""
    declared, declared_s = index.frames_declared, index.duration_declared_s
    if declared is not None and declared > index.places:
        found = f"holds only {index.frames} of the {declared} frames it declares"
    elif declared_s is not None and declared_s > index.duration_s + 0.1:
        found = f"holds only {index.duration_s:.1f} of the {declared_s:.1f} seconds it declares"
    else:
        found = "breaks off in the middle of a picture"
    return (
        f"The file {found}: it was cut off, damaged or not copied completely; "
        "what is there was analysed."
    )


def pauses(starts_and_ends_s: Sequence[tuple[float, float]]) -> str:
    """Return the sentence for stretches of time without pictures; at least one is given."""
    start_s, end_s = starts_and_ends_s[0]
    places = len(starts_and_ends_s)
    where = f"from {start_s:.1f} to {end_s:.1f} s"
    if places > 1:
        where = f"in {places} places, first {where}"
    return (
        f"There are no pictures {where}: the recording was paused or the file is damaged there; "
        "movement in that time was not seen."
    )


def damage(first_s: float | None, frames_lost: int) -> str:
    """Return the sentence for pictures that could not be decoded, or only in part."""
    when = "" if first_s is None else f", first at {first_s:.1f} s"
    lost = f" (frames missing: about {frames_lost})" if frames_lost > 0 else ""
    return f"The file is damaged in places{when}{lost}; the rest was analysed."


def odd_times(frames: int) -> str:
    """Return the sentence for repaired timestamps."""
    return (
        f"Timestamps were missing, repeated or ran backwards ({frames} repaired); times were "
        "filled in from the usual frame rate, so speeds may be a little off."
    )


def changed_picture(time_s: float) -> str:
    """Return the sentence for a clip whose picture changes its shape half-way."""
    return (
        f"The picture changes its shape at {time_s:.1f} s (camera turned or clips joined); "
        "only the part before was analysed."
    )


def slow_motion(factor: float) -> str | None:
    """Return the sentence for slow motion that was undone; None for a factor of 1."""
    if factor == 1.0:
        return None
    return (
        f"The file says that it is slow motion, {factor:g} times slower than real; all times given "
        "here are real time."
    )
