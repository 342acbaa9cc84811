"""Signals as the tables that scientists work with: pandas and xarray, where they are installed."""

from typing import TYPE_CHECKING

from posture_lab.analysis.result import Analysis
from posture_lab.errors import InputFileError
from posture_lab.metrics.signals.signal import Signals, columns
from posture_lab.metrics.signals.spec import SIGNALS

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


def to_pandas(result: Analysis | Signals) -> "pd.DataFrame":
    """Return a pandas DataFrame: index ``time_s``, and ``<name>`` and ``<name>_error`` by signal.

    One row per analysed frame; NaN where a frame cannot be judged. ``attrs["units"]`` tells the
    unit of each column.

    Raises
    ------
    InputFileError
        If the result came without its signals.
    ImportError
        If pandas is not installed.
    """
    import pandas as pd  # noqa: PLC0415  (optional)

    signals = _signals(result)
    table = pd.DataFrame(columns(signals), index=pd.Index(signals.time_s, name="time_s"))
    table.attrs["units"] = {
        name: name.removesuffix("_error").rsplit("_", 1)[1] for name in table.columns
    }
    return table


def to_xarray(result: Analysis | Signals) -> "xr.Dataset":
    """Return an xarray Dataset over ``time_s``: each signal, and ``<name>_error`` beside it.

    Attributes of each variable: ``units``, ``long_name`` and, of the error, what it means.

    Raises
    ------
    InputFileError
        If the result came without its signals.
    ImportError
        If xarray is not installed.
    """
    import xarray as xr  # noqa: PLC0415  (optional)

    signals = _signals(result)
    variables = {}
    for name, signal in signals.items():
        spec = SIGNALS.get(name)
        title = name if spec is None else spec.title
        units = name.rsplit("_", 1)[1]
        variables[name] = ("time_s", signal.values, {"units": units, "long_name": title})
        said = "half-width of the 90 % interval"
        variables[f"{name}_error"] = ("time_s", signal.error, {"units": units, "long_name": said})
    return xr.Dataset(variables, coords={"time_s": ("time_s", signals.time_s, {"units": "s"})})


def _signals(result: Analysis | Signals) -> Signals:
    if isinstance(result, Signals):
        return result
    if result.signals is None:
        raise InputFileError(
            "This result came without its angles; analyse the clip again, or read its record."
        )
    return result.signals
