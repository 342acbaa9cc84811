"""Errors are set on people of one split alone, of whichever hand."""

import json
from pathlib import Path

import pytest

from groundtruth.learning.widen import judged


@pytest.mark.parametrize("split", ["test", "train"])
def test_errors_are_set_on_nobody_who_is_tested_or_taught(tmp_path: Path, split: str) -> None:
    clip = tmp_path / "one.mp4"
    clip.with_suffix(".truth.json").write_text(json.dumps({"split": split}), encoding="utf-8")
    with pytest.raises(ValueError, match=split):
        judged(clip)
