"""Errors are set on people of one split alone, of whichever hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from groundtruth.learning.widen import judged, widened


@pytest.mark.parametrize("split", ["test", "train"])
def test_errors_are_set_on_nobody_who_is_tested_or_taught(tmp_path: Path, split: str) -> None:
    clip = tmp_path / "one.mp4"
    clip.with_suffix(".truth.json").write_text(json.dumps({"split": split}), encoding="utf-8")
    with pytest.raises(ValueError, match=split):
        judged(clip)


def test_what_stands_is_only_widened_and_by_its_share() -> None:
    now = np.array([[1.0, 1.2], [0.8, 1.0]])
    lacking = np.array([[1.44, 0.9], [np.nan, 2.0]])
    np.testing.assert_allclose(widened(now, lacking, 1.0), [[1.44, 1.2], [0.8, 2.0]])
    np.testing.assert_allclose(widened(now, lacking, 0.5), [[1.2, 1.2], [0.8, np.sqrt(2.0)]])
    np.testing.assert_allclose(widened(now, lacking, 0.0), now)
