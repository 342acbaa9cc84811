"""Saving the result: the same files as the command line writes, made when asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from posture_lab.analysis.result import Analysis
from posture_lab.export.json import to_text_with_signals
from posture_lab.export.timeseries import write_timeseries
from posture_lab.metrics.signals.signal import Signals
from posture_lab.ui.workspace import Workspace


def show_downloads(analysis: Analysis, annotated: Path | None) -> None:
    """Show a button for each file."""
    stem = Path(analysis.clip.name).stem
    with st.container(horizontal=True, key="downloads"):
        if annotated is not None:
            _button(
                "Annotated clip", lambda: annotated.open("rb"), f"{stem}.annotated.mp4", "video/mp4"
            )
        _button(
            "Result (JSON)",
            lambda: to_text_with_signals(analysis).encode(),
            f"{stem}.analysis.json",
            "application/json",
        )
        if analysis.signals is not None:
            signals = analysis.signals
            _button(
                "Angles over time (CSV)",
                lambda: series_bytes(signals, ".csv"),
                f"{stem}.signals.csv",
                "text/csv",
            )
            _button(
                "Angles over time (Parquet)",
                lambda: series_bytes(signals, ".parquet"),
                f"{stem}.signals.parquet",
                "application/vnd.apache.parquet",
            )


def series_bytes(signals: Signals, suffix: str) -> bytes:
    """Return the time series as the bytes of a ``.csv`` or ``.parquet`` file."""
    workspace = Workspace()
    try:
        path = workspace.made(f"signals{suffix}")
        write_timeseries(signals, path)
        return path.read_bytes()
    finally:
        workspace.close()


def _button(label: str, data: Callable[[], bytes | BinaryIO], name: str, mime: str) -> None:
    # Made on the click and without a rerun, so that the clip being watched is not disturbed.
    st.download_button(
        label, data, file_name=name, mime=mime, on_click="ignore", icon=":material/download:"
    )
