"""Teach the networks that read the yaw off the side view: ``python -m groundtruth.learning.turn``.

``--train A.npz --check C.npz --out turn.npz`` is seeded from end to end and reports on people who
were not taught on.
"""

from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray

from groundtruth.learning.ensemble import Course, Scaling, scaling_of
from groundtruth.learning.fit import one_thread
from groundtruth.learning.frames import Floats, Frames, read_frames
from groundtruth.learning.roll import made_upright
from groundtruth.learning.small import Ask, Lesson, SmallNetwork, asked, keep, teach, teach_all
from posture_lab.metrics.learned.turn import UNIT_DEG, without_far_leg

WIDTHS = (128, 64)
COURSE = Course(25, 3e-3)
DECAY = 0.1
SEED = 60

STEP_DEG = 5.0
"""Views are counted in steps of this, so that rare ones weigh more."""
FAR_DEG = 15.0
"""From here on a view is reported as far off the side."""


def rarity(yaw_deg: Floats) -> Floats:
    """(N,) weights, 1 in the mean: the square root of how rare a view is among all of them."""
    step = (yaw_deg / STEP_DEG).astype(int)
    weight = np.bincount(step)[step] ** -0.5
    rare: Floats = (weight / weight.mean()).astype(np.float32)
    return rare


def fit_network(frames: Frames, scaling: Scaling, seed: int) -> SmallNetwork:
    """Fit one network to the yaw, unsigned."""
    weight = rarity(frames.yaw_deg)

    def loss_of(some: Frames, rows: NDArray[np.int64], ask: Ask) -> torch.Tensor:
        off = ask(without_far_leg(some.features)) - torch.from_numpy(
            some.yaw_deg / np.float32(UNIT_DEG)
        )
        return (torch.from_numpy(weight[rows]) * off.abs()).mean()

    return teach(Lesson(WIDTHS, COURSE, DECAY, loss_of), frames, scaling, seed)


@torch.no_grad()
def report(networks: list[SmallNetwork], scaling: Scaling, frames: Frames) -> None:
    """Print how far off the ensemble is, in all frames and in those far off the side."""
    inputs = scaling.inputs(without_far_leg(frames.features))
    found = np.mean([network(inputs).numpy() for network in networks], axis=0) * UNIT_DEG
    off = found - frames.yaw_deg
    far = off[frames.yaw_deg > FAR_DEG]
    print(
        f"{len(off)} frames, MAE {np.abs(off).mean():.1f}, "
        f"far off {np.abs(far).mean():.1f} (bias {far.mean():.1f}, {len(far)} frames)"
    )


def main() -> None:
    """Fit, report, write."""
    one_thread()
    chosen = asked(__doc__)
    train = read_frames(chosen.train, max_yaw_deg=np.inf)
    scaling = scaling_of(train)
    networks = teach_all(partial(fit_network, train, scaling), SEED, chosen.workers)
    for path in (None, *chosen.check):
        check = train if path is None else read_frames([path], max_yaw_deg=np.inf)
        report(networks, scaling, made_upright(check))
    keep(networks, scaling, chosen.out)


if __name__ == "__main__":
    main()
