"""Numbers are written in one place, and no zero has a minus."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_lab.figures import figure

PACKAGE = Path(__file__).resolve().parent.parent / "posture_lab"
TOLD = ("analysis", "telling", "live", "metrics", "export/overlay", "ui/review", "ui/live")
ALSO = ("cli/table.py", "ui/words.py", "ui/result.py", "ui/practise.py")


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_no_zero_has_a_minus_and_nothing_else_changes(value: float, decimals: int) -> None:
    written = figure(value, decimals)
    assert float(written) == float(f"{value:.{decimals}f}")
    assert not (written.startswith("-") and float(written) == 0)


def _paths() -> list[Path]:
    inside = [path for folder in TOLD for path in sorted((PACKAGE / folder).rglob("*.py"))]
    return inside + [PACKAGE / name for name in ALSO]


@pytest.mark.parametrize("path", _paths(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_that_is_told_writes_numbers_of_its_own(path: Path) -> None:
    """A format like ``:.0f`` writes a lean of -0.3 degrees as "-0"."""
    own = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue)
        and node.format_spec is not None
        and ast.unparse(node.format_spec).rstrip("'\"").endswith(("f", "%", "g"))
        and "2**20" not in ast.unparse(node).replace(" ", "")
    ]
    assert not own
