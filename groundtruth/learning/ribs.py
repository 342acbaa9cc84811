"""Teach the networks that read rib flare: ``python -m groundtruth.learning.ribs``.

``--train A.npz --check C.npz --out ribs.npz`` is seeded from end to end and reports on people who
were not taught on: how far off flares are, and how well those of 20 mm are told from none.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import nn

from groundtruth.learning.ensemble import BATCH, LEVEL_KNOWN, NOISE, Scaling, scaling_of
from groundtruth.learning.fit import layers_of, one_thread
from groundtruth.learning.frames import Floats, Frames, read_frames
from groundtruth.learning.roll import made_upright, rolled_features, rolls
from posture_lab.metrics.learned.features import LEVEL
from posture_lab.metrics.learned.ribs import UNIT_MM

WIDTHS = (256, 128)
DROPOUT = 0.1
EPOCHS = 30
RATE = 2e-3
DECAY = 0.2
MEMBERS = 4
SEED = 40

FLARED_MM, NONE_MM = 20.0, 3.0
WEIGHT_FLARED, WEIGHT_RAISED = 4.0, 3.0
"""Most people on pictures have quiet ribs and their arms down; what matters are the others."""


class RibNetwork(nn.Module):
    """One network: from a frame's inputs to the place of the lower ribs, in UNIT_MM."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        first, second = WIDTHS
        self.layers = nn.Sequential(
            nn.Linear(inputs, first), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(first, second), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(second, 1),
        )  # fmt: skip

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Return (N,)."""
        return self.layers(inputs)[:, 0]


def fit_network(frames: Frames, scaling: Scaling, seed: int) -> RibNetwork:
    """Fit one network to how far the ribs have come forward from the person's neutral."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = RibNetwork(2 * frames.features.shape[1])
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(frames.features) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)

    def answer(features: Floats, roll_deg: Floats) -> torch.Tensor:
        inputs = scaling.inputs(rolled_features(features, roll_deg))
        said: torch.Tensor = model(inputs + NOISE * torch.randn(inputs.shape))
        return said

    for _ in range(EPOCHS):
        for rows in torch.randperm(len(frames.features)).split(BATCH):
            some = made_upright(frames.take(rows.numpy()), rng.random(len(rows)) < LEVEL_KNOWN)
            roll_deg = rolls(len(rows), rng) * np.isnan(some.features[:, LEVEL])
            change = answer(some.features, roll_deg) - answer(some.neutral_features, roll_deg)
            weight = np.where(some.ribs_mm > NONE_MM, WEIGHT_FLARED, 1.0)
            weight = weight * np.where(some.raised, WEIGHT_RAISED, 1.0)
            off = change - torch.from_numpy(some.ribs_mm / np.float32(UNIT_MM))
            loss = (torch.from_numpy(weight.astype(np.float32)) * off**2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return model.eval()


@torch.no_grad()
def found_mm(networks: list[RibNetwork], scaling: Scaling, frames: Frames) -> Floats:
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    train = read_frames(asked.train)
    scaling = scaling_of(train)
    with ProcessPoolExecutor(asked.workers, initializer=one_thread) as pool:
        fit = partial(fit_network, train, scaling)
        networks = list(pool.map(fit, range(SEED, SEED + MEMBERS)))
    for path in (None, *asked.check):
        check = made_upright(train if path is None else read_frames([path]))
        report(found_mm(networks, scaling, check), check)
    arrays = {"mean": scaling.mean, "spread": scaling.spread, **layers_of(networks)}
    np.savez_compressed(asked.out, **{n: a.astype(np.float32) for n, a in arrays.items()})


if __name__ == "__main__":
    main()
