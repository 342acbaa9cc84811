"""What was seen in a clip comes back from beside it as it was."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from against_truth.seen import seen_in

from posture_lab.pose.footage import CameraMotion
from posture_lab.pose.sequence import PoseSequence, View
from tests.analyses import facts
from tests.people import stick_person, times


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=True)
    if isinstance(one, float) and isinstance(other, float):
        return bool(np.array_equal(one, other, equal_nan=True))
    return one == other


def test_poses_and_facts_come_back_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"any file")
    poses, known = stick_person(times(0.5), 20.0), facts(0.5)
    turned = np.linspace(0.0, 3.0, len(poses))
    moved = CameraMotion(3.0, 0.1, 1.02, 0.9, 0.4)
    poses = replace(poses, cuts_s=(0.2, 0.4), turned_deg=turned, camera=moved)
    looked = []

    def look(path: Path, _options: object) -> tuple[PoseSequence, object]:
        looked.append(path)
        return poses, known

    monkeypatch.setattr("against_truth.seen.see_clip", look)
    for _ in range(2):
        again, known_again = seen_in(clip, None)
        assert known_again == known
        for field in fields(PoseSequence):
            if field.name != "view":
                assert same(getattr(poses, field.name), getattr(again, field.name)), field.name
        assert again.view is not None
        for field in fields(View):
            assert same(getattr(poses.view, field.name), getattr(again.view, field.name))
    assert looked == [clip]
    clip.write_bytes(b"another file")
    seen_in(clip, None)
    assert len(looked) == 2
