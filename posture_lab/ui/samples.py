"""The sample clips: all of them in a checkout of the project, one in an installed package."""

from pathlib import Path
from typing import Final

import posture_lab
from posture_lab.video.suffixes import CLIP_SUFFIXES

FIRST: Final = "hinge_knee_dominant.mp4"
"""The clip to try first, because there is something to say about it. The wheel holds this one;
``pyproject.toml`` says where."""

FOLDERS: Final = (
    Path(posture_lab.__file__).parent.parent / "sample_videos",
    Path(__file__).parent / "sample",
)


def sample_clips(*folders: Path) -> dict[str, Path]:
    """Return the sample clips by a title made of their file name; empty when there are none.

    They are those of the first of ``folders`` that has any; without folders, those of the checkout
    or of the installed package.
    """
    for folder in folders or FOLDERS:
        if folder.is_dir():
            clips = sorted(p for p in folder.iterdir() if p.suffix.lower() in CLIP_SUFFIXES)
            if clips:
                return {_title(path): path for path in clips}
    return {}


def first_sample(samples: dict[str, Path]) -> Path | None:
    """Return the one to try first, None when there are no samples."""
    named = (path for path in samples.values() if path.name == FIRST)
    return next(named, next(iter(samples.values()), None))


def _title(path: Path) -> str:
    return path.stem.replace("_", " ").replace("-", " ").capitalize()
