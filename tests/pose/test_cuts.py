"""Cuts are found where clips are joined, and nowhere else."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from posture_lab.pose.cuts import CutWatch, Sudden
from posture_lab.video.reader import ClipReader
from tests.clips import ENCODE, HINGE, KNEE_DOMINANT, SQUAT, ffmpeg

Image = NDArray[np.uint8]
PERSON = (110.0, 30.0, 220.0, 220.0)
"""Where the person is in the clips made here, about."""
SMALL = "fps=15,scale=320:240"


def changes(clip: Path) -> list[Sudden]:
    watch = CutWatch()
    with ClipReader(clip) as frames:
        found = [watch.see(frame.time_s, frame.image, PERSON) for frame in frames]
    return [change for change in (*found, *watch.finish()) if change is not None]


def cuts(clip: Path) -> list[float]:
    return [change.time_s for change in changes(clip) if change.cut]


def joined(path: Path, *pieces: tuple[Path, float, float], fps: int = 15) -> Path:
    """Write stretches (clip, start, seconds) one after the other."""
    inputs = [part for clip, at, s in pieces for part in ("-ss", at, "-t", s, "-i", clip)]
    each = ";".join(f"[{n}]fps={fps},scale=320:240,setsar=1[v{n}]" for n in range(len(pieces)))
    ends = "".join(f"[v{n}]" for n in range(len(pieces)))
    ffmpeg(*inputs, "-filter_complex", f"{each};{ends}concat=n={len(pieces)}", *ENCODE, path)
    return path


@pytest.mark.parametrize("fps", [10, 15, 30])
def test_a_cut_is_found_to_the_frame(fps: int, tmp_path: Path) -> None:
    clip = joined(tmp_path / "cut.mp4", (HINGE, 1, 2), (KNEE_DOMINANT, 2, 2), fps=fps)
    assert cuts(clip) == pytest.approx([2.0], abs=1e-3)


def test_several_cuts_and_one_right_after_the_first_picture(tmp_path: Path) -> None:
    pieces = ((HINGE, 1, 1 / 15), (SQUAT, 2, 1), (KNEE_DOMINANT, 2, 1))
    assert cuts(joined(tmp_path / "cuts.mp4", *pieces)) == pytest.approx(
        [1 / 15, 16 / 15], abs=0.01
    )


EFFECTS = {
    "fast motion": "setpts=PTS/4",
    "a fade to black and back": "fade=out:st=1:d=0.4,fade=in:st=1.5:d=0.4",
    "a flash": "lutyuv=y=255:enable='between(t,1,1.05)'",
    "two flashes": "lutyuv=y=255:enable='between(t,1,1.1)'",
    "a light that is switched": "lutyuv=y=val*0.7:enable='gte(t,1)'",
    "a shaking hand": "crop=280:200:20+14*sin(17*t):20+14*cos(23*t)",
    "a swung camera": "crop=160:240:40*(1-cos(2*t)):0",
    "a wipe": "drawbox=x=-320+640*t:w=320:h=240:c=red:t=fill",
    "a title that appears": "drawbox=w=100:h=240:c=white:t=fill:enable='gte(t,1)'",
    "noise": "noise=alls=40:allf=t",
}


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=EFFECTS)
def test_what_is_no_cut(effect: str, tmp_path: Path) -> None:
    chain = f"{SMALL},{effect}"
    clip = tmp_path / "clip.mp4"
    ffmpeg("-ss", 2, "-t", 3, "-i", HINGE, "-vf", chain, *ENCODE, "-crf", 38, clip)
    assert cuts(clip) == []


def test_a_dissolve_is_no_cut(tmp_path: Path) -> None:
    clip = tmp_path / "dissolve.mp4"
    both = "[0]fps=15,settb=1/15[a];[1]fps=15,settb=1/15[b];[a][b]xfade=duration=0.6:offset=1"
    ffmpeg("-t", 2, "-i", HINGE, "-t", 2, "-i", SQUAT, "-filter_complex", both, *ENCODE, clip)
    assert cuts(clip) == []


def test_pictures_stored_twice_hide_no_cut(tmp_path: Path) -> None:
    slow = joined(tmp_path / "slow.mp4", (HINGE, 2, 2), (SQUAT, 2, 2), fps=10)
    ffmpeg("-i", slow, "-vf", "fps=30", *ENCODE, tmp_path / "filled.mp4")
    assert cuts(tmp_path / "filled.mp4") == pytest.approx([2.0], abs=0.05)


def room_with(figure: int | None) -> Image:
    image = np.random.default_rng(1).integers(90, 160, (240, 320, 3)).astype(np.uint8)
    image = np.asarray(cv2.GaussianBlur(image, (0, 0), 6), dtype=np.uint8)
    cv2.rectangle(image, (20, 30), (120, 200), (60, 90, 90), -1)
    if figure is not None:
        cv2.rectangle(image, (180, 40), (220, 220), (figure, figure, 255 - figure), -1)
    return image


def test_somebody_who_is_there_at_once_is_a_sudden_change_but_no_cut() -> None:
    watch = CutWatch()
    pictures = [room_with(100)] * 3 + [room_with(125)] * 5
    noise = np.random.default_rng(2).integers(0, 25, (8, 240, 320, 3)).astype(np.uint8)
    noisy = [picture + grain for picture, grain in zip(pictures, noise, strict=True)]
    found = [watch.see(number / 15, picture) for number, picture in enumerate(noisy)]
    told = [change for change in found if change is not None]
    assert [change.time_s for change in told] == pytest.approx([0.2])
    assert not told[0].cut
