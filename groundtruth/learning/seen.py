"""What the product sees in rendered bursts: landmarks, outlines and the spine model's inputs.

``python -m groundtruth.learning.seen BURSTS OUT.npz`` reads every burst once and keeps what the
training needs, so that fitting takes minutes. Run it in the product's own environment.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from groundtruth.bursts import NEUTRAL_FRAMES, Burst, read_burst
from groundtruth.learning.features import spine_features
from groundtruth.learning.targets import TARGETS
from posture_lab.metrics.geometry import side_body
from posture_lab.pose.landmarker import Seen, Tracker
from posture_lab.pose.landmarks import LANDMARK_COUNT
from posture_lab.pose.model import find_model
from posture_lab.pose.outline import orient_outline, trace_outline
from posture_lab.pose.sequence import OUTLINE_STATIONS, PoseSequence, View
from posture_lab.pose.view import estimate_view

SPLITS = ("train", "calibrate", "test")


def look(tracker: Tracker, burst: Burst, *, mirrored: bool, exact: bool) -> PoseSequence:
    """See every picture of a burst, as a clip's tracker would that is already on the person.

    ``mirrored`` turns the pictures round; ``exact`` takes the outline from the exact mask.
    """
    rows: list[tuple[Seen | None, np.ndarray]] = []
    for picture, mask in zip(burst.pictures, burst.masks, strict=True):
        image = np.ascontiguousarray(picture[:, ::-1] if mirrored else picture)
        # From the pose before, the tracker would look in the wrong place and drag that pose along.
        tracker.forget()
        tracker.follow(image)
        seen = tracker.follow(image)
        outline = np.full((len(OUTLINE_STATIONS), 2), np.nan)
        if seen is not None:
            sharp = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.7)
            shown = np.ascontiguousarray(sharp[:, ::-1] if mirrored else sharp)
            source = shown if exact else seen.mask
            if source is not None:
                outline = trace_outline(source, seen.landmarks_px)
        rows.append((seen, outline))
    facing = burst.facing if not mirrored else {"left": "right", "right": "left"}[burst.facing]
    return _sequence(rows, burst.pictures.shape[2], burst.pictures.shape[1], facing)


def _sequence(
    rows: list[tuple[Seen | None, np.ndarray]], width: int, height: int, facing: Any
) -> PoseSequence:
    count = len(rows)
    poses = PoseSequence(
        time_s=np.arange(count) / 1.0,
        landmarks_px=_stack([s.landmarks_px if s else None for s, _ in rows], (LANDMARK_COUNT, 2)),
        world_m=_stack([s.world_m if s else None for s, _ in rows], (LANDMARK_COUNT, 3)),
        visibility=_stack([s.visibility if s else None for s, _ in rows], (LANDMARK_COUNT,)),
        outline=np.stack([outline for _, outline in rows]),
        image_size_px=(width, height),
    )
    sign = np.full(count, 1.0 if facing == "right" else -1.0)
    yaw = estimate_view(poses).frame_yaw_deg
    view = View("side", facing, 0.0, facing, yaw, frame_facing=sign)
    return replace(poses, view=view, outline=orient_outline(poses.outline, sign))


def _stack(rows: list[np.ndarray | None], shape: tuple[int, ...]) -> np.ndarray:
    return np.stack([np.full(shape, np.nan) if row is None else row for row in rows])


def main(arguments: list[str]) -> None:
    """Read the bursts of a folder into one file; bursts already in it are not read again."""
    folder, out = Path(arguments[0]), Path(arguments[1])
    known: dict[str, np.ndarray] = {}
    if out.exists():
        with np.load(out, allow_pickle=False) as data:
            known = {name: data[name] for name in data.files}
    done = set(known.get("burst", np.array([], dtype=str)).tolist())
    parts: dict[str, list[np.ndarray]] = {}
    paths = [path for path in sorted(folder.glob("*.npz")) if path.stem not in done]
    with Tracker(find_model(None)) as tracker:
        for path in paths:
            burst = read_burst(path)
            # The product shows the tracker everybody facing right, too.
            rows = _rows(tracker, burst, path.stem, mirrored=burst.facing == "left")
            for name, values in rows.items():
                parts.setdefault(name, []).append(values)
    joined = {name: np.concatenate(rows) for name, rows in parts.items()}
    if known and joined:
        joined = {name: np.concatenate([known[name], rows]) for name, rows in joined.items()}
    if joined:
        np.savez_compressed(out, **joined)
    total = len((joined or known).get("burst", []))
    print(f"{len(paths)} bursts read, {total} frames in {out}")


def _rows(tracker: Tracker, burst: Burst, name: str, *, mirrored: bool) -> dict[str, np.ndarray]:
    count = len(burst.pictures)
    poses = look(tracker, burst, mirrored=mirrored, exact=False)
    body = side_body(poses)
    columns = [burst.signal_names.index(target) for target in TARGETS]
    return {
        "features": spine_features(body, poses.outline).astype(np.float32),
        "targets": burst.signals[:, columns].astype(np.float32),
        "signals": burst.signals.astype(np.float32),
        "landmarks_px": poses.landmarks_px.astype(np.float32),
        "visibility": poses.visibility.astype(np.float32),
        "outline": poses.outline.astype(np.float32),
        "yaw_deg": np.full(count, burst.yaw_deg, np.float32),
        "looseness": np.full(count, burst.looseness, np.float32),
        "loose": np.full(count, burst.clothing == "loose"),
        "neutral": np.arange(count) < NEUTRAL_FRAMES,
        "mirrored": np.full(count, mirrored),
        "body": np.full(count, burst.body_id),
        "split": np.full(count, SPLITS.index(burst.split)),
        "burst": np.full(count, name, dtype="U32"),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
