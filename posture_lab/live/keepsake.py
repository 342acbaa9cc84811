"""What the page keeps of a practice under way, to hand back after a reload or a restart."""

import json
from dataclasses import dataclass
from typing import Final

from posture_lab.analysis.result import RepetitionResult
from posture_lab.export.records import from_plain, to_plain

KEEPSAKE_SCHEMA: Final = "posture-lab/live-keepsake/1"
MAX_CHARACTERS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Keepsake:
    """The finished repetitions of a set under way, and which set of which movement it is."""

    movement: str
    sets_done: int
    reps: tuple[RepetitionResult, ...]


def write_keepsake(keepsake: Keepsake) -> str:
    """Return the keepsake as text for the page."""
    return json.dumps({"schema": KEEPSAKE_SCHEMA, **to_plain(keepsake)}, allow_nan=False)


def read_keepsake(text: str, movement: str) -> Keepsake | None:
    """Return what the page kept; None when it is of another movement or not such a text.

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
    except ValueError:
        return None
    return keepsake if keepsake.movement == movement and keepsake.sets_done >= 0 else None
