"""What the product sees in rendered bursts: landmarks, outlines and the networks' inputs.

``python -m groundtruth.learning.seen BURSTS OUT.npz`` reads every burst once and keeps what the
training needs, so that fitting takes minutes. Run it in the product's own environment. With
``--perfect`` the true points and silhouettes are kept in the place of what MediaPipe sees.
"""

import argparse
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from groundtruth.bursts import NEUTRAL_FRAMES, Burst, read_burst
from groundtruth.learning.perfect import perfectly_seen
from posture_lab.level.finding import find_level
from posture_lab.level.lines import find_lines
from posture_lab.metrics.learned.ensemble import SIGNALS
from posture_lab.metrics.learned.features import body_features
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.pose.background import away_from_person
from posture_lab.pose.landmarker import Seen, Tracker
from posture_lab.pose.landmarks import LANDMARK_COUNT
from posture_lab.pose.model import find_model
from posture_lab.pose.outline import orient_outline, trace_outlines
from posture_lab.pose.sequence import LEG_OUTLINE_SHAPE, OUTLINE_STATIONS, PoseSequence, View

RIBS = "rib_flare_mm"


def look(tracker: Tracker, burst: Burst) -> PoseSequence:
    """See every picture of a burst, as a clip's tracker would that is already on the person.

    Everybody is shown facing right, as the product does it.
    """
    seen: list[Seen | None] = []
    turned = burst.pictures[:, :, ::-1] if burst.facing == "left" else burst.pictures
    images = np.ascontiguousarray(turned)
    for image in images:
        # From the pose before, the tracker would look in the wrong place and drag that pose along.
        tracker.forget()
        tracker.follow(image)
        seen.append(tracker.follow(image))
    return levelled(as_poses(seen, burst, images), images)


def levelled(poses: PoseSequence, pictures: NDArray[np.uint8]) -> PoseSequence:
    """The poses with what the (F, H, W, 3) pictures' lines tell of the camera."""
    both = zip(pictures, poses.landmarks_px, strict=True)
    lines = [away_from_person(find_lines(picture), points) for picture, points in both]
    level = find_level(lines, poses.image_size_px, poses.trunk_middle_px)
    return replace(poses, level=level)


def as_poses(
    seen: list[Seen | None], burst: Burst, pictures: NDArray[np.uint8] | None = None
) -> PoseSequence:
    """What was seen of every picture of a burst as one sequence of somebody who faces right.

    ``pictures`` are what was looked at, whose colours make the outlines finer than the masks.
    """
    count, height, width = burst.pictures.shape[:3]
    trunk = np.full((count, len(OUTLINE_STATIONS), 2), np.nan)
    legs = np.full((count, *LEG_OUTLINE_SHAPE), np.nan)
    for index, one in enumerate(seen):
        if one is not None and one.mask is not None:
            image = pictures[index] if pictures is not None else None
            trunk[index], legs[index] = trace_outlines(one.mask, one.landmarks_px, image)
    right = np.ones(count)
    yaw = np.full(count, abs(burst.yaw_deg))
    return PoseSequence(
        time_s=np.arange(count, dtype=float),
        landmarks_px=_stack([s.landmarks_px if s else None for s in seen], (LANDMARK_COUNT, 2)),
        world_m=_stack([s.world_m if s else None for s in seen], (LANDMARK_COUNT, 3)),
        visibility=_stack([s.visibility if s else None for s in seen], (LANDMARK_COUNT,)),
        outline=orient_outline(trunk, right),
        leg_outline=orient_outline(legs, right),
        image_size_px=(width, height),
        view=View("side", "right", abs(burst.yaw_deg), "right", yaw, frame_facing=right),
    )


def _stack(rows: list[np.ndarray | None], shape: tuple[int, ...]) -> np.ndarray:
    return np.stack([np.full(shape, np.nan) if row is None else row for row in rows])


def rows_of(poses: PoseSequence, burst: Burst, name: str) -> dict[str, np.ndarray]:
    """Return one row for each picture of a burst: inputs, truth, and what was seen.

    Inputs are those of a camera of which nothing is known; ``up_lean_deg`` and
    ``level`` (its fields) are what is known of it.
    """
    count = len(poses)
    level = poses.level
    unknown = np.full(count, np.nan)
    lean = (
        unknown if level is None else level.up_lean_deg(poses.trunk_middle_px, poses.image_size_px)
    )
    camera = np.full(4, np.nan) if level is None else np.array(astuple(level))
    poses = replace(poses, level=None)
    columns = [burst.signal_names.index(signal) for signal in SIGNALS]
    return {
        "features": body_features(side_body(poses), poses).astype(np.float32),
        "signals": burst.signals[:, columns].astype(np.float32),
        "ribs_mm": burst.signals[:, burst.signal_names.index(RIBS)].astype(np.float32),
        "landmarks_px": poses.landmarks_px.astype(np.float32),
        "visibility": poses.visibility.astype(np.float32),
        "outline": poses.outline.astype(np.float32),
        "leg_outline": poses.leg_outline.astype(np.float32),
        "up_lean_deg": lean.astype(np.float32),
        "level": np.tile(camera.astype(np.float32), (count, 1)),
        "size_px": np.tile(np.array(poses.image_size_px), (count, 1)),
        "yaw_deg": np.full(count, burst.yaw_deg, np.float32),
        "loose": np.full(count, burst.clothing == "loose"),
        "neutral": np.arange(count) < NEUTRAL_FRAMES,
        "body": np.full(count, burst.body_id),
        "burst": np.full(count, name, dtype="U32"),
    }


def main() -> None:
    """Read the bursts of a folder into one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bursts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--perfect", action="store_true")
    asked = parser.parse_args()
    rows = []
    with Tracker(find_model(None)) as tracker:
        for path in sorted(asked.bursts.glob("burst_*.npz")):
            burst = read_burst(path)
            poses = (
                as_poses(perfectly_seen(burst), burst) if asked.perfect else look(tracker, burst)
            )
            rows.append(rows_of(poses, burst, path.stem))
    joined = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
    np.savez_compressed(asked.out, signal_names=np.array(SIGNALS), **joined)
    print(f"{len(rows)} bursts, {len(joined['burst'])} frames in {asked.out}")


if __name__ == "__main__":
    main()
