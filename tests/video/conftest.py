"""Fixtures of the video tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.video.clips import H264, make

_NOBODY = 65534


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for clips that several tests share."""
    return tmp_path_factory.mktemp("clips")


@pytest.fixture(scope="session")
def plain(clips: Path) -> Path:
    """Two seconds at 30 frames a second: H.264 with B frames, a key frame every ten, MP4."""
    return make(clips / "plain.mp4", *H264, "-g", "10", "-movflags", "+faststart", seconds=2)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Root may read and write everything: be an ordinary user for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
