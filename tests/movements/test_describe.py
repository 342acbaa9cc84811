from pathlib import Path

from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.describe import describe

DOCUMENT = Path(__file__).parents[2] / "docs" / "movements.md"


def test_the_document_is_made_from_the_records() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == describe(MOVEMENTS.values()), (
        "run: python -m posture_lab.movements.describe > docs/movements.md"
    )


def test_every_band_source_and_cue_is_written_out() -> None:
    text = describe(MOVEMENTS.values())
    for record in MOVEMENTS.values():
        assert record.instructions in text
        for criterion in record.criteria:
            assert f"| `{criterion.measure}` |" in text
            assert criterion.source in text
            for cue in (criterion.cue_below, criterion.cue_above):
                assert cue is None or cue.text in text
