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
from posture_lab.export.ranges import LONGEST_TEXT, MOST, range_for
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.metrics.signals.signal import Signals
from posture_lab.pose.sequence import PoseSequence

DECIMALS = 4
"""Digits after the point: a tenth of a millisecond, far below any measurement error."""

_LEFT_OUT = (PoseSequence, Signals, Measured)

_SHOWN = 60
"""Characters of a file's own words that a sentence repeats."""


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


def from_plain(hint: Any, plain: Any, where: str = "") -> Any:
    """Return the record, container or value that ``hint`` describes.

    Every number, list and text is checked against ``ranges.py``.

    Raises
    ------
    ValueError
        If the data does not fit; the message names the place in it.
    """
    return _read(hint, plain, _Place(where, where))


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """Where in the data something stands, its name, and the measure whose unit it has."""

    where: str
    name: str
    measure: str | None = None

    def field(self, name: str) -> "_Place":
        return _Place(f"{self.where}.{name}".lstrip("."), name, self.measure)

    def entry(self, key: str) -> "_Place":
        """One entry of an object whose keys are measures or signals."""
        name = "error" if self.name == "errors" else "value"
        return _Place(f"{self.where}.{shown(key)}", name, key)

    def item(self, index: int) -> "_Place":
        return dataclasses.replace(self, where=f"{self.where}[{index}]")

    def expect(self, holds: bool, what: str) -> None:
        if not holds:
            raise ValueError(f"{self.where or 'the file'} should be {what}")


def shown(text: str) -> str:
    """Return words of a file short enough for a sentence."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _read(hint: Any, plain: Any, place: _Place) -> Any:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, plain, place)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if plain is None and type(None) in inner:
            return None
        return _read(next(kind for kind in inner if kind is not type(None)), plain, place)
    if origin is Literal:
        place.expect(isinstance(plain, str) and plain in inner, f"one of {', '.join(inner)}")
        return plain
    if origin in (tuple, dict):
        return _container(origin, inner, plain, place)
    return _scalar(hint, plain, place)


def _container(origin: type, inner: tuple[Any, ...], plain: Any, place: _Place) -> Any:
    kind, word = (list, "a list") if origin is tuple else (dict, "an object")
    most = MOST.get(place.name, min(MOST.values()))
    place.expect(isinstance(plain, kind), word)
    place.expect(len(plain) <= most, f"{word} of at most {most}")
    if origin is tuple:
        return tuple(_read(inner[0], each, place.item(index)) for index, each in enumerate(plain))
    return {key: _read(inner[1], each, place.entry(key)) for key, each in plain.items()}


def _record(record: type, plain: Any, place: _Place) -> Any:
    place.expect(isinstance(plain, dict), "an object")
    measure = plain.get("measure")
    if isinstance(measure, str):
        place = dataclasses.replace(place, measure=measure)
    values: dict[str, Any] = {}
    for field in record_fields(record):
        there = place.field(field.name)
        if field.inlined:
            values[field.name] = _read(field.hint, plain, place)
        elif field.name in plain:
            values[field.name] = _read(field.hint, plain[field.name], there)
        else:
            there.expect(not field.required, "present")
    start_s, end_s = values.get("start_s"), values.get("end_s")
    if start_s is not None and end_s is not None:
        place.field("end_s").expect(start_s <= end_s, "no earlier than its start")
    return record(**values)


def _scalar(hint: Any, plain: Any, place: _Place) -> Any:
    if hint in (float, int):
        return _number(hint, plain, place)
    if hint is bool:
        place.expect(isinstance(plain, bool), "true or false")
        return plain
    place.expect(isinstance(plain, str), "text")
    place.expect(len(plain) <= LONGEST_TEXT, f"text of at most {LONGEST_TEXT} characters")
    return plain


def _number(hint: type, plain: Any, place: _Place) -> Any:
    allowed = range_for(place.name, place.measure)
    if plain is None and hint is float and not allowed.needed:
        return math.nan
    kinds, word = (int, "a whole number") if hint is int else (int | float, "a number")
    place.expect(isinstance(plain, kinds) and not isinstance(plain, bool), word)
    place.expect(allowed.holds(plain), allowed.words())
    return hint(plain)
