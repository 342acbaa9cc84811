from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from posture_lab.errors import OutputError
from posture_lab.export.timeseries import write_timeseries
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from tests.analyses import two_hinges, unseen_between


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".CSV"])
def test_every_signal_with_its_error_reads_back(tmp_path: Path, suffix: str) -> None:
    signals = unseen_between(two_hinges(), 4.0, 5.0).signals
    assert signals is not None
    path = tmp_path / f"series{suffix}"
    write_timeseries(signals, path)
    table = pd.read_parquet(path) if suffix == ".parquet" else pd.read_csv(path)
    assert next(iter(table)) == "time_s"
    assert len(table) == len(signals.time_s)
    np.testing.assert_allclose(table["time_s"], signals.time_s, atol=1e-4)
    for name in SIGNAL_NAMES:
        np.testing.assert_allclose(table[name], signals[name].values, atol=1e-4)
        np.testing.assert_allclose(table[f"{name}_error"], signals[name].error, atol=1e-4)
    assert table["hip_flexion_deg"].isna().sum() == 30


def test_missing_is_an_empty_cell_not_a_word(tmp_path: Path) -> None:
    signals = unseen_between(two_hinges(), 0.0, 20.0).signals
    assert signals is not None
    write_timeseries(signals, tmp_path / "series.csv")
    header, first, *_ = (tmp_path / "series.csv").read_text().splitlines()
    assert header.startswith("time_s,trunk_inclination_deg,trunk_inclination_deg_error,")
    assert set(first.split(",")[1:]) == {""}


def test_other_suffix_is_refused(tmp_path: Path) -> None:
    signals = two_hinges().signals
    assert signals is not None
    with pytest.raises(OutputError, match=r"ends in \.csv or \.parquet"):
        write_timeseries(signals, tmp_path / "series.xlsx")
