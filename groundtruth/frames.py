"""Bursts for training: pictures of one person with exact masks and truth."""

from typing import TYPE_CHECKING

import numpy as np

from groundtruth import truth
from groundtruth.bursts import Burst
from groundtruth.skin import bulges, pose_vertices
from groundtruth.takes import Take

if TYPE_CHECKING:  # it draws, which the tests need not
    from groundtruth.studio import Studio


def draw_burst(take: Take, studio: "Studio") -> Burst:
    """Draw a take with its masks, and work out its truth.

    Raises
    ------
    ValueError
        If the take is the second hand's: what learns from pictures would learn its choices.
    """
    if take.scenario.hand != "first":
        raise ValueError("Nothing is fitted to what the second hand draws: draw with the first.")
    shots = list(studio.film_with_masks(take))
    bumps = bulges(take.body)
    vertices = [pose_vertices(take.body, take.posed, f, bumps) for f in range(len(take.time_s))]
    track = truth.track_points(take.body, take.posed, vertices)
    view = truth.view_of(take.camera, take.motion)
    person, outfit = take.scenario.person, take.scenario.outfit
    signals = truth.signals_of(
        take.body, take.posed, take.motion, track, side=view["near_side"], neutral=person.neutral()
    )
    return Burst(
        pictures=np.stack([picture for picture, _ in shots]),
        masks=np.stack([mask for _, mask in shots]),
        point_names=list(track.names),
        points_px=take.camera.project(track.points),
        points_m=track.points,
        signal_names=list(signals),
        signals=np.stack(list(signals.values()), axis=1),
        body_id=person.body_id,
        split=person.split,
        clothing=outfit.clothing,
        looseness=outfit.looseness_m,
        yaw_deg=view["yaw_deg"],
        near_side=view["near_side"],
        facing=view["facing"],
    )
