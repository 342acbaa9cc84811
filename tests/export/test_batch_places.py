"""Every clip of a batch has a file of its own, and none that holds something else."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from posture_lab.errors import OutputError
from posture_lab.export.batch.places import Places, expect_free
from posture_lab.export.batch.summary import SUMMARY_NAME, BatchRow, Summary, earlier_rows
from posture_lab.export.files import write_text
from posture_lab.export.json import to_text
from posture_lab.video.checksum import sha256_of
from tests.analyses import two_hinges


def names(folder: Path, clips: Sequence[Path]) -> list[str]:
    places = Places(folder)
    return [places.place_for(clip).path.name for clip in clips]


def clip_at(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(content)
    return path


def result_of(clip: Path, path: Path) -> bytes:
    text = to_text(two_hinges(None)).replace("0" * 64, sha256_of(clip))
    path.write_text(text, encoding="utf-8")
    return path.read_bytes()


def test_every_clip_has_a_result_of_its_own(tmp_path: Path) -> None:
    clips = [
        Path("a/squat.mp4"),
        Path("b/squat.mp4"),
        Path("c/squat.mp4"),
        Path("Squat.MOV"),
        Path("summary.mp4"),
        Path("no_suffix"),
    ]
    found = names(tmp_path, clips)
    assert found[:3] == ["squat.json", "squat.mp4.json", "squat.mp4-2.json"]
    assert found[-1] == "no_suffix.json"
    assert len({name.lower() for name in found}) == len(clips)
    assert "summary.json" not in found


def test_another_clips_result_keeps_its_file(tmp_path: Path) -> None:
    mine, other = (clip_at(tmp_path / way / "squat.mp4", way.encode()) for way in ("a", "b"))
    result_of(other, tmp_path / "squat.json")
    place = Places(tmp_path).place_for(mine)
    assert place.path.name == "squat.mp4.json"
    assert place.why is not None
    assert "squat.json" in place.why
    assert "holds something else" in place.why
    # Its own result is replaced, and again in the same place when both are there.
    result_of(mine, tmp_path / "squat.mp4.json")
    assert names(tmp_path, [mine]) == ["squat.mp4.json"]
    assert names(tmp_path, [other, mine]) == ["squat.json", "squat.mp4.json"]
    assert names(tmp_path, [mine, other]) == ["squat.mp4.json", "squat.json"]


@pytest.mark.parametrize("content", ["", "[]", '{"notes": "mine"}', '{"clip": {"sha256": null}}'])
def test_what_is_no_result_keeps_its_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "squat.json").write_text(content)
    clip = clip_at(tmp_path / "squat.mp4", b"clip")
    assert names(tmp_path, [clip, Path("gone/squat.mp4")]) == ["squat.mp4.json", "squat.mp4-2.json"]


def test_a_place_that_was_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    clip, other = (clip_at(tmp_path / f"{name}.mp4", name.encode()) for name in "ab")
    path = tmp_path / "a.json"
    expect_free(path, sha256_of(clip))
    result_of(clip, path)
    expect_free(path, sha256_of(clip))
    result_of(other, path)
    with pytest.raises(OutputError, match="left as it is"):
        expect_free(path, sha256_of(clip))


def test_the_summary_grows_and_keeps_what_others_wrote(tmp_path: Path) -> None:
    first = Summary(tmp_path, 2)
    first.add(1, BatchRow("b.mp4", json="b.json", reps=3))
    written = json.loads((tmp_path / SUMMARY_NAME).read_text())
    assert written["clips_left"] == 1
    assert [row["clip"] for row in written["clips"]] == ["b.mp4"]
    first.add(0, BatchRow("a.mp4", error="a.mp4 was not found; check its folder."))
    assert [row.clip for row in earlier_rows(tmp_path / SUMMARY_NAME)] == ["a.mp4", "b.mp4"]
    # Another batch into the same folder: what it does not write anew stays.
    second = Summary(tmp_path, 2)
    second.add(0, BatchRow("x/b.mp4", json="b.mp4.json"))
    second.add(1, BatchRow("a.mp4", json="a.json"))
    rows = earlier_rows(tmp_path / SUMMARY_NAME)
    assert [row.json for row in rows] == ["b.json", "b.mp4.json", "a.json"]
    assert rows[0].reps == 3
    assert [row.clip for row in second.rows] == ["x/b.mp4", "a.mp4"]


@pytest.mark.parametrize(
    "content", ["not json", '{"milk": 2}', '{"schema": "posture-lab/batch/1"}']
)
def test_somebody_elses_summary_is_not_touched(tmp_path: Path, content: str) -> None:
    write_text(tmp_path / SUMMARY_NAME, content)
    with pytest.raises(OutputError, match="left as it is"):
        Summary(tmp_path, 1)
    assert (tmp_path / SUMMARY_NAME).read_text() == content
