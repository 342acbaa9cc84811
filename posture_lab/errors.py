"""Errors a person may see: one sentence each, with the cause and what to try."""

from posture_lab.printable import printable


class PostureLabError(Exception):
    """Base of every error that Posture Lab raises on purpose.

    ``str(error)`` is a single sentence fit to be shown as it is, whatever the names in it hold.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(printable(sentence))


class ClipError(PostureLabError):
    """The clip cannot be read, is outside the limits, or shows nobody."""


class ModelError(PostureLabError):
    """The pose model file is missing or is not a Pose Landmarker."""


class OutputError(PostureLabError):
    """A result cannot be written where it was asked for."""


class InputFileError(PostureLabError):
    """A file given beside the clip (a neutral, a movement) cannot be used."""


class CancelledError(PostureLabError):
    """The person asked to stop; nothing half-written is left behind."""
