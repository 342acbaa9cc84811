"""The sample clips that come with a checkout of the project; an installed wheel has none."""

from pathlib import Path
from typing import Final

import posture_lab

FOLDER: Final = Path(posture_lab.__file__).parent.parent / "sample_videos"
CLIP_SUFFIXES: Final = (".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".gif")


def sample_clips(folder: Path = FOLDER) -> dict[str, Path]:
    """Return the sample clips by a title made of their file name; empty when there are none."""
    if not folder.is_dir():
        return {}
    clips = sorted(path for path in folder.iterdir() if path.suffix.lower() in CLIP_SUFFIXES)
    return {path.stem.replace("_", " ").replace("-", " ").capitalize(): path for path in clips}
