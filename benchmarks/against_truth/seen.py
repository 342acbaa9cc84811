"""What the product sees in a clip, kept beside it: looking again takes the most time by far."""

import hashlib
import json
import os
from dataclasses import asdict, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

import posture_lab
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.seeing import see_clip
from posture_lab.level.level import Level
from posture_lab.pose.footage import CameraMotion
from posture_lab.pose.model import find_model
from posture_lab.pose.sequence import PoseSequence, Provenance, View
from posture_lab.video.facts import ClipFacts

_PACKAGE: Final = Path(posture_lab.__file__).parent
_WHAT_SEES: Final = ("video", "pose", "level")


def seen_in(clip: Path, model: Path | None) -> tuple[PoseSequence, ClipFacts]:
    """Return the finished poses of a clip, from the cache if clip, model and code are the same.

    Raises
    ------
    ClipError
        If the clip cannot be read.
    """
    key = hashlib.sha256(clip.read_bytes() + model_hash(model) + code_hash()).hexdigest()[:16]
    kept = clip.parent / "seen" / f"{clip.stem}.{key}.npz"
    if kept.exists():
        return _read(kept)
    poses, facts = see_clip(clip, AnalysisOptions(model=model))
    kept.parent.mkdir(exist_ok=True)
    _write(kept, poses, facts)
    return poses, facts


@lru_cache
def model_hash(model: Path | None) -> bytes:
    """Checksum of a pose model file, the product's own for None."""
    return hashlib.sha256(find_model(model).read_bytes()).digest()


@lru_cache(maxsize=1)
def code_hash() -> bytes:
    """Checksum of the code that turns a video into poses."""
    found = hashlib.sha256()
    for folder in _WHAT_SEES:
        for path in sorted((_PACKAGE / folder).rglob("*.py")):
            found.update(path.read_bytes())
    return found.digest()


def _write(path: Path, poses: PoseSequence, facts: ClipFacts) -> None:
    view = poses.view
    arrays = {f"poses.{n}": v for n, v in _shallow(poses).items() if isinstance(v, np.ndarray)}
    texts: dict[str, Any] = {"facts": asdict(facts), "provenance": asdict(poses.provenance)}
    if view is not None:
        parts = _shallow(view)
        arrays |= {f"view.{n}": v for n, v in parts.items() if isinstance(v, np.ndarray)}
        texts["view"] = {n: v for n, v in parts.items() if not isinstance(v, np.ndarray)}
    if poses.level is not None:
        texts["level"] = asdict(poses.level)
    if poses.camera is not None:
        texts["camera"] = asdict(poses.camera)
    texts["cuts_s"] = poses.cuts_s
    # Under another name first: a run that is stopped leaves no half of a file behind.
    half = path.with_name(f"{path.stem}.{os.getpid()}.part")
    with half.open("wb") as file:
        np.savez_compressed(
            file,
            allow_pickle=False,
            texts=np.array(json.dumps(texts)),
            image_size_px=np.array(poses.image_size_px),
            **arrays,
        )
    half.replace(path)


def _read(path: Path) -> tuple[PoseSequence, ClipFacts]:
    with np.load(path, allow_pickle=False) as kept:
        texts = json.loads(str(kept["texts"]))
        arrays: dict[str, dict[str, Any]] = {"poses": {}, "view": {}}
        for name in kept.files:
            owner, _, field = name.partition(".")
            if field:
                arrays[owner][field] = kept[name]
        width, height = (int(v) for v in kept["image_size_px"])
    view = View(**texts["view"], **arrays["view"]) if "view" in texts else None
    level = Level(**texts["level"]) if "level" in texts else None
    camera = CameraMotion(**texts["camera"]) if "camera" in texts else None
    provenance = Provenance(**{n: _tuple(v) for n, v in texts["provenance"].items()})
    poses = PoseSequence(
        **arrays["poses"],
        image_size_px=(width, height),
        view=view,
        level=level,
        provenance=provenance,
        cuts_s=tuple(texts["cuts_s"]),
        camera=camera,
    )
    return poses, ClipFacts(**{n: _tuple(v) for n, v in texts["facts"].items()})


def _shallow(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
