"""Teach the networks that read rib flare: ``python -m groundtruth.learning.ribs``.

``--train A.npz --check C.npz --out ribs.npz`` is seeded from end to end and reports on people who
were not taught on: how far off flares are, and how well those of 20 mm are told from none.
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
from posture_lab.metrics.learned.ribs import UNIT_MM

WIDTHS = (256, 128)
COURSE = Course(30, 2e-3)
DECAY = 0.2
SEED = 40

FLARED_MM, NONE_MM = 20.0, 3.0
WEIGHT_FLARED, WEIGHT_RAISED = 4.0, 3.0
"""Most people on pictures have quiet ribs and their arms down; what matters are the others."""


def fit_network(frames: Frames, scaling: Scaling, seed: int) -> SmallNetwork:
    """Fit one network to how far the ribs have come forward from the person's neutral."""
    return teach(Lesson(WIDTHS, COURSE, DECAY, _loss_of), frames, scaling, seed)


def _loss_of(some: Frames, _: NDArray[np.int64], ask: Ask) -> torch.Tensor:
    change = ask(some.features) - ask(some.neutral_features)
    weight = np.where(some.ribs_mm > NONE_MM, WEIGHT_FLARED, 1.0)
    weight = weight * np.where(some.raised, WEIGHT_RAISED, 1.0)
    off = change - torch.from_numpy(some.ribs_mm / np.float32(UNIT_MM))
    return (torch.from_numpy(weight.astype(np.float32)) * off**2).mean()


@torch.no_grad()
def found_mm(networks: list[SmallNetwork], scaling: Scaling, frames: Frames) -> Floats:
    """(N,) the ensemble's mean answer: how far the ribs have come forward."""
    here, there = scaling.inputs(frames.features), scaling.inputs(frames.neutral_features)
    changes = [(network(here) - network(there)).numpy() for network in networks]
    found: Floats = np.mean(changes, axis=0) * UNIT_MM
    return found


def report(found: Floats, frames: Frames) -> None:
    """Print what is read of people with raised arms, within 10 degrees of the side view."""
    chosen = frames.raised & (frames.yaw_deg <= 10) & ~frames.neutral
    true, read = frames.ribs_mm[chosen], found[chosen]
    flared, quiet = read[true >= FLARED_MM], read[true < NONE_MM]
    above = np.subtract.outer(flared, quiet)
    auc = np.mean(above > 0) + 0.5 * np.mean(above == 0)
    slope = np.polyfit(true, read, 1)[0]
    print(
        f"{len(true)} frames, MAE {np.abs(read - true).mean():.1f} mm, slope {slope:.2f}, "
        f"AUC {auc:.3f} ({len(flared)} flared, {len(quiet)} quiet)"
    )


def main() -> None:
    """Fit, report, write."""
    one_thread()
    chosen = asked(__doc__)
    train = read_frames(chosen.train)
    scaling = scaling_of(train)
    networks = teach_all(partial(fit_network, train, scaling), SEED, chosen.workers)
    for path in (None, *chosen.check):
        check = made_upright(train if path is None else read_frames([path]))
        report(found_mm(networks, scaling, check), check)
    keep(networks, scaling, chosen.out)


if __name__ == "__main__":
    main()
