"""What a record of a Measured holds beside its arrays, as plain data, to the last bit."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Final

from posture_lab.analysis.circumstances import ClipPart, Remark, ViewFacts
from posture_lab.analysis.measured import Measured
from posture_lab.export.records import from_plain
from posture_lab.metrics.signals.clothing import Clothing
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.sight import Sight
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.record import Posture
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.facts import ClipFacts

SCHEMA: Final = "posture-lab/measured/1"


class UnknownError(Exception):
    """What a record says that this version does not know."""


def header_of(measured: Measured) -> dict[str, Any]:
    """Return all of a Measured that is no array. Its numbers are written in full."""
    poses = measured.poses
    return {
        "schema": SCHEMA,
        "clip": dataclasses.asdict(measured.clip),
        "view": dataclasses.asdict(measured.view),
        "neutrals": {key: dataclasses.asdict(each) for key, each in measured.neutrals.items()},
        "clothing": measured.clothing,
        "parts": [dataclasses.asdict(part) for part in measured.parts],
        "remarks": [dataclasses.asdict(remark) for remark in measured.remarks],
        "notes": list(measured.notes),
        "image_size_px": None if poses is None else list(poses.image_size_px),
        "cuts_s": [] if poses is None else list(poses.cuts_s),
    }


def measured_of(
    header: Mapping[str, Any],
    *,
    signals: Callable[[], Signals],
    sight: Callable[[], Sight],
    poses: Callable[[], PoseSequence | None],
) -> Measured:
    """Return the Measured of a header; the arrays are asked for once its format is known.

    Raises
    ------
    UnknownError
        If it is of another version.
    ValueError, LookupError, TypeError
        If it is damaged.
    """
    if header["schema"] != SCHEMA:
        raise UnknownError(f"the format {header['schema']!r}, not {SCHEMA!r}")
    neutrals: Mapping[Posture, Neutral] = {
        from_plain(Posture, key): from_plain(Neutral, each)
        for key, each in header["neutrals"].items()
    }
    return Measured(
        clip=from_plain(ClipFacts, header["clip"]),
        view=from_plain(ViewFacts, header["view"]),
        signals=signals(),
        neutrals=neutrals,
        sight=sight(),
        clothing=from_plain(Clothing, header["clothing"]),
        parts=from_plain(tuple[ClipPart, ...], header["parts"]),
        remarks=from_plain(tuple[Remark, ...], header["remarks"]),
        notes=from_plain(tuple[str, ...], header["notes"]),
        poses=poses(),
    )
