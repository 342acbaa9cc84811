"""Checks of the installation: what is there, what works, and what to do about the rest."""

# Libraries are imported inside the checks, so that a broken one does not stop the others.
# ruff: noqa: PLC0415

import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from posture_lab import __version__
from posture_lab.errors import PostureLabError

SILENT_MEDIAPIPE: Final = ("0.10.30", "0.10.31")
"""MediaPipe versions that open no network connection; later ones send usage figures."""

MIN_FREE_BYTES: Final = 500_000_000
"""Room for an uploaded clip and its annotated copy."""

_NEEDED: Final = (
    "numpy",
    "scipy",
    "av",
    "opencv-python",
    "mediapipe",
    "streamlit",
    "pyarrow",
    "rich",
    "pillow",
)
_PICTURE_PX: Final = (320, 240)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding.

    Attributes
    ----------
    title : what was looked at.
    works : whether it is as it should be.
    detail : what was found.
    remedy : what to do; empty when it works.
    """

    title: str
    works: bool
    detail: str
    remedy: str = ""


def run_checks() -> Iterator[Check]:
    """Yield the checks one by one, the cheap ones first. None of them uses the network."""
    yield _check_python()
    yield from _check_packages()
    yield _check_mediapipe_is_silent()
    yield _check_one_opencv()
    yield _check_temporary_folder()
    for title, check, remedy in (
        ("Pose model", _model_file, "Set POSTURE_LAB_POSE_MODEL to a Pose Landmarker .task file."),
        ("Looking at a picture", _inference, "Install Posture Lab again in a fresh environment."),
        ("Writing and reading H.264", _round_trip, "Install the 'av' package again with pip."),
    ):
        yield _tried(title, check, remedy)


def _check_python() -> Check:
    detail = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Check(
        "Python",
        sys.version_info >= (3, 11),
        f"{detail}, {os.cpu_count() or 1} processors, Posture Lab {__version__}",
        "Install Python 3.11 or later.",
    )


def _check_packages() -> Iterator[Check]:
    for name in _NEEDED:
        try:
            yield Check(name, True, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(name, False, "not installed", f"Run: python -m pip install {name}")


def _check_mediapipe_is_silent() -> Check:
    try:
        found = metadata.version("mediapipe")
    except metadata.PackageNotFoundError:
        found = "none"
    low, high = SILENT_MEDIAPIPE
    return Check(
        "MediaPipe stays offline",
        found in SILENT_MEDIAPIPE,
        f"version {found}; {low} and {high} open no connection",
        f"Run: python -m pip install 'mediapipe=={high}'",
    )


def _check_one_opencv() -> Check:
    found = sorted(
        {
            name
            for distribution in metadata.distributions()
            if re.fullmatch(r"opencv[-_].*python.*", name := distribution.metadata["Name"].lower())
        }
    )
    return Check(
        "One OpenCV only",
        len(found) == 1,
        ", ".join(found) or "none",
        "They overwrite each other's files. Run: python -m pip uninstall -y "
        + " ".join(found)
        + " && python -m pip install opencv-python",
    )


def _check_temporary_folder() -> Check:
    folder = Path(tempfile.gettempdir())
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check(
            "Temporary folder",
            False,
            f"{folder}: {error.strerror}",
            "Set TMPDIR to a folder that can be written.",
        )
    return Check(
        "Temporary folder",
        free >= MIN_FREE_BYTES,
        f"{folder}, {free / 1e9:.1f} GB free",
        "Free some space there, or set TMPDIR to another folder.",
    )


def _tried(title: str, check: Callable[[], str], remedy: str) -> Check:
    """Run something that may fail in ways of its own and report the cause."""
    try:
        return Check(title, True, check())
    except (PostureLabError, ImportError, OSError, RuntimeError, ValueError) as error:
        cause = str(error).split("\n", maxsplit=1)[0]
        return Check(title, False, cause or type(error).__name__, remedy)


def _model_file() -> str:
    from posture_lab.pose.model import find_model

    path = find_model()
    return f"{path}, {path.stat().st_size / 1e6:.1f} MB"


def _inference() -> str:
    import numpy as np

    from posture_lab.pose.estimator import estimate_raw
    from posture_lab.video.frame import Frame

    width, height = _PICTURE_PX
    grey = np.linspace(0, 255, width, dtype=np.uint8)
    picture = np.ascontiguousarray(np.broadcast_to(grey[None, :, None], (height, width, 3)))
    frames = [Frame(time_s=i / 30, image=picture, scale=1.0, index=i) for i in range(5)]
    began = time.perf_counter()
    poses = estimate_raw(frames, _PICTURE_PX)
    seconds = time.perf_counter() - began
    return f"{len(poses)} pictures in {seconds:.1f} s, loading included"


def _round_trip() -> str:
    import numpy as np

    from posture_lab.video.reader import ClipReader
    from posture_lab.video.writer import ClipWriter

    width, height = _PICTURE_PX
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "check.mp4"
        with ClipWriter(clip) as writer:
            for index in range(10):
                picture = np.full((height, width, 3), 25 * index, dtype=np.uint8)
                writer.write(picture, index / 30)
        with ClipReader(clip) as reader:
            read = sum(1 for _ in reader)
        if read != 10:
            raise RuntimeError(f"wrote 10 pictures but read {read}")
        return f"10 pictures, {clip.stat().st_size / 1e3:.0f} kB"
