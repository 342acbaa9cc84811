"""Tight or loose clothes, on rendered people the networks never saw."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.signals.clothing import judge_clothing
from tests.metrics.heldout import people


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, bool]]:
    return [(judge_clothing(poses), bool(rows["loose"][0])) for poses, rows in people()]


def test_who_is_sure_is_nearly_always_right(judged: list[tuple[str, bool]]) -> None:
    sure = [(said == "loose", loose) for said, loose in judged if said != "cannot_tell"]
    assert len(sure) > 0.45 * len(judged)
    assert np.mean([said == loose for said, loose in sure]) > 0.82
    assert 0.3 < np.mean([said for said, _ in sure]) < 0.7


def test_without_an_outline_it_cannot_be_told() -> None:
    poses, _ = next(people())
    unseen = replace(poses, outline=np.full_like(poses.outline, np.nan))
    assert judge_clothing(unseen) == "cannot_tell"


def test_from_the_front_it_cannot_be_told() -> None:
    poses, _ = next(people())
    assert poses.view is not None
    turned = replace(poses.view, frame_yaw_deg=np.full(len(poses), 60.0))
    assert judge_clothing(replace(poses, view=turned)) == "cannot_tell"
