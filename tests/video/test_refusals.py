"""What cannot be read is refused with one sentence that names the clip and what to try."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from posture_lab.errors import ClipError
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader
from tests.video.clips import H264, cut_off, ffmpeg, make, read, with_declared_duration


def refusal(path: Path, limits: ClipLimits | None = None) -> str:
    """Return the sentence with which a clip is refused, having checked that it is one."""
    with pytest.raises(ClipError) as caught:
        read(path, limits=limits)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ";" in sentence or "," in sentence, "says what to try"
    assert len(sentence) < 200
    return sentence


def test_missing_file(tmp_path: Path) -> None:
    assert "not found" in refusal(tmp_path / "gone.mp4")


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_empty_file(tmp_path: Path) -> None:
    clip = tmp_path / "empty.mp4"
    clip.touch()
    assert "is empty" in refusal(clip)


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    assert "is not a file" in refusal(pipe)


@pytest.mark.parametrize("name", ["notes.mp4", "notes.txt", "notes.mov", "notes"])
def test_not_a_video(name: str, tmp_path: Path) -> None:
    clip = tmp_path / name
    clip.write_text("Tuesday: hinge, two sets of eight.\n" * 50)
    assert "is not a video" in refusal(clip)


def test_no_permission(plain: Path, tmp_path: Path, ordinary_user: None) -> None:
    clip = Path(os.path.realpath("/tmp")) / f"posture-lab-private-{os.getpid()}.mp4"
    clip.write_bytes(b"\0" * 100)
    try:
        clip.chmod(0)
        assert "permissions" in refusal(clip)
    finally:
        clip.unlink()


def test_only_sound(tmp_path: Path) -> None:
    for name in ("song.m4a", "song.mp3"):
        ffmpeg("-f", "lavfi", "-i", "sine=d=0.2", tmp_path / name)
        assert "no moving picture" in refusal(tmp_path / name)


def test_sound_with_a_cover_picture(tmp_path: Path) -> None:
    cover, song = tmp_path / "cover.jpg", tmp_path / "song.mp3"
    make(cover, "-frames:v", "1", "-pix_fmt", "yuvj420p")
    sound = ["-f", "lavfi", "-i", "sine=d=0.2", "-i", str(cover), "-map", "0", "-map", "1"]
    ffmpeg(*sound, "-disposition:v", "attached_pic", song)
    assert "no moving picture" in refusal(song)


@pytest.mark.parametrize("name", ["p.png", "p.jpg", "p.webp", "p.bmp", "p.tiff", "p.avif", "p.mp4"])
def test_still_picture(name: str, tmp_path: Path) -> None:
    picture = tmp_path / name
    drawn = picture.with_suffix(".png") if name == "p.mp4" else picture
    make(drawn, "-frames:v", "1", "-pix_fmt", "yuvj420p" if name == "p.jpg" else "yuv420p")
    drawn.rename(picture)
    assert "is a still picture" in refusal(picture)


def test_moving_webp_is_called_by_its_name(tmp_path: Path) -> None:
    clip = make(tmp_path / "moving.webp", "-c:v", "libwebp_anim", "-loop", "0", seconds=0.5)
    said = refusal(clip)
    assert "is a moving WebP" in said
    assert "convert it" in said


@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".ts"])
def test_hundreds_of_streams_cost_no_memory(suffix: str, plain: Path, tmp_path: Path) -> None:
    """Each of them would get a decoder, a megabyte each, before anybody asked for it."""
    clip = tmp_path / f"many{suffix}"
    streams = 900 if suffix == ".mkv" else 100
    ffmpeg("-i", plain, "-t", "0.2", *["-map", "0:v"] * streams, "-c", "copy", clip)
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from posture_lab.video.reader import ClipReader\n"
        "from posture_lab.errors import ClipError\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        "try: ClipReader(Path(sys.argv[1]))\n"
        "except ClipError as error: print(peak() - before, error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, clip], capture_output=True, text=True, check=True
    )
    kilobytes, _, said = done.stdout.partition(" ")
    assert f"{clip.name} holds more than 32 pictures and sounds" in said
    assert int(kilobytes) < 100_000


def test_as_many_streams_as_cameras_write_are_read(plain: Path, tmp_path: Path) -> None:
    clip = tmp_path / "many.mkv"
    ffmpeg("-i", plain, *["-map", "0:v"] * 32, "-c", "copy", clip)
    assert len(read(clip)[0]) == 60


@pytest.mark.parametrize("hours", ["9" * 400, "-1", "nan", "1e308", "0x1", "٣"])
def test_a_written_length_that_cannot_be_is_passed_over(
    hours: str, plain: Path, tmp_path: Path
) -> None:
    clip = tmp_path / "long.mkv"
    ffmpeg("-i", plain, "-c", "copy", clip)
    data = clip.read_bytes()
    assert data.count(b"DURATION") == 1
    at = data.index(b"DURATION") + len("DURATION")
    at = data.index(b"00:00:0", at)
    told = f"{hours}:00:00".encode()[:18].ljust(18, b" ")
    clip.write_bytes(data[:at] + told + data[at + 18 :])
    assert len(read(clip)[0]) == 60


def test_moving_png_is_no_still_picture(tmp_path: Path) -> None:
    frames, _ = read(make(tmp_path / "moving.png", "-f", "apng", seconds=0.5))
    assert len(frames) == 15


def test_unfinished_recording(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mp4", *H264)
    assert "incomplete" in refusal(cut_off(whole, tmp_path / "cut.mp4", 0.5))
    assert "incomplete" in refusal(cut_off(whole, tmp_path / "start.mp4", 0.002))


def test_nothing_that_can_be_decoded(plain: Path, tmp_path: Path) -> None:
    clip = tmp_path / "noise.mp4"
    data = plain.read_bytes()
    at = data.find(b"mdat") + 4
    clip.write_bytes(data[:at] + b"\0" * (len(data) - at))
    assert "No picture" in refusal(clip)


def test_unknown_coding(plain: Path, tmp_path: Path) -> None:
    clip = tmp_path / "secret.mp4"
    clip.write_bytes(plain.read_bytes().replace(b"avc1", b"xxxx").replace(b"avcC", b"xxxx"))
    assert "coding that is not known" in refusal(clip)


def test_play_list_names_no_other_file(plain: Path, tmp_path: Path) -> None:
    """A clip that is a list of addresses would be a way onto the network."""
    lists = {
        "list.mp4": f"#EXTM3U\n#EXTINF:2,\nfile://{plain}\n#EXT-X-ENDLIST\n",
        "list.mov": f"ffconcat version 1.0\nfile {plain}\n",
        "list.m3u8": "#EXTM3U\n#EXTINF:2,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
    }
    for name, text in lists.items():
        (tmp_path / name).write_text(text)
        assert "is not a video" in refusal(tmp_path / name)


def test_eight_k(tmp_path: Path) -> None:
    red = "color=red:{size}:{rate},trim=end_frame=1"
    fast = [*H264, "-preset", "ultrafast"]
    clip = make(tmp_path / "8k.mp4", *fast, size="7680x4320", source=red)
    assert "7680 x 4320" in refusal(clip)
    # The header claims a small picture; what is stored is large.
    data = bytearray(clip.read_bytes())
    at = data.find(b"avc1", data.find(b"stsd")) + 28
    assert struct.unpack(">2H", data[at : at + 4]) == (7680, 4320)
    data[at : at + 4] = struct.pack(">2H", 640, 360)
    lying = tmp_path / "lying.mp4"
    lying.write_bytes(data)
    assert "7680 x 4320" in refusal(lying)


@pytest.mark.parametrize("container", ["mp4", "mkv"])
def test_three_hours(container: str, tmp_path: Path) -> None:
    black = "color=black:{size}:{rate}:{seconds}"
    clip = make(
        tmp_path / f"long.{container}",
        *H264,
        rate="0.05",
        seconds=10_800,
        size="32x32",
        source=black,
    )
    assert "180 minutes" in refusal(clip)
    if container == "mp4":
        lying = with_declared_duration(clip, tmp_path / "lying.mp4", 5)
        assert "minutes long" in refusal(lying)


def test_too_many_bytes(plain: Path) -> None:
    assert "MB" in refusal(plain, ClipLimits(max_bytes=1000))


def test_limits_are_settings(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "96 x 64" in refusal(plain, ClipLimits(max_pixels=96 * 64 - 1))
    assert "2 seconds" in refusal(plain, ClipLimits(max_duration_s=1.5))
    assert read(plain, limits=ClipLimits(max_pixels=96 * 64, max_duration_s=2.1))
    monkeypatch.setenv("POSTURE_LAB_MAX_DURATION_S", "1")
    assert "limit is 1 seconds" in refusal(plain)
    monkeypatch.setenv("POSTURE_LAB_MAX_DURATION_S", "")
    monkeypatch.setenv("POSTURE_LAB_MAX_PIXELS", "6000")
    assert "96 x 64" in refusal(plain)


@pytest.mark.parametrize("value", ["much", "0", "-3", "nan"])
def test_a_limit_that_is_no_number(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTURE_LAB_MAX_BYTES", value)
    with pytest.raises(ClipError, match=r"POSTURE_LAB_MAX_BYTES is .* above zero; correct it"):
        ClipLimits()


def test_a_clip_that_vanishes_while_it_is_read(plain: Path, tmp_path: Path) -> None:
    clip = tmp_path / "gone.mp4"
    clip.write_bytes(plain.read_bytes())
    with ClipReader(clip) as reader:
        clip.unlink()
        assert len(list(reader)) == 60  # the open file stays
        with pytest.raises(ClipError, match=r"gone\.mp4 was not found"):
            reader.facts()
