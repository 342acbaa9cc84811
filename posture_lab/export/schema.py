"""The JSON Schema of an analysis, generated from the record classes.

``python -m posture_lab.export.schema docs/analysis.schema.json`` writes it anew.
"""

import dataclasses
import inspect
import json
import sys
import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from posture_lab.analysis.result import SCHEMA, Analysis
from posture_lab.export.files import write_text
from posture_lab.export.records import record_fields
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

_SERIES = {"type": "array", "items": {"type": ["number", "null"]}}
_SIGNALS = {
    "type": "object",
    "description": "Only in what the app saves: every signal and its error, one number a frame.",
    "properties": {
        "time_s": _SERIES,
        **{f"{name}{part}": _SERIES for name in SIGNAL_NAMES for part in ("", "_error")},
    },
    "required": ["time_s"],
    "additionalProperties": False,
}


def analysis_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every written analysis fulfils."""
    definitions: dict[str, Any] = {}
    body = _object(Analysis, definitions)
    properties = {
        "schema": {"const": SCHEMA},
        "posture_lab_version": {"type": "string"},
        "headline": {"type": "string", "description": "What to do next, in one sentence."},
        **body["properties"],
        "signals": _SIGNALS,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": "Posture Lab analysis",
        "description": "Everything found in one clip or live set. Angles in degrees, times in "
        "seconds from the first frame; null is what could not be judged.",
        **body,
        "properties": properties,
        "required": ["schema", "posture_lab_version", "headline", *body["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Return the schema as the text that is kept in ``docs/``."""
    return json.dumps(analysis_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in record_fields(record):
        if field.inlined:
            properties.update(_object(field.hint, definitions)["properties"])
        else:
            properties[field.name] = _of(field.hint, definitions)
    summary = (inspect.getdoc(record) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")
    return {
        "type": "object",
        "description": summary,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: PLR0911
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        kinds = [_of(kind, definitions) for kind in inner if kind is not type(None)]
        return {"anyOf": [*kinds, {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(inner[1], definitions)}
    if hint is float:
        return {"type": ["number", "null"]}
    return {"type": {int: "integer", bool: "boolean", str: "string"}[hint]}


if __name__ == "__main__":
    write_text(Path(sys.argv[1]), schema_text())
