"""Plain data (dicts, lists, numbers) from records, and records from plain data.

The JSON follows the dataclasses of the Analysis with three rules: a Judgement's fields stand in
the repetition or hold it belongs to, what rides along (poses, signals, what was measured) stays
out, and a number that is not finite becomes null.
"""

import dataclasses
import math
import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from posture_lab.analysis.measured import Measured
from posture_lab.metrics.judgement import Judgement
from posture_lab.metrics.signals import Signals
from posture_lab.pose.sequence import PoseSequence

DECIMALS = 4
"""Digits after the point: a tenth of a millisecond, far below any measurement error."""

_LEFT_OUT = (PoseSequence, Signals, Measured)


@dataclasses.dataclass(frozen=True, slots=True)
class RecordField:
    """One field of a record class as it stands in the plain data."""

    name: str
    hint: Any
    inlined: bool
    required: bool


@cache
def record_fields(record: type) -> tuple[RecordField, ...]:
    """Return the fields of a dataclass that are written, in order."""
    hints = get_type_hints(record)
    return tuple(
        RecordField(
            name=field.name,
            hint=hints[field.name],
            inlined=hints[field.name] is Judgement,
            required=field.default is dataclasses.MISSING
            and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(record)
        if not set(variants(hints[field.name])) & set(_LEFT_OUT)
    )


def variants(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the hint alone."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def to_plain(value: Any) -> Any:  # noqa: PLR0911
    """Return ``value`` as dicts, lists, strings and finite numbers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain: dict[str, Any] = {}
        for field in record_fields(type(value)):
            content = to_plain(getattr(value, field.name))
            plain.update(content if field.inlined else {field.name: content})
        return plain
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, str):
        # A file name that is not UTF-8 reaches Python with halves of letters in it.
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    number = float(value)
    return round(number, DECIMALS) if math.isfinite(number) else None


def from_plain(hint: Any, plain: Any, where: str = "") -> Any:  # noqa: PLR0911
    """Return the record, container or value that ``hint`` describes.

    Raises
    ------
    ValueError
        If the data does not fit; the message names the place in it.
    """
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, plain, where)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if plain is None and type(None) in inner:
            return None
        return from_plain(next(kind for kind in inner if kind is not type(None)), plain, where)
    if origin is Literal:
        _expect(plain in inner, where, f"one of {', '.join(map(str, inner))}")
        return plain
    if origin is tuple:
        _expect(isinstance(plain, list), where, "a list")
        return tuple(
            from_plain(inner[0], item, f"{where}[{index}]") for index, item in enumerate(plain)
        )
    if origin is dict:
        _expect(isinstance(plain, dict), where, "an object")
        return {key: from_plain(inner[1], item, f"{where}.{key}") for key, item in plain.items()}
    return _scalar(hint, plain, where)


def _record(record: type, plain: Any, where: str) -> Any:
    _expect(isinstance(plain, dict), where or "the file", "an object")
    values: dict[str, Any] = {}
    for field in record_fields(record):
        place = f"{where}.{field.name}".lstrip(".")
        if field.inlined:
            values[field.name] = from_plain(field.hint, plain, where)
        elif field.name in plain:
            values[field.name] = from_plain(field.hint, plain[field.name], place)
        else:
            _expect(not field.required, place, "present")
    return record(**values)


def _scalar(hint: Any, plain: Any, where: str) -> Any:
    if hint is float:
        if plain is None:
            return math.nan
        _expect(isinstance(plain, int | float) and not isinstance(plain, bool), where, "a number")
        return float(plain)
    if hint is int:
        _expect(isinstance(plain, int) and not isinstance(plain, bool), where, "a whole number")
        return plain
    if hint is bool:
        _expect(isinstance(plain, bool), where, "true or false")
        return plain
    _expect(isinstance(plain, str), where, "text")
    return plain


def _expect(holds: bool, where: str, what: str) -> None:
    if not holds:
        raise ValueError(f"{where} should be {what}")
