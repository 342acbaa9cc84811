"""Pictures come out upright, with square pixels, and not too large."""

from pathlib import Path

import numpy as np
import pytest

from tests.video.clips import COLOURS, H264, ffmpeg, make, read, true_images, with_display_matrix

UPRIGHT, TURNED = (1, 0, 0, 1), (0, 1, -1, 0)
MATRICES: dict[str, tuple[tuple[int, int, int, int], int | None]] = {
    "upright": (UPRIGHT, 0),
    "turned 90": (TURNED, 90),
    "turned 180": ((-1, 0, 0, -1), 180),
    "turned 270": ((0, -1, 1, 0), 270),
    "mirrored": ((-1, 0, 0, 1), None),
    "upside down": ((1, 0, 0, -1), None),
    "mirrored, turned 90": ((0, 1, 1, 0), None),
    "mirrored, turned 270": ((0, -1, -1, 0), None),
}


@pytest.fixture(scope="module")
def colours(clips: Path) -> Path:
    return make(clips / "colours.mp4", *H264, seconds=0.1, source=COLOURS)


@pytest.mark.parametrize("case", MATRICES)
def test_display_matrix_is_followed_as_ffmpeg_does(
    case: str, colours: Path, tmp_path: Path
) -> None:
    matrix, turn = MATRICES[case]
    clip = with_display_matrix(colours, tmp_path / "turned.mp4", matrix)
    frames, facts = read(clip)
    size = (64, 96) if matrix[0] == 0 else (96, 64)
    assert (facts.width_px, facts.height_px) == size
    assert frames[0].image.shape == (size[1], size[0], 3)
    assert turn is None or facts.rotation_deg == turn
    truth = true_images(clip, *size)[0]
    assert np.abs(frames[0].image.astype(float) - truth).mean() < 1


def test_rotation_in_the_stream_itself(colours: Path, tmp_path: Path) -> None:
    clip = tmp_path / "sei.mkv"
    ffmpeg(
        "-i", colours, "-c", "copy", "-bsf:v",
        "h264_metadata=display_orientation=insert:rotate=90", clip,
    )  # fmt: skip
    frames, facts = read(clip)
    truth = true_images(clip, 64, 96)[0]
    assert facts.rotation_deg in (90, 270)
    assert np.abs(frames[0].image.astype(float) - truth).mean() < 1


@pytest.mark.parametrize(
    ("aspect", "size"),
    [("16/15", (102, 64)), ("2", (192, 64)), ("1/2", (96, 128)), ("1", (96, 64))],
)
def test_pixels_become_square(aspect: str, size: tuple[int, int], tmp_path: Path) -> None:
    # A circle by how it is meant to be shown.
    circle = (
        "nullsrc=s={size}:r={rate}:d={seconds},setsar="
        + aspect
        + f",geq=lum='255*lt(hypot((X-48)*({aspect}),Y-32),24)':cb=128:cr=128"
    )
    if aspect == "1/2":
        circle = circle.replace("hypot((X-48)*(1/2),Y-32),24)", "hypot(X-48,(Y-32)*2),24)")
    frames, facts = read(make(tmp_path / "circle.mp4", *H264, seconds=0.1, source=circle))
    assert (facts.width_px, facts.height_px) == size
    white = frames[0].image[..., 1] > 128
    width, height = np.ptp(np.flatnonzero(white.any(0))), np.ptp(np.flatnonzero(white.any(1)))
    assert width == pytest.approx(height, abs=3)
    assert height == pytest.approx(48, abs=3)


def test_turned_and_not_square(tmp_path: Path) -> None:
    wide = make(tmp_path / "wide.mp4", *H264, "-vf", "setsar=2", seconds=0.1)
    _, facts = read(with_display_matrix(wide, tmp_path / "turned.mp4", TURNED))
    assert (facts.width_px, facts.height_px) == (64, 192)


@pytest.mark.parametrize(
    ("size", "shown"), [("3840x2160", (1080, 1920)), ("800x2400", (1920, 640))]
)
def test_very_large_pictures_are_shrunk(size: str, shown: tuple[int, int], tmp_path: Path) -> None:
    fast = [*H264, "-preset", "ultrafast"]
    red = "color=red:{size}:{rate},trim=end_frame=1"
    clip = make(tmp_path / "large.mp4", *fast, size=size, source=red)
    frames, facts = read(clip)
    width, height = map(int, size.split("x"))
    assert (facts.width_px, facts.height_px) == (width, height)
    assert frames[0].image.shape == (*shown, 3)
    assert shown[1] / frames[0].scale == pytest.approx(width)
    assert shown[0] / frames[0].scale == pytest.approx(height)


def test_size_that_changes_on_the_way_is_brought_to_the_first(tmp_path: Path) -> None:
    """Browsers' recorders shrink the picture when the line is slow."""
    parts = [make(tmp_path / f"{w}.ts", *H264, size=f"{w}x{w * 2 // 3}") for w in (96, 48)]
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    frames, _ = read(joined)
    assert len(frames) == 60
    assert {frame.image.shape for frame in frames} == {(64, 96, 3)}


def test_shape_that_changes_on_the_way_ends_reading_with_a_warning(tmp_path: Path) -> None:
    parts = [make(tmp_path / f"{s}.ts", *H264, size=s) for s in ("96x64", "64x96")]
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    frames, facts = read(joined)
    assert len(frames) == facts.frames_read == 30
    assert any("changes its shape at 1.0 s" in warning for warning in facts.warnings)
    assert facts.duration_s == pytest.approx(1.0, abs=0.05)
