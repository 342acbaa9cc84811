"""Every signal over time, with its error, as CSV or Parquet."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

from posture_lab.errors import OutputError
from posture_lab.export.files import complete_file
from posture_lab.export.records import DECIMALS
from posture_lab.metrics.signals.signal import Signals, columns

SUFFIXES = (".csv", ".parquet")


def to_table(signals: Signals) -> pa.Table:
    """Return columns ``time_s`` and, for every signal, ``<name>`` and ``<name>_error``.

    One row per analysed frame; a frame that cannot be judged is null.
    """
    series = {"time_s": signals.time_s, **columns(signals)}
    return pa.table(
        {
            name: pa.array(np.round(np.asarray(column, dtype=float), DECIMALS), from_pandas=True)
            for name, column in series.items()
        }
    )


def write_timeseries(signals: Signals, path: Path) -> None:
    """Write the signals to ``path``: CSV (missing is an empty cell) or Parquet by its suffix.

    Raises
    ------
    OutputError
        If the suffix is another one, or the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise OutputError(f"Cannot write {path}: a time series ends in .csv or .parquet.")
    table = to_table(signals)
    with complete_file(path) as temporary:
        if suffix == ".csv":
            # The header by hand: Arrow would put every name in quotation marks.
            with temporary.open("wb") as file:
                file.write((",".join(table.column_names) + "\n").encode())
                plain = csv.WriteOptions(include_header=False, quoting_style="none")
                csv.write_csv(table, file, plain)
        else:
            parquet.write_table(table, temporary)
