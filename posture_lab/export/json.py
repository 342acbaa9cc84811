"""An Analysis as JSON, and back."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from posture_lab import __version__
from posture_lab.analysis.result import SCHEMA, Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.files import write_text
from posture_lab.export.records import from_plain, to_plain
from posture_lab.export.series import signals_from_plain, signals_to_plain
from posture_lab.telling.headline import headline


def to_dict(analysis: Analysis, *, with_signals: bool = False) -> dict[str, Any]:
    """Return the analysis as the plain data of ``docs/analysis.schema.json``.

    Missing numbers are None; NaN never appears. Poses are left out, and signals unless asked for.
    """
    plain = {
        "schema": SCHEMA,
        "posture_lab_version": __version__,
        "headline": headline(analysis),
        **to_plain(analysis),
    }
    if with_signals and analysis.signals is not None:
        plain["signals"] = signals_to_plain(analysis.signals)
    return plain


def to_text(analysis: Analysis) -> str:
    """Return the analysis with its signals as JSON text ending in a newline.

    Every signal stands in a line of its own, so that the rest can be read by people, too.
    """
    text = json.dumps(to_dict(analysis), indent=2, ensure_ascii=False, allow_nan=False)
    if analysis.signals is not None:
        plain = signals_to_plain(analysis.signals)
        lines = ",\n".join(f"    {json.dumps(name)}: {_line(plain[name])}" for name in plain)
        text = text.removesuffix("\n}") + f',\n  "signals": {{\n{lines}\n  }}\n}}'
    return text + "\n"


def to_text_with_signals(analysis: Analysis) -> str:
    """Return the same as :func:`to_text`, as compact JSON text."""
    return _line(to_dict(analysis, with_signals=True)) + "\n"


def _line(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def write_json(analysis: Analysis, path: Path) -> None:
    """Write the analysis with its signals to ``path``, completely or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    write_text(path, to_text(analysis))


def read_analysis(path: Path) -> Analysis:
    """Read an analysis that ``write_json`` wrote; it comes without poses.

    Raises
    ------
    InputFileError
        If the file cannot be read or is not such an analysis.
    """
    return _analysis(read_object(path), str(path))


def parse_analysis(text: str, name: str) -> Analysis:
    """Return the analysis that a file called ``name`` holds as ``text``.

    Raises
    ------
    InputFileError
        If it is not such an analysis.
    """
    return _analysis(_object(text, name), name)


def _analysis(plain: dict[str, Any], name: str) -> Analysis:
    if plain.get("schema") != SCHEMA:
        raise InputFileError(
            f"{name} is not an analysis this version can read (its schema is "
            f"{plain.get('schema')!r}, not {SCHEMA!r}); analyse the clip again."
        )
    try:
        analysis: Analysis = from_plain(Analysis, plain)
        if "signals" in plain:
            analysis = replace(analysis, signals=signals_from_plain(plain["signals"]))
    except (ValueError, OverflowError) as error:
        raise InputFileError(
            f"{name} is damaged ({error}); analyse the clip again to replace it."
        ) from error
    return analysis


def read_object(path: Path) -> dict[str, Any]:
    """Read a JSON file that holds an object.

    Raises
    ------
    InputFileError
        If the file cannot be read, is not JSON, or holds something else.
    """
    try:
        return _object(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise InputFileError(
            f"Cannot read {path}: {error.strerror or error}; check the file name."
        ) from error
    except UnicodeDecodeError as error:
        raise _not_json(str(path)) from error


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_json(name) from error
    if not isinstance(plain, dict):
        raise InputFileError(
            f"{name} does not hold a JSON object; check that it is the right file."
        )
    return plain


def _not_json(name: str) -> InputFileError:
    return InputFileError(f"{name} is not a JSON file; check that it is the right one.")
