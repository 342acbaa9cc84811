"""An Analysis as JSON, and back."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from posture_lab import __version__
from posture_lab.analysis.result import SCHEMA, Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.files import write_text
from posture_lab.export.records import from_plain, shown, to_plain
from posture_lab.export.series import signals_from_plain, signals_to_plain
from posture_lab.printable import printable
from posture_lab.telling.headline import headline

MAX_BYTES: Final = 30_000_000
"""A clip of an hour with all its angles; nothing larger is a result."""

MAX_CONTAINERS: Final = 500_000
"""Objects and lists: a result of 5,000 repetitions has half as many."""


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
    text = json_text(to_dict(analysis)).removesuffix("\n")
    if analysis.signals is not None:
        plain = signals_to_plain(analysis.signals)
        lines = ",\n".join(f"    {json.dumps(name)}: {_line(plain[name])}" for name in plain)
        text = text.removesuffix("\n}") + f',\n  "signals": {{\n{lines}\n  }}\n}}'
    return text + "\n"


def json_text(plain: dict[str, Any]) -> str:
    """Return plain data as JSON for people to read, ending in a newline.

    Characters that a terminal would obey stand in it as ``\\u...``, so that it can be shown there.
    """
    text = json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return re.sub(r"[^\n -~]", _shown_or_escaped, text)


def _shown_or_escaped(character: re.Match[str]) -> str:
    one = character.group()
    return one if printable(one) == one else json.dumps(one)[1:-1]


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


def parse_analysis(content: bytes, name: str) -> Analysis:
    """Return the analysis that a file called ``name`` holds as ``content``.

    Raises
    ------
    InputFileError
        If it is not such an analysis.
    """
    return _analysis(parse_object(content, name), name)


def _analysis(plain: dict[str, Any], name: str) -> Analysis:
    if plain.get("schema") != SCHEMA:
        raise InputFileError(
            f"{name} is not an analysis this version can read (its schema is "
            f"{shown(str(plain.get('schema')))!r}, not {SCHEMA!r}); analyse the clip again."
        )
    try:
        analysis: Analysis = from_plain(Analysis, plain)
        if "signals" in plain:
            analysis = replace(analysis, signals=signals_from_plain(plain["signals"]))
    except ValueError as error:
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
        with path.open("rb") as file:
            # Never more than that in memory, also of a device that does not end.
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputFileError(
            f"Cannot read {path}: {error.strerror or error}; check the file name."
        ) from error
    return parse_object(content, str(path))


def parse_object(content: bytes, name: str) -> dict[str, Any]:
    """Return the JSON object that a file called ``name`` holds as ``content``.

    Raises
    ------
    InputFileError
        If it is larger than any result, is not JSON, or holds something else.
    """
    if len(content) > MAX_BYTES or content.count(b"{") + content.count(b"[") > MAX_CONTAINERS:
        raise too_large(name)
    try:
        plain = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _not_json(name) from error
    if not isinstance(plain, dict):
        raise InputFileError(
            f"{name} does not hold a JSON object; check that it is the right file."
        )
    return plain


def too_large(name: str) -> InputFileError:
    """Return the sentence for a file that holds more than any result does."""
    return InputFileError(
        f"{name} is larger than any result ({MAX_BYTES // 10**6} MB); check that it is the right "
        "file."
    )


def _not_json(name: str) -> InputFileError:
    return InputFileError(f"{name} is not a JSON file; check that it is the right one.")
