"""The records of signals: complete, and the only place that lists them."""

import re
from pathlib import Path

import pytest

from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS, SIGNAL_NAMES, SIGNALS
from tests.people import stick_person

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", SIGNAL_NAMES)
def test_every_signal_says_what_it_is(name: str) -> None:
    spec = SIGNALS[name]
    assert spec.name == name
    assert spec.unit in {"deg", "mm", "legs"}
    assert all((spec.title, spec.meaning, spec.zero, spec.views, spec.postures))
    assert min(spec.base_error, 1.0 + spec.against_upright) > 0


def test_titles_tell_signals_apart() -> None:
    titles = [spec.title for spec in SIGNALS.values()]
    assert len(set(titles)) == len(titles)


def test_what_a_signal_needs_is_a_point_of_the_body() -> None:
    body = side_body(stick_person([0.0]))
    for spec in SIGNALS.values():
        assert set(spec.needs) <= set(body.points)


def test_what_counts_from_the_own_neutral_says_so() -> None:
    for name, spec in SIGNALS.items():
        assert (name in RELATIVE_SIGNALS) == ("own neutral" in spec.zero) == spec.relative


def test_the_documentation_defines_the_same_signals() -> None:
    table = (ROOT / "docs" / "signals.md").read_text(encoding="utf-8").split("## Clothes")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert set(SIGNAL_NAMES) <= named
    for spec in SIGNALS.values():
        row = next(row for row in rows if f"`{spec.name}`" in row.split("|")[1])
        assert row.split("|")[2].strip() == spec.meaning
        assert row.split("|")[3].strip() == spec.zero
