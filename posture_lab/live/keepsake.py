"""What the page keeps of a practice, to hand back after a reload or a restart."""

import json
from dataclasses import dataclass, replace
from typing import Final

from posture_lab.analysis.result import Analysis, RepetitionResult
from posture_lab.export.records import from_plain, to_plain

KEEPSAKE_SCHEMA: Final = "posture-lab/live-keepsake/2"
MAX_CHARACTERS: Final = 2_000_000
"""Browsers keep about five million for each tab."""


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A set under way and the sets that have ended.

    Attributes
    ----------
    movement : id of the movement of the set under way.
    sets_done : sets of that practice which have ended.
    reps : the finished repetitions of the set under way.
    sets : every set that has ended, whatever its movement, oldest first.
    owner : tells whose practice it is where people sign in, "" where nobody does.
    """

    movement: str
    sets_done: int
    reps: tuple[RepetitionResult, ...]
    sets: tuple[Analysis, ...] = ()
    owner: str = ""

    @property
    def under_way(self) -> bool:
        """Whether there is a practice to go on with."""
        return self.sets_done > 0 or bool(self.reps)


def write_keepsake(keepsake: Keepsake) -> str:
    """Return the keepsake as text for the page; the oldest sets are left out if it gets too long.

    Returns "" when there is nothing to keep.
    """
    if not (keepsake.sets or keepsake.under_way):
        return ""
    plain = {"schema": KEEPSAKE_SCHEMA, **to_plain(replace(keepsake, sets=()))}
    room = MAX_CHARACTERS - len(_text(plain))
    for analysis in reversed(keepsake.sets):
        ended = to_plain(analysis)
        room -= len(_text(ended)) + 1
        if room < 0:
            break
        plain["sets"].insert(0, ended)
    return _text(plain)


def _text(plain: object) -> str:
    return json.dumps(plain, allow_nan=False, separators=(",", ":"))


def read_keepsake(text: str) -> Keepsake | None:
    """Return what the page kept; None when it is not such a text.

    The text comes from a browser: it is checked field by field and never trusted further than the
    page it came from.
    """
    if len(text) > MAX_CHARACTERS:
        return None
    try:
        plain = json.loads(text)
        if not isinstance(plain, dict) or plain.pop("schema", None) != KEEPSAKE_SCHEMA:
            return None
        keepsake: Keepsake = from_plain(Keepsake, plain)
    except (ValueError, RecursionError):
        return None
    return keepsake if keepsake.sets_done >= 0 else None
