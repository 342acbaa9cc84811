"""ClipFacts: what is known of the clip's file itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What is known of the file itself. Sizes are of the upright picture with square pixels.

    Attributes
    ----------
    name : the file's name without its folder.
    sha256 : checksum of the whole file, 64 hexadecimal digits.
    width_px, height_px : size of the upright picture, before any shrinking for analysis.
    duration_s : from the first frame to the end of the last frame that was read.
    frames_read : frames decoded from the file, also those between the sampled ones.
    frames_declared : how many frames the container says there are; None when it says nothing.
    rotation_deg : clockwise turn that was applied to the stored picture: 0, 90, 180 or 270.
    variable_frame_rate : whether the time between frames varies by more than its rounding.
    slow_motion_factor : how many times slower the file plays than what it shows happened, as the
        file declares; 1 for none. All times and durations here are real time.
    warnings : sentences for the person: stopped early, damaged, odd timestamps.
    """

    name: str
    sha256: str
    width_px: int
    height_px: int
    duration_s: float
    frames_read: int
    frames_declared: int | None
    rotation_deg: int
    variable_frame_rate: bool
    warnings: tuple[str, ...] = ()
    slow_motion_factor: float = 1.0
