"""Small networks that read one number off a frame's inputs: how they look and are taught."""

import argparse
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from groundtruth.learning.ensemble import BATCH, LEVEL_KNOWN, NOISE, Course, Scaling
from groundtruth.learning.fit import layers_of, one_thread
from groundtruth.learning.frames import Floats, Frames
from groundtruth.learning.roll import made_upright, rolled_features, rolls
from posture_lab.metrics.learned.features import LEVEL

DROPOUT = 0.1
MEMBERS = 4


class SmallNetwork(nn.Module):
    """Two hidden layers and one answer."""

    def __init__(self, inputs: int, widths: tuple[int, int]) -> None:
        super().__init__()
        first, second = widths
        self.layers = nn.Sequential(
            nn.Linear(inputs, first), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(first, second), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(second, 1),
        )  # fmt: skip

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Return (N,)."""
        return self.layers(inputs)[:, 0]


Ask = Callable[[Floats], torch.Tensor]
"""What a network says (N,) of features (N, F) that are shaken first."""

LossOf = Callable[[Frames, NDArray[np.int64], Ask], torch.Tensor]
"""The loss of some frames, whose numbers among all of them are the second argument."""


@dataclass(frozen=True)
class Lesson:
    """How a network looks, how long and how boldly it is taught, and what it should learn."""

    widths: tuple[int, int]
    course: Course
    decay: float
    loss_of: LossOf


def teach(lesson: Lesson, frames: Frames, scaling: Scaling, seed: int) -> SmallNetwork:
    """Fit one network; the same seed gives the same one."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = SmallNetwork(2 * frames.features.shape[1], lesson.widths)
    course = lesson.course
    optimiser = torch.optim.AdamW(model.parameters(), lr=course.rate, weight_decay=lesson.decay)
    steps = course.epochs * (len(frames.features) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, course.rate, total_steps=steps)
    for _ in range(course.epochs):
        for rows in torch.randperm(len(frames.features)).split(BATCH):
            some = made_upright(frames.take(rows.numpy()), rng.random(len(rows)) < LEVEL_KNOWN)
            roll_deg = rolls(len(rows), rng) * np.isnan(some.features[:, LEVEL])
            ask = _asked(model, scaling, roll_deg)
            loss = lesson.loss_of(some, rows.numpy(), ask)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return model.eval()


def _asked(model: SmallNetwork, scaling: Scaling, roll_deg: Floats) -> Ask:
    def ask(features: Floats) -> torch.Tensor:
        inputs = scaling.inputs(rolled_features(features, roll_deg))
        said: torch.Tensor = model(inputs + NOISE * torch.randn(inputs.shape))
        return said

    return ask


def teach_all(
    fit: Callable[[int], SmallNetwork], first_seed: int, workers: int
) -> list[SmallNetwork]:
    """MEMBERS networks of one make, each from a seed of its own; ``fit`` must be importable."""
    with ProcessPoolExecutor(workers, initializer=one_thread) as pool:
        return list(pool.map(fit, range(first_seed, first_seed + MEMBERS)))


def keep(networks: Sequence[SmallNetwork], scaling: Scaling, out: Path) -> None:
    """Write the networks as plain arrays."""
    arrays = {"mean": scaling.mean, "spread": scaling.spread, **layers_of(networks)}
    np.savez_compressed(out, **{n: a.astype(np.float32) for n, a in arrays.items()})


def asked(description: str | None) -> argparse.Namespace:
    """The command line that all of these share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()
