"""Files that are right, from which odd ones are made; and those that once found something."""

import json
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from posture_lab.export.json import to_dict
from posture_lab.export.neutral_file import NEUTRAL_SCHEMA
from posture_lab.export.records import to_plain
from posture_lab.live.message import VALUES_PER_OUTLINE
from tests.analyses import two_hinges, with_cue
from tests.live.page import message, packed
from tests.live.test_session import hinges

CORPUS: Final = Path(__file__).parent / "corpus"

_CLIPS: Final = {
    "mp4": ("libx264", "-bf", "2", "-g", "5"),
    "mov": ("mpeg4",),
    "mkv": ("libx264",),
    "webm": ("libvpx", "-deadline", "realtime", "-cpu-used", "8"),
    "avi": ("mjpeg",),
    "ogv": ("libtheora",),
    "gif": ("gif",),
    "ts": ("mpeg2video",),
}


def found_before(target: str) -> list[Path]:
    """Return the inputs of the corpus."""
    return sorted((CORPUS / target).glob("*"))


@cache
def json_seeds(target: str) -> tuple[Any, ...]:
    """Return plain data for ``result``, ``neutral`` or ``message``, that of the corpus included."""
    known: list[Any] = list(
        {"result": _results, "neutral": _neutrals, "message": _messages}[target]()
    )
    for path in found_before(target):
        try:
            known.append(json.loads(path.read_bytes()))
        except (ValueError, RecursionError):
            continue
    return tuple(known)


@cache
def clip_seeds() -> tuple[bytes, ...]:
    """Return a second of moving pictures in each of the usual containers, a few kilobytes each."""
    made = []
    with tempfile.TemporaryDirectory() as folder:
        for suffix, coding in _CLIPS.items():
            path = Path(folder) / f"seed.{suffix}"
            drawn = "testsrc2=s=48x32:r=10:d=0.8"
            command = ["ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", drawn]
            subprocess.run([*command, "-c:v", *coding, str(path)], check=True)
            made.append(path.read_bytes())
    return (*made, *(path.read_bytes() for path in found_before("clip")))


def _results() -> tuple[Any, ...]:

    short = with_cue(two_hinges(), "Let the hips go back.")
    signals = short.signals
    assert signals is not None
    few = replace(
        signals,
        time_s=signals.time_s[:8],
        by_name={
            name: replace(one, values=one.values[:8], error=one.error[:8])
            for name, one in signals.items()
        },
    )
    return (
        to_dict(replace(short, signals=few), with_signals=True),
        to_dict(two_hinges("standing")),
        to_dict(two_hinges(None)),
    )


def _neutrals() -> tuple[Any, ...]:

    (whole, *_) = _results()
    return {"schema": NEUTRAL_SCHEMA, **to_plain(whole["neutral"])}, {
        key: whole[key] for key in ("schema", "neutral")
    }


def _messages() -> tuple[Any, ...]:

    poses = hinges(12.0, (3.0,))
    first = message(poses, slice(0, 3), 1, events=("start",))
    second = message(poses, slice(3, 6), 2, people=2, events=("hidden", "camera_lost"))
    third = message(poses, slice(6, 9), 3, restore='{"schema": "posture-lab/live-keepsake/2"}')
    second["outlines"] = [{"frame": 1, "edges": packed(np.full(VALUES_PER_OUTLINE, 0.3))}]
    third["lines"] = [{"frame": 1, "segments": packed(np.arange(8.0))}]
    later = message(poses, slice(235, 238), 10_000)
    return [first, second, third], [later], second
