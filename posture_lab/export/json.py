"""An Analysis as JSON, and back."""

import json
from pathlib import Path
from typing import Any

from posture_lab import __version__
from posture_lab.analysis.result import SCHEMA, Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.files import write_text
from posture_lab.export.records import from_plain, to_plain


def to_dict(analysis: Analysis) -> dict[str, Any]:
    """Return the analysis as the plain data of ``docs/analysis.schema.json``.

    Missing numbers are None; NaN never appears. Poses and signals are left out.
    """
    return {"schema": SCHEMA, "posture_lab_version": __version__, **to_plain(analysis)}


def to_text(analysis: Analysis) -> str:
    """Return the analysis as JSON text ending in a newline."""
    return json.dumps(to_dict(analysis), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def write_json(analysis: Analysis, path: Path) -> None:
    """Write the analysis to ``path``, completely or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    write_text(path, to_text(analysis))


def read_analysis(path: Path) -> Analysis:
    """Read an analysis that ``write_json`` wrote; it comes without poses and signals.

    Raises
    ------
    InputFileError
        If the file cannot be read or is not such an analysis.
    """
    plain = read_object(path)
    if plain.get("schema") != SCHEMA:
        raise InputFileError(
            f"{path} is not an analysis this version can read (its schema is "
            f"{plain.get('schema')!r}, not {SCHEMA!r}); analyse the clip again."
        )
    try:
        analysis = from_plain(Analysis, plain)
    except ValueError as error:
        raise InputFileError(
            f"{path} is damaged ({error}); analyse the clip again to replace it."
        ) from error
    assert isinstance(analysis, Analysis)
    return analysis


def read_object(path: Path) -> dict[str, Any]:
    """Read a JSON file that holds an object.

    Raises
    ------
    InputFileError
        If the file cannot be read, is not JSON, or holds something else.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputFileError(
            f"Cannot read {path}: {error.strerror or error}; check the file name."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputFileError(
            f"{path} is not a JSON file; check that it is the right one."
        ) from error
    if not isinstance(plain, dict):
        raise InputFileError(
            f"{path} does not hold a JSON object; check that it is the right file."
        )
    return plain
