"""The public face: few names, cheap to import, and the documented lines run."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import posture_lab

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "python.md"


@pytest.mark.parametrize("name", posture_lab.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    assert getattr(posture_lab, name) is not None
    if not name.startswith("__"):
        assert f"`{name}`" in GUIDE.read_text(encoding="utf-8")


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="analyze"):
        _ = posture_lab.analyze


def test_the_import_is_cheap() -> None:
    code = "import posture_lab, sys; print('numpy' in sys.modules)"
    began = time.process_time()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert time.process_time() - began < 1.0


@pytest.fixture(scope="module")
def told() -> dict[str, object]:
    """The first example of the guide, run as it stands."""
    block = GUIDE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len(block.strip().splitlines()) == 5
    names: dict[str, object] = {}
    exec(compile(block, str(GUIDE), "exec"), names)
    return names


def test_five_lines_give_a_table_of_signals_with_errors(told: dict[str, object]) -> None:
    angles = told["angles"]
    assert angles.index.name == "time_s"  # type: ignore[attr-defined]
    assert {"hip_flexion_deg", "hip_flexion_deg_error"} <= set(angles)  # type: ignore[call-overload]
    assert angles.attrs["units"]["rib_flare_mm"] == "mm"  # type: ignore[attr-defined]
    assert told["result"].summary.reps == 3  # type: ignore[attr-defined]


def test_the_parts_make_the_whole(told: dict[str, object]) -> None:
    result = told["result"]
    assert isinstance(result, posture_lab.Analysis)
    assert result.measured is not None
    assert posture_lab.judge(result.measured, "hip_hinge").summary == result.summary


def test_the_dataset_says_units_and_what_an_error_is(told: dict[str, object]) -> None:
    xarray = pytest.importorskip("xarray")
    result = told["result"]
    assert isinstance(result, posture_lab.Analysis)
    assert result.signals is not None
    data = posture_lab.to_xarray(result)
    assert isinstance(data, xarray.Dataset)
    assert data["hip_flexion_deg"].attrs == {"units": "deg", "long_name": "Hip bend"}
    assert "90 %" in data["hip_flexion_deg_error"].attrs["long_name"]
    np.testing.assert_array_equal(
        data["hip_flexion_deg"].values, result.signals["hip_flexion_deg"].values
    )
