"""From raw estimates to a finished PoseSequence: joining parts, cleaning, smoothing, view."""

from collections.abc import Sequence

import numpy as np

from posture_lab.pose.outline import orient_outline
from posture_lab.pose.plausibility import drop_implausible
from posture_lab.pose.sequence import PoseSequence, Provenance
from posture_lab.pose.smoothing import CUTOFF_HZ, MAX_GAP_S, fill_gaps, smooth
from posture_lab.pose.view import estimate_view


def join_parts(parts: Sequence[PoseSequence]) -> PoseSequence:
    """Return raw parts of one clip, in order, as one raw sequence.

    Parts may overlap; from the overlap the earlier part's frames are kept.

    Raises
    ------
    ValueError
        If there are no parts or their picture sizes differ.
    """
    if not parts:
        raise ValueError("no parts to join")
    if len({part.image_size_px for part in parts}) > 1:
        raise ValueError("parts of one clip must have one picture size")
    kept = []
    last = -np.inf
    for part in parts:
        kept.append(part.time_s > last)
        last = max(last, float(part.time_s[-1])) if len(part) else last

    def joined(name: str) -> np.ndarray:
        return np.concatenate(
            [getattr(part, name)[keep] for part, keep in zip(parts, kept, strict=True)]
        )

    first = parts[0].provenance
    return PoseSequence(
        time_s=joined("time_s"),
        landmarks_px=joined("landmarks_px"),
        world_m=joined("world_m"),
        visibility=joined("visibility"),
        outline=joined("outline"),
        image_size_px=parts[0].image_size_px,
        provenance=Provenance(
            source=first.source,
            model=first.model,
            log=first.log,
            warnings=tuple(dict.fromkeys(w for part in parts for w in part.provenance.warnings)),
        ),
    )


def finish_sequence(*parts: PoseSequence) -> PoseSequence:
    """Return the finished sequence of one clip from its raw part or parts."""
    poses = drop_implausible(join_parts(parts))
    time_s = poses.time_s
    poses = poses.with_step(
        f"filled gaps up to {MAX_GAP_S} s",
        landmarks_px=fill_gaps(time_s, poses.landmarks_px),
        world_m=fill_gaps(time_s, poses.world_m),
        visibility=fill_gaps(time_s, poses.visibility),
        outline=fill_gaps(time_s, poses.outline),
    )
    poses = poses.with_step(
        f"smoothed at {CUTOFF_HZ:g} Hz, zero phase",
        landmarks_px=smooth(time_s, poses.landmarks_px),
        world_m=smooth(time_s, poses.world_m),
        outline=smooth(time_s, poses.outline),
    )
    view = estimate_view(poses)
    assert view.frame_facing is not None
    return poses.with_step(
        "estimated the view",
        view=view,
        outline=orient_outline(poses.outline, view.frame_facing),
    )
