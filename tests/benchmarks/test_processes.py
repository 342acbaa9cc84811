"""Figures of whole processes, and where they are written."""

import sys
from pathlib import Path

import numpy as np
import pytest
from processes import peak_megabytes
from report import write_between


def test_a_peak_is_that_of_the_command_and_not_of_whoever_measures_it() -> None:
    own = np.ones(50_000_000)  # 400 MB
    peak = peak_megabytes((sys.executable, "-c", "pass"))
    assert own.size
    assert 2 < peak < 100
    assert peak_megabytes((sys.executable, "-c", "b'x' * 200_000_000")) > 190


def test_a_command_that_fails_is_no_figure() -> None:
    with pytest.raises(SystemExit, match="ended with 3"):
        peak_megabytes((sys.executable, "-c", "raise SystemExit(3)"))


def test_a_table_goes_to_its_own_place_on_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A\n<!-- one -->\nold\n<!-- end -->\ntext\n<!-- two -->\n<!-- end -->\n")
    write_between(page, "one", "new")
    write_between(page, "two", "more")
    assert page.read_text() == (
        "# A\n<!-- one -->\nnew\n<!-- end -->\ntext\n<!-- two -->\nmore\n<!-- end -->\n"
    )
    with pytest.raises(SystemExit, match="no place marked"):
        write_between(page, "three", "x")
