"""An analysis needs no network and opens no socket to anywhere."""

import json
import sys
from pathlib import Path

import pytest

from tests.isolation import network_calls, run, traced, without_network

ROOT = Path(__file__).resolve().parent.parent
CLIP = ROOT / "sample_videos" / "hinge_clean.mp4"


def analyse(*options: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "posture_lab", "analyse", CLIP, *options]


@pytest.fixture
def outputs(tmp_path: Path) -> list[str | Path]:
    """Options that write every kind of result."""
    return [
        "--json", tmp_path / "result.json",
        "--timeseries", tmp_path / "signals.parquet",
        "--annotated", tmp_path / "annotated.mp4",
    ]  # fmt: skip


def test_an_analysis_succeeds_where_there_is_no_network(
    outputs: list[str | Path], tmp_path: Path
) -> None:
    done = run(without_network(analyse(*outputs)), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    truth = json.loads(CLIP.with_suffix(".truth.json").read_text(encoding="utf-8"))
    assert len(result["reps"]) == sum(not rep["partial"] for rep in truth["reps"])
    assert (tmp_path / "signals.parquet").stat().st_size > 0
    assert (tmp_path / "annotated.mp4").stat().st_size > 0


def test_an_analysis_opens_no_socket_to_anywhere(outputs: list[str | Path], tmp_path: Path) -> None:
    log = tmp_path / "analysis.strace"
    done = run(traced(analyse("--workers", "2", *outputs), log), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    # Pipes between our own processes may be UNIX sockets; anything else would leave the process.
    outward = [
        call.line
        for call in network_calls(log)
        if "AF_UNIX" not in call.line
        and call.name in {"socket", "connect", "bind", "sendto", "sendmsg"}
    ]
    assert not outward


def test_the_trace_would_see_a_lookup(tmp_path: Path) -> None:
    log = tmp_path / "lookup.strace"
    code = "import socket\ntry: socket.create_connection(('example.invalid', 443), timeout=1)"
    code += "\nexcept OSError: pass"
    run(without_network(traced([sys.executable, "-c", code], log)))
    assert any("AF_INET" in call.line for call in network_calls(log))
