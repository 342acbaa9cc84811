"""The networks: how they look, how they are taught, what they say."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
from torch import nn

from groundtruth.learning.frames import Floats, Frames
from groundtruth.learning.roll import made_upright, rolled_features, rolled_residuals, rolls
from groundtruth.learning.targets import ANGLE_OF_LINES
from posture_lab.metrics.learned.ensemble import LINES, SIGNALS, SPINE, SPINE_FROM_SAID
from posture_lab.metrics.learned.features import LEADING, LEVEL

WIDTH = 320
BATCH = 256
DROPOUT = 0.1
NOISE = 0.04
LINE_UNIT_DEG = 5.0
SPINE_UNIT_DEG = 10.0
FARTHEST = 8.0
LOG_SCALE = (-4.0, 3.0)

CLOTHES_WEIGHT = 0.1

LEVEL_KNOWN = 0.75
"""Share of frames shown upright where the room tells; the others as where it does not."""

OUTPUTS = len(LINES) + len(SPINE) + len(SIGNALS) + 1
"""Corrections, spine, scales, and the log-odds of loose clothes."""
UNITS = np.array(
    [LINE_UNIT_DEG] * (len(SIGNALS) - len(SPINE)) + [SPINE_UNIT_DEG] * len(SPINE), np.float32
)
"""Degrees that a signal's scale is counted in."""


@dataclass(frozen=True)
class Course:
    """How long and how boldly a network is taught."""

    epochs: int
    rate: float


FROM_NOTHING = Course(50, 3e-3)
FURTHER = Course(60, 2e-3)
"""Gentler, so that what was learned before is not lost."""


@dataclass(frozen=True)
class Scaling:
    """Mean and spread of each feature."""

    mean: Floats
    spread: Floats

    def inputs(self, features: Floats) -> torch.Tensor:
        """(N, 2 F): scaled values, 0 where missing, and for each 1 where it was missing."""
        missing = ~np.isfinite(features)
        scaled = np.clip((features - self.mean) / self.spread, -FARTHEST, FARTHEST)
        both = np.concatenate([np.where(missing, 0.0, scaled), missing], axis=1)
        return torch.from_numpy(both.astype(np.float32))


def scaling_of(frames: Frames) -> Scaling:
    """Return the scaling that suits the frames; hardly varying inputs are not blown up."""
    features = made_upright(frames).features
    mean = np.nanmean(features, axis=0)
    return Scaling(mean, np.maximum(np.nanstd(features, axis=0), 0.02))


class Member(nn.Module):
    """One network: line corrections, spine, log-scales of the errors, log-odds of loose clothes."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(inputs, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, OUTPUTS),
        )  # fmt: skip

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Return (N, OUTPUTS)."""
        return self.layers(inputs)


def shaken(inputs: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Inputs as they might have been: everything wavers, stretches of outline are missing."""
    half = inputs.shape[1] // 2
    values = inputs[:, :half] + NOISE * torch.randn(len(inputs), half, generator=generator)
    missing = inputs[:, half:].clone()
    edges = LEVEL - LEADING
    start = torch.randint(0, edges, (len(inputs), 1), generator=generator)
    length = torch.randint(2, 16, (len(inputs), 1), generator=generator)
    place = torch.arange(edges)[None]
    gone = (place >= start) & (place < start + length)
    gone &= torch.rand(len(inputs), 1, generator=generator) < 0.25
    outline = slice(LEADING, LEVEL)
    missing[:, outline] = torch.maximum(missing[:, outline], gone.float())
    return torch.cat([torch.where(missing > 0, torch.zeros(()), values), missing], dim=1)


def fit_member(frames: Frames, scaling: Scaling, seed: int, start: Member | None = None) -> Member:
    """Fit one network, from nothing or further from ``start``.

    Networks of one ensemble differ by where they start and by what shakes them.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    generator = torch.Generator().manual_seed(seed)
    model = (start or Member(2 * frames.features.shape[1])).train()
    course = FURTHER if start else FROM_NOTHING
    optimiser = torch.optim.AdamW(model.parameters(), lr=course.rate, weight_decay=0.1)
    steps = course.epochs * (len(frames.features) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, course.rate, total_steps=steps)

    def answer(features: Floats, roll_deg: Floats) -> torch.Tensor:
        inputs = scaling.inputs(rolled_features(features, roll_deg))
        said: torch.Tensor = model(shaken(inputs, generator))
        return said

    for _ in range(course.epochs):
        for rows in torch.randperm(len(frames.features), generator=generator).split(BATCH):
            known = rng.random(len(rows)) < LEVEL_KNOWN
            some = made_upright(frames.take(rows.numpy()), known)
            # One camera filmed a person's neutral and all their poses; one that is level is so.
            unknown = np.isnan(some.features[:, LEVEL])
            roll_deg = rolls(len(rows), rng) * unknown
            here = answer(some.features, roll_deg)
            there = answer(some.neutral_features, roll_deg)
            loss = _loss(here, there, _Truth.of(some, roll_deg)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return _centred(model.eval(), scaling.inputs(made_upright(frames).neutral_features))


@dataclass(frozen=True)
class _Truth:
    """N frames in units of the outputs: residuals, change of spine and trunk, loose clothes."""

    residuals: torch.Tensor
    spine: torch.Tensor
    trunk: torch.Tensor
    loose: torch.Tensor

    @classmethod
    def of(cls, frames: Frames, roll_deg: Floats) -> Self:
        """What is true of frames in pictures turned forward by ``roll_deg`` (N,)."""
        residuals = rolled_residuals(frames.residuals, roll_deg)
        return cls(
            torch.from_numpy(residuals / LINE_UNIT_DEG),
            torch.from_numpy(frames.spine / SPINE_UNIT_DEG),
            torch.from_numpy(frames.trunk_change_deg / SPINE_UNIT_DEG),
            torch.from_numpy(frames.loose.astype(np.float32)),
        )


def _loss(here: torch.Tensor, there: torch.Tensor, truth: _Truth) -> torch.Tensor:
    lines, start = len(LINES), len(LINES) + len(SPINE)
    # What is unknown must not reach the loss, not even multiplied by 0.
    known_lines = torch.isfinite(truth.residuals)
    line_off = here[:, :lines] - truth.residuals.nan_to_num()
    line_off = torch.where(known_lines, line_off, torch.zeros(()))
    angles = torch.from_numpy(ANGLE_OF_LINES.astype(np.float32))
    known_angles = (~known_lines).float() @ angles.abs().T == 0
    known = torch.cat([known_angles, torch.isfinite(truth.spine)], dim=1)
    change = _spine_change(here[:, lines:start] - there[:, lines:start], truth.trunk)
    off = torch.cat([line_off @ angles.T, change - truth.spine.nan_to_num()], dim=1).abs()
    scale = here[:, start:-1].clamp(*LOG_SCALE)
    each = off * torch.exp(-scale) + scale + 2.0 * off
    clothes = nn.functional.binary_cross_entropy_with_logits(
        here[:, -1], truth.loose, reduction="none"
    )
    return torch.where(known, each, torch.zeros(())).mean(dim=1) + CLOTHES_WEIGHT * clothes


def _spine_change(said: torch.Tensor, trunk: torch.Tensor) -> torch.Tensor:
    """(..., N, 3) change of the spine from what was said of it and the trunk's change (N,)."""
    spine = said @ torch.from_numpy(SPINE_FROM_SAID.T.astype(np.float32))
    return spine + nn.functional.pad(trunk[:, None], (0, len(SPINE) - 1))


@torch.no_grad()
def _centred(model: Member, neutral: torch.Tensor) -> Member:
    """Put the spine's arbitrary zero at everybody's neutral, so that networks compare."""
    last = model.layers[-1]
    spine = slice(len(LINES), len(LINES) + len(SPINE))
    last.bias[spine] -= model(neutral)[:, spine].mean(dim=0)
    return model


@dataclass(frozen=True)
class Found:
    """What the ensemble says: (N, lines) residuals, (N, 3) spine change, (N, signals) scales.

    ``loose`` (N,) are log-odds of loose clothes.
    """

    residuals: Floats
    spine: Floats
    scales: Floats
    loose: Floats

    def off(self, frames: Frames) -> Floats:
        """(N, signals) absolute error in degrees, NaN where the truth is unknown."""
        lines = self.residuals - frames.residuals
        angles = np.stack(
            [
                sum(lines[:, k] * part for k, part in enumerate(row) if part)
                for row in ANGLE_OF_LINES
            ],
            axis=1,
        )
        off: Floats = np.abs(np.concatenate([angles, self.spine - frames.spine], axis=1))
        return off


@torch.no_grad()
def ask(members: list[Member], scaling: Scaling, frames: Frames) -> Found:
    """Return the ensemble's mean answer; scales grow where the networks disagree.

    Frames are taken as they are: ``made_upright`` first, if that is meant.
    """
    here = torch.stack([m(scaling.inputs(frames.features)) for m in members])
    there = torch.stack([m(scaling.inputs(frames.neutral_features)) for m in members])
    lines, start = len(LINES), len(LINES) + len(SPINE)
    angles = here[..., :lines] @ torch.from_numpy(ANGLE_OF_LINES.T.astype(np.float32))
    trunk = torch.from_numpy(frames.trunk_change_deg / SPINE_UNIT_DEG)
    change = _spine_change((here - there)[..., lines:start], trunk).numpy()
    own = _spine_change(here[..., lines:start], torch.zeros_like(trunk)).numpy()
    disagreement = np.concatenate([angles.numpy(), own], axis=-1).std(axis=0, ddof=1)
    said = here.numpy()
    scale = np.exp(np.clip(said[..., start:-1], *LOG_SCALE)).mean(axis=0) + disagreement
    return Found(
        said[..., :lines].mean(axis=0) * LINE_UNIT_DEG,
        change.mean(axis=0) * SPINE_UNIT_DEG,
        scale * UNITS,
        said[..., -1].mean(axis=0),
    )
