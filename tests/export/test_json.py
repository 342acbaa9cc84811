import json
import math
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from posture_lab.errors import InputFileError
from posture_lab.export.json import (
    read_analysis,
    to_dict,
    to_text,
    to_text_with_signals,
    write_json,
)
from posture_lab.export.schema import analysis_schema, schema_text
from posture_lab.metrics.judging.judgement import Measure
from tests.analyses import two_hinges, with_cue

ROOT = Path(__file__).parents[2]


def test_kept_schema_is_current() -> None:
    kept = (ROOT / "docs" / "analysis.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(), (
        "run: python -m posture_lab.export.schema docs/analysis.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(json.loads(kept))


@pytest.mark.parametrize("movement", ["hip_hinge", "squat", "standing", "desk", None])
def test_output_fulfils_the_schema(movement: str | None) -> None:
    analysis = (
        with_cue(two_hinges(), "Let the hips go back.")
        if movement == "hip_hinge"
        else (two_hinges(movement))
    )
    jsonschema.validate(json.loads(to_text(analysis)), analysis_schema())


def test_shape_other_programs_rely_on() -> None:
    plain = to_dict(with_cue(two_hinges(), "Let the hips go back."))
    assert list(plain) == [
        "schema", "posture_lab_version", "headline", "clip", "view", "neutral", "movement", "reps",
        "partial_reps", "holds", "shapes", "summary", "remarks", "parts", "clothing",
    ]  # fmt: skip
    assert plain["schema"] == "posture-lab/analysis/1"
    assert set(plain["clip"]) == {
        "name", "sha256", "width_px", "height_px", "duration_s", "frames_read",
        "frames_declared", "rotation_deg", "variable_frame_rate", "warnings",
        "slow_motion_factor",
    }  # fmt: skip
    assert set(plain["view"]) == {
        "kind", "facing", "yaw_deg", "near_side", "roll_deg", "roll_error_deg",
        "yaw_error_deg",
    }  # fmt: skip
    assert plain["neutral"]["source"] == "clip"
    assert plain["movement"]["id"] == "hip_hinge"
    assert plain["movement"]["chosen_by"] == "user"
    first = plain["reps"][0]
    assert {
        "index", "start_s", "turn_s", "end_s", "score", "verdict", "reason", "judged_share",
        "side", "measures", "cues",
    } <= set(first)  # fmt: skip
    assert set(first["measures"]["hip_flexion_peak_deg"]) == {"value", "error"}
    assert set(first["cues"][0]) == {
        "id", "text", "say", "measure", "value", "error", "limit", "probability", "certainty",
    }  # fmt: skip
    assert {"reps", "partial_reps", "mean_score", "verdict", "top_cues"} <= set(plain["summary"])
    assert plain["summary"]["reps"] == len(plain["reps"]) == 2


def test_missing_numbers_are_null_and_come_back_missing(tmp_path: Path) -> None:
    analysis = two_hinges()
    first = analysis.reps[0]
    measures = {**first.judgement.measures, "made_up_deg": Measure(math.nan, math.inf)}
    first = replace(first, judgement=replace(first.judgement, measures=measures))
    text = to_text(replace(analysis, reps=(first,)))
    assert "NaN" not in text
    assert "Infinity" not in text
    assert json.loads(text)["reps"][0]["measures"]["made_up_deg"] == {"value": None, "error": None}
    (tmp_path / "a.json").write_text(text)
    back = read_analysis(tmp_path / "a.json").reps[0].judgement.measures["made_up_deg"]
    assert math.isnan(back.value)


def test_written_analysis_reads_back_the_same(tmp_path: Path) -> None:
    analysis = with_cue(two_hinges(), "Let the hips go back.")
    write_json(analysis, tmp_path / "a.json")
    back = read_analysis(tmp_path / "a.json")
    assert to_dict(back) == to_dict(analysis)
    assert back.reps[0].judgement.cues[0].text == "Let the hips go back."


def test_the_angles_are_kept_and_stand_in_a_line_each(tmp_path: Path) -> None:
    analysis = two_hinges()
    write_json(analysis, tmp_path / "a.json")
    back = read_analysis(tmp_path / "a.json").signals
    assert back is not None
    assert analysis.signals is not None
    assert set(back) == set(analysis.signals)
    for name, signal in analysis.signals.items():
        np.testing.assert_allclose(back[name].values, signal.values, atol=6e-4)
    lines = (tmp_path / "a.json").read_text("utf-8").splitlines()
    assert sum('"hip_flexion_deg": [' in line for line in lines) == 1
    assert json.loads(to_text_with_signals(analysis)) == json.loads(to_text(analysis))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "not a JSON file"),
        ("[1]", "does not hold a JSON object"),
        ('{"schema": "something/else"}', "not an analysis this version can read"),
        ('{"schema": "posture-lab/analysis/1"}', "clip should be present"),
        ("[" * 100_000, "not a JSON file"),
    ],
)
def test_other_files_are_refused_in_one_sentence(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(InputFileError, match=cause):
        read_analysis(path)


def test_a_wrong_type_is_named_by_its_place(tmp_path: Path) -> None:
    plain = to_dict(two_hinges())
    plain["reps"][1]["start_s"] = "soon"
    (tmp_path / "x.json").write_text(json.dumps(plain))
    with pytest.raises(InputFileError, match=r"reps\[1\]\.start_s should be a number"):
        read_analysis(tmp_path / "x.json")
