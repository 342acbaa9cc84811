"""What the person is told about a clip that could not be read quite as it should be."""

from posture_lab.video.index import ClipIndex


def cut_short(index: ClipIndex) -> str:
    """Return the sentence for a file that holds less than it declares."""
    if index.frames_declared is not None:
        held = f"{index.frames} of the {index.frames_declared} frames"
    else:
        held = f"{index.duration_s:.1f} of the {index.duration_declared_s:.1f} seconds"
    return (
        f"The file stops early: it holds {held} it declares; what is there was analysed. "
        "Copy the clip again to see the rest."
    )


def damage(first_s: float | None, frames_lost: int) -> str:
    """Return the sentence for pictures that could not be decoded, or only in part."""
    when = "" if first_s is None else f", first at {first_s:.1f} s"
    lost = f"; about {frames_lost} frames are missing" if frames_lost > 0 else ""
    return f"The file is damaged in places{when}{lost}; the rest was analysed."


def odd_times(frames: int) -> str:
    """Return the sentence for repaired timestamps."""
    return (
        f"{frames} frames had a missing, repeated or backward timestamp; their times were filled "
        "in from the usual frame rate, so speeds may be a little off."
    )


def changed_picture(time_s: float) -> str:
    """Return the sentence for a clip whose picture changes its shape half-way."""
    return (
        f"The picture changes its shape at {time_s:.1f} s (camera turned or clips joined); "
        "only the part before was analysed."
    )
