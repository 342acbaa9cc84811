"""Every number, list and text of a file lies within what can be, or the file is refused by name."""

import dataclasses
import json
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest

from posture_lab.analysis.result import Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.json import parse_analysis, read_analysis, to_dict, write_json
from posture_lab.export.neutral_file import read_neutral
from posture_lab.export.ranges import (
    BY_NAME,
    BY_UNIT,
    IN_ANOTHERS_UNIT,
    LONGEST_TEXT,
    MOST,
    range_for,
)
from posture_lab.export.records import record_fields
from posture_lab.live.keepsake import Keepsake, read_keepsake
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.catalogue import MOVEMENTS
from tests.analyses import two_hinges, with_cue

HUGE = 10**400
"""A whole number that no float holds."""


def fields_within(hint: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Name and kind of every field in a record and in the records it holds."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        for field in record_fields(hint):
            yield from fields_within(field.hint, field.name)
    elif get_origin(hint) in (Union, types.UnionType, tuple, dict):
        if get_origin(hint) in (tuple, dict):
            yield name, get_origin(hint)
        for inner in get_args(hint):
            yield from fields_within(inner, name)
    else:
        yield name, hint


@pytest.mark.parametrize("record", [Analysis, Keepsake])
def test_every_field_that_is_read_has_a_range(record: type) -> None:
    units = set(BY_UNIT)
    for name, kind in fields_within(record):
        if kind in (float, int):
            known = name in BY_NAME or name in IN_ANOTHERS_UNIT or name in ("values", "errors")
            assert known or name.rpartition("_")[2] in units, f"give {name} a range in ranges.py"
        elif kind in (tuple, dict):
            assert name in MOST, f"say in ranges.py how many {name} there may be"


def test_every_signal_and_measure_has_a_unit_that_is_known() -> None:
    measures = {c.measure for movement in MOVEMENTS.values() for c in movement.criteria}
    for name in {*SIGNAL_NAMES, *measures}:
        assert name.rpartition("_")[2] in BY_UNIT, name


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return to_dict(with_cue(two_hinges(), "Let the hips go back."), with_signals=True)


def changed(plain: dict[str, Any], path: str, value: Any) -> str:
    copy = json.loads(json.dumps(plain))
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    at = copy
    for step in way:
        at = at[step]
    at[last] = value
    return json.dumps(copy)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (path, value, path.replace("/0/", "[0].").replace("/", "."))
        for path in (
            "clip/duration_s", "clip/slow_motion_factor", "view/yaw_deg", "view/roll_error_deg",
            "reps/0/start_s", "reps/0/score", "reps/0/judged_share",
            "reps/0/cues/0/probability", "reps/0/cues/0/limit", "summary/mean_score",
            "movement/confidence", "neutral/values/trunk_inclination_deg",
            "neutral/errors/trunk_inclination_deg",
            "reps/0/measures/hip_flexion_peak_deg/value",
        )
        for value in (HUGE, -HUGE, 1e308, float("nan"), float("inf"), 5000 * 1000)
    ]
    + [
        ("reps/0/measures/hip_flexion_peak_deg/value", 5000, "hip_flexion_peak_deg.value"),
        ("neutral/values/trunk_inclination_deg", -5000, "neutral.values.trunk_inclination_deg"),
        ("reps/0/index", -1, "reps[0].index"),
        ("reps/0/end_s", 0.5, "reps[0].end_s"),
        ("reps/0/criteria/0/error", -1.0, "reps[0].criteria[0].error"),
        ("clip/width_px", HUGE, "clip.width_px"),
        ("clip/frames_declared", HUGE, "clip.frames_declared"),
        ("clip/name", "n" * (LONGEST_TEXT + 1), "clip.name"),
        ("clip/warnings", ["It was dark."] * 100_000, "clip.warnings"),
        ("remarks", [{"code": "a", "text": "b"}] * 101, "remarks"),
        ("reps/0/cues/0/text", ["no text"], "reps[0].cues[0].text"),
        ("reps/0/side", ["left"], "reps[0].side"),
        ("signals/time_s/0", -HUGE, "signals.time_s"),
        ("signals/hip_flexion_deg/0", HUGE, "signals.hip_flexion_deg"),
        ("signals/hip_flexion_deg/0", 5000, "signals.hip_flexion_deg"),
        ("signals/hip_flexion_deg_error/0", float("nan"), "signals.hip_flexion_deg_error"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_its_name(
    plain: dict[str, Any], path: str, value: Any, named: str
) -> None:
    with pytest.raises(InputFileError) as refused:
        parse_analysis(changed(plain, path, value).encode(), "a.json")
    said = str(refused.value)
    assert f"{named} should be " in said
    assert "\n" not in said
    assert len(said) < 300


@pytest.mark.parametrize("value", [HUGE, 5000, 1e308, float("nan"), float("-inf"), "12", True])
def test_a_neutral_is_held_to_the_same(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "n.json"
    for part in ("values", "errors"):
        fits = {"values": {"pelvic_tilt_deg": 9.0}, "errors": {"pelvic_tilt_deg": 4.0}}
        fits[part] = {"pelvic_tilt_deg": value}
        path.write_text(json.dumps({"schema": "posture-lab/neutral/1", "source": "clip", **fits}))
        with pytest.raises(InputFileError, match=rf"{part}\.pelvic_tilt_deg should be ") as refused:
            read_neutral(path)
        assert "defect" not in str(refused.value)


def test_a_practice_that_was_kept_is_held_to_the_same() -> None:
    kept = {"schema": "posture-lab/live-keepsake/2", "movement": "squat", "reps": [], "sets": []}
    assert read_keepsake(json.dumps({**kept, "sets_done": 1})) is not None
    assert read_keepsake(json.dumps({**kept, "sets_done": HUGE})) is None
    rep = {"index": 1, "start_s": HUGE, "turn_s": 1.0, "end_s": 2.0, "score": None}
    assert read_keepsake(json.dumps({**kept, "sets_done": 1, "reps": [rep]})) is None


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    for movement in (*MOVEMENTS, None):
        analysis = two_hinges(movement)
        write_json(analysis, tmp_path / "a.json")
        assert to_dict(read_analysis(tmp_path / "a.json")) == to_dict(analysis)


def test_an_error_is_never_below_zero_and_has_room() -> None:
    assert range_for("error", "hip_flexion_deg").low == 0.0
    assert range_for("error", "hip_flexion_deg").high > range_for("value", "hip_flexion_deg").high
