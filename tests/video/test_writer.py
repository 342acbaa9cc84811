"""Written clips: what a browser plays, true times, whole or not at all."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from posture_lab.errors import CancelledError, OutputError
from posture_lab.video.writer import ClipWriter
from tests.video.clips import read, times_of, true_times

TIMES = [0.0, 1 / 30, 2 / 30, 0.25, 0.3, 1.0, 1.5]


def picture(number: int, width: int = 96, height: int = 64) -> NDArray[np.uint8]:
    """Red, with a green bar that moves."""
    image = np.zeros((height, width, 3), dtype=np.uint8)
    image[..., 0] = 200
    image[:, number * 8 : number * 8 + 16] = (0, 200, 0)
    return image


def write(path: Path, width: int = 96, height: int = 64) -> None:
    with ClipWriter(path) as clip:
        for number, time_s in enumerate(TIMES):
            clip.write(picture(number, width, height), time_s)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def probe(path: Path) -> dict[str, Any]:
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", str(path)]
    found = subprocess.run(command, capture_output=True, check=True).stdout
    (stream,) = json.loads(found)["streams"]
    return dict(stream)


def test_browsers_can_play_it(tmp_path: Path) -> None:
    clip = tmp_path / "out.mp4"
    write(clip)
    stream = probe(clip)
    assert (stream["codec_name"], stream["pix_fmt"]) == ("h264", "yuv420p")
    assert (stream["width"], stream["height"]) == (96, 64)
    assert (stream["color_space"], stream["color_range"]) == ("bt709", "tv")
    data = clip.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat"), "the index comes first"


def test_times_and_pictures_come_back(tmp_path: Path) -> None:
    clip = tmp_path / "out.mp4"
    write(clip)
    np.testing.assert_allclose(true_times(clip), TIMES, atol=1e-4)
    frames, facts = read(clip)
    np.testing.assert_allclose(times_of(frames), TIMES, atol=1e-4)
    assert facts.variable_frame_rate
    for number, frame in enumerate(frames):
        difference = np.abs(frame.image.astype(float) - picture(number))
        assert np.median(difference) <= 4
        assert difference.mean() < 12


def test_odd_sizes_lose_a_row_and_a_column(tmp_path: Path) -> None:
    write(tmp_path / "odd.mp4", width=97, height=65)
    stream = probe(tmp_path / "odd.mp4")
    assert (stream["width"], stream["height"]) == (96, 64)


def test_an_older_file_is_replaced_at_the_end_only(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_text("older")
    with ClipWriter(path) as clip:
        clip.write(picture(0), 0.0)
        assert path.read_text() == "older"
    assert len(read(path)[0]) == 1
    assert names_in(tmp_path) == ["out.mp4"]


@pytest.mark.parametrize("error", [CancelledError("stop"), KeyboardInterrupt(), ValueError("x")])
def test_nothing_is_left_behind_when_it_is_broken_off(error: BaseException, tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_text("older")

    def broken_off() -> None:
        with ClipWriter(path) as clip:
            clip.write(picture(0), 0.0)
            raise error

    with pytest.raises(type(error)):
        broken_off()
    assert names_in(tmp_path) == ["out.mp4"]
    assert path.read_text() == "older"


def test_no_pictures_no_clip(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no pictures"), ClipWriter(tmp_path / "out.mp4"):
        pass
    assert not names_in(tmp_path)


def test_times_must_increase_and_sizes_stay(tmp_path: Path) -> None:
    with ClipWriter(tmp_path / "out.mp4") as clip:
        clip.write(picture(0), 0.5)
        with pytest.raises(ValueError, match="does not follow"):
            clip.write(picture(1), 0.5)
        with pytest.raises(ValueError, match="shape"):
            clip.write(picture(1, width=98), 0.6)
        clip.write(picture(1), 0.6)
    assert len(read(tmp_path / "out.mp4")[0]) == 2


def test_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"out\.mp4 could not be written .*; choose another"):
        ClipWriter(tmp_path / "gone" / "out.mp4")


def test_path_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder; name a file"):
        ClipWriter(tmp_path)


def test_folder_that_may_not_be_written(ordinary_user: None) -> None:
    with pytest.raises(OutputError, match=r"Permission denied.*; choose another folder\."):
        ClipWriter(Path("/usr/posture-lab-test.mp4"))


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
import numpy as np
from posture_lab.errors import OutputError
from posture_lab.video.writer import ClipWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
noise = np.random.default_rng(0)
try:
    with ClipWriter(Path(sys.argv[1])) as clip:
        for number in range(120):
            clip.write(noise.integers(0, 255, (64, 96, 3), dtype=np.uint8), number / 30)
except OutputError as error:
    print(error)
"""


@pytest.mark.parametrize("room", [0, 0.2, 1])
def test_no_room_left(room: float, tmp_path: Path) -> None:
    """The system lets no file grow beyond a share of what is needed, less a byte."""
    path = tmp_path / "out.mp4"

    def run(limit: int) -> str:
        command = [sys.executable, "-c", FULL_DISK, str(path), str(limit)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert not done.stderr
        return done.stdout

    assert not run(10_000_000)
    needed = path.stat().st_size
    path.unlink()
    said = run(max(0, int(room * needed) - 1))
    assert said.startswith(f"{path} could not be written (")
    assert said.endswith("; free some space and try again.\n")
    assert not names_in(tmp_path)
