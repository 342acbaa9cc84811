"""The person's own neutral as a small JSON file, kept between clips."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from posture_lab.analysis.result import SCHEMA
from posture_lab.errors import InputFileError
from posture_lab.export.files import write_text
from posture_lab.export.json import parse_object, read_object
from posture_lab.export.records import from_plain, to_plain
from posture_lab.metrics.signals.neutral import Neutral

NEUTRAL_SCHEMA: Final = "posture-lab/neutral/1"


def write_neutral(neutral: Neutral, path: Path) -> None:
    """Write ``neutral`` to ``path``, completely or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    plain = {"schema": NEUTRAL_SCHEMA, **to_plain(neutral)}
    write_text(path, json.dumps(plain, indent=2, allow_nan=False) + "\n")


def read_neutral(path: Path) -> Neutral:
    """Read a neutral file, or the neutral inside an earlier analysis of the same person.

    Its source becomes "calibration": it was found outside the clip it is now used for.

    Raises
    ------
    InputFileError
        If the file cannot be read, is something else, or holds no neutral.
    """
    return _neutral(read_object(path), str(path))


def parse_neutral(content: bytes, name: str) -> Neutral:
    """Return the neutral in the ``content`` of a file called ``name``, as :func:`read_neutral`.

    Raises
    ------
    InputFileError
        If it is something else, or holds no neutral.
    """
    return _neutral(parse_object(content, name), name)


def _neutral(plain: dict[str, Any], path: str) -> Neutral:
    found = plain.get("schema")
    if found not in (NEUTRAL_SCHEMA, SCHEMA):
        raise InputFileError(
            f"{path} is neither a neutral nor an analysis file; give one that "
            "'posture-lab analyse --json' wrote."
        )
    try:
        neutral: Neutral = from_plain(Neutral, plain.get("neutral") if found == SCHEMA else plain)
    except ValueError as error:
        raise InputFileError(f"The neutral in {path} is damaged: {error}.") from error
    values = {name: value for name, value in neutral.values.items() if math.isfinite(value)}
    if not values or neutral.source == "population":
        raise InputFileError(
            f"{path} holds no neutral of the person's own; analyse a clip that starts with a "
            "second or two of keeping still."
        )
    return replace(
        neutral, source="calibration", values=values, moments=(), picture_s=None, reason=None
    )
