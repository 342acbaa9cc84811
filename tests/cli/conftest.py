"""What tests of the command line share: a short clip, and every output of one run on it."""

from pathlib import Path

import pytest

from tests.clips import one_hinge, posture_lab


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return one_hinge(tmp_path_factory.mktemp("clips") / "hinge.mp4")


@pytest.fixture(scope="module")
def analysed(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every output of one run; its standard output is in table.txt."""
    folder = tmp_path_factory.mktemp("out")
    outputs = ["--json", "a.json", "--timeseries", "a.csv", "--annotated", "a.mp4"]
    done = posture_lab("analyse", clip, *outputs, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (folder / "table.txt").write_text(done.stdout)
    return folder
