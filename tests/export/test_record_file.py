"""What was measured, saved and read again: judged, it gives the same result."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from posture_lab.analysis.measured import Measured, measure
from posture_lab.analysis.pipeline import judge
from posture_lab.errors import InputFileError
from posture_lab.export import record_file
from posture_lab.export.json import to_text_with_signals
from posture_lab.export.record_file import read_record, write_record
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.sequence import PoseSequence
from tests.analyses import SIZE_PX, facts
from tests.people import bumps, stick_person, times


def two_squats() -> PoseSequence:
    time_s = times(12.0)
    bend = bumps(time_s, [2.0, 7.0], duration_s=3.5)
    return stick_person(
        time_s,
        36 * bend,
        108 * bend,
        104 * bend,
        shoulder_flexion_deg=85 * bend,
        noise_px=0.7,
        size_px=380.0,
        ankle_px=(300.0, 440.0),
        image_size_px=SIZE_PX,
    )


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(two_squats(), facts(12.0))


def saved(measured: Measured, folder: Path) -> Path:
    path = folder / "squats.posture"
    write_record(measured, path)
    return path


@pytest.mark.parametrize("movement", [None, *MOVEMENTS])
def test_judged_again_it_is_the_same(
    measured: Measured, movement: str | None, tmp_path: Path
) -> None:
    again = read_record(saved(measured, tmp_path))
    first, second = judge(measured, movement), judge(again, movement)
    assert to_text_with_signals(first) == to_text_with_signals(second)


def test_every_signal_is_kept_to_the_last_bit(measured: Measured, tmp_path: Path) -> None:
    again = read_record(saved(measured, tmp_path))
    assert tuple(again.signals) == tuple(measured.signals)
    for name, signal in measured.signals.items():
        np.testing.assert_array_equal(again.signals[name].values, signal.values)
        np.testing.assert_array_equal(again.signals[name].error, signal.error)
    assert again.neutrals == measured.neutrals


def test_poses_are_kept_for_drawing(measured: Measured, tmp_path: Path) -> None:
    before, after = measured.poses, read_record(saved(measured, tmp_path)).poses
    assert before is not None
    assert after is not None
    np.testing.assert_allclose(after.landmarks_px, before.landmarks_px, atol=0.01)
    np.testing.assert_allclose(after.outline, before.outline, atol=0.002)
    assert after.image_size_px == before.image_size_px


def test_a_second_of_clip_is_small(measured: Measured, tmp_path: Path) -> None:
    assert saved(measured, tmp_path).stat().st_size < 40_000 * measured.clip.duration_s


def test_without_poses_it_is_judged_all_the_same(measured: Measured, tmp_path: Path) -> None:
    bare = replace(measured, poses=None)
    again = read_record(saved(bare, tmp_path))
    assert again.poses is None
    assert judge(again, "squat").summary == judge(measured, "squat").summary


def test_it_is_plain_arrays(measured: Measured, tmp_path: Path) -> None:
    with np.load(saved(measured, tmp_path), allow_pickle=False) as arrays:
        header = json.loads(arrays["header"].tobytes())
        assert arrays["values"].shape == (len(header["signals"]), len(arrays["time_s"]))


def changed_header(path: Path, **changes: object) -> Path:
    with np.load(path, allow_pickle=False) as stored:
        arrays = dict(stored)
    header = {**json.loads(arrays["header"].tobytes()), **changes}
    arrays["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    np.savez_compressed(path.open("wb"), **arrays)
    return path


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schema": "posture-lab/measured/2"}, "another version"),
        ({"signals": ["trunk_inclination_deg"]}, "its signals differ"),
        ({"signals": None}, "damaged"),
        ({"neutrals": {"flying": {}}}, "damaged"),
        ({"clip": 3}, "damaged"),
        ({"sight": ["somebody"]}, "damaged"),
    ],
)
def test_a_record_of_another_kind_is_refused(
    measured: Measured, changes: dict[str, object], words: str, tmp_path: Path
) -> None:
    path = changed_header(saved(measured, tmp_path), **changes)
    with pytest.raises(InputFileError, match=words) as raised:
        read_record(path)
    assert "analyse the clip again" in str(raised.value)


def test_one_cut_short_or_of_another_program_is_refused(measured: Measured, tmp_path: Path) -> None:
    whole = saved(measured, tmp_path).read_bytes()
    odd = io.BytesIO()
    with zipfile.ZipFile(odd, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    for content in (whole[: len(whole) // 2], whole[:100], b"", b"{}", odd.getvalue()):
        path = tmp_path / "odd.posture"
        path.write_bytes(content)
        with pytest.raises(InputFileError, match="damaged or no record"):
            read_record(path)
        assert path.read_bytes() == content


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_one_wrong_byte_is_noticed(measured: Measured, place: float, tmp_path: Path) -> None:
    path = saved(measured, tmp_path)
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(InputFileError):
        read_record(path)


def test_one_that_unpacks_to_too_much_is_refused(
    measured: Measured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_file, "MAX_BYTES", 1000)
    with pytest.raises(InputFileError, match="damaged"):
        read_record(saved(measured, tmp_path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="check the file name"):
        read_record(tmp_path / "none.posture")
