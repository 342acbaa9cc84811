"""What odd files once found stays mended, and the command that looks for more runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from fuzzing.seeds import clip_seeds, found_before, json_seeds
from fuzzing.targets import TARGETS

KEPT = [(target, path) for target in TARGETS for path in found_before(target)]


@pytest.mark.parametrize(("target", "path"), KEPT, ids=lambda one: getattr(one, "name", one))
def test_what_once_found_something_finds_nothing_now(target: str, path: Path) -> None:
    assert path.stat().st_size < 100_000, "keep the corpus small"
    TARGETS[target](path.read_bytes())


def test_every_reader_has_files_to_begin_with() -> None:
    for target in ("result", "neutral", "message"):
        assert len(json_seeds(target)) >= 2
    assert len(clip_seeds()) >= 8


def test_the_command_runs(tmp_path: Path) -> None:
    options = ["--minutes", "0.03", "--out", str(tmp_path)]
    command = [sys.executable, "-m", "fuzzing", "neutral", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("neutral: ")
    assert "0 findings" in done.stdout
