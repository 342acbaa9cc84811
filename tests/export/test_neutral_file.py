from pathlib import Path

import pytest

from posture_lab.errors import InputFileError
from posture_lab.export.json import write_json
from posture_lab.export.neutral_file import read_neutral, write_neutral
from posture_lab.metrics.signals.neutral import Neutral
from tests.analyses import two_hinges

NEUTRAL = Neutral("clip", 0.0, 2.0, {"pelvic_tilt_deg": 12.5}, {"pelvic_tilt_deg": 4.0})


def test_neutral_reads_back_as_a_calibration(tmp_path: Path) -> None:
    write_neutral(NEUTRAL, tmp_path / "n.json")
    back = read_neutral(tmp_path / "n.json")
    assert back.source == "calibration"
    assert back.values == NEUTRAL.values
    assert back.errors == NEUTRAL.errors


def test_an_earlier_analysis_gives_its_neutral(tmp_path: Path) -> None:
    analysis = two_hinges()
    write_json(analysis, tmp_path / "a.json")
    back = read_neutral(tmp_path / "a.json")
    assert back.source == "calibration"
    assert back.values == pytest.approx(analysis.neutral.values, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("not json", "not a JSON file"),
        ('{"schema": "other"}', "neither a neutral nor an analysis"),
        ('{"schema": "posture-lab/neutral/1", "source": "clip"}', "holds no neutral"),
        (
            '{"schema": "posture-lab/neutral/1", "source": "population", "values": {"a": 1.0}}',
            "holds no neutral of the person's own",
        ),
        ('{"schema": "posture-lab/neutral/1", "source": "guess"}', "source should be one of"),
        (
            '{"schema": "posture-lab/neutral/1", "source": "clip", "values": {"a": "b"}}',
            "values.a should be a number",
        ),
    ],
)
def test_what_is_no_neutral_is_refused(tmp_path: Path, text: str, cause: str) -> None:
    (tmp_path / "n.json").write_text(text)
    with pytest.raises(InputFileError, match=cause):
        read_neutral(tmp_path / "n.json")


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=r"n\.json: No such file"):
        read_neutral(tmp_path / "n.json")
