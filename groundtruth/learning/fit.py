"""Fit the spine model: an ensemble of small networks, with calibrated errors.

``python -m groundtruth.learning.fit TRAIN.npz CALIBRATE.npz OUT.npz`` is seeded from end to end.
It learns differences from the person's own neutral, because that is what the product reports.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from groundtruth.learning.targets import TARGETS

MEMBERS = 6
WIDTH = 96
EPOCHS = 80
BATCH = 256
DROPOUT = 0.05
SEED = 20
COVERAGE = 0.9
OUTLINE_START = 10
SIDE_LIMIT_DEG = 25.0

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Frames:
    """Frames of many bursts: inputs, targets, and for each frame its person's neutral inputs."""

    features: Floats
    targets: Floats
    neutral_features: Floats
    loose: NDArray[np.bool_]
    yaw_deg: Floats
    body: NDArray[np.int64]
    neutral: NDArray[np.bool_]

    def take(self, chosen: NDArray[np.bool_]) -> "Frames":
        """Return the frames that are True in ``chosen``."""
        return Frames(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def read_frames(path: Path) -> Frames:
    """Read what ``groundtruth.learning.seen`` kept, without frames in which nobody was found."""
    with np.load(path, allow_pickle=False) as data:
        read = {name: data[name] for name in data.files}
    features = read["features"]
    half = features.shape[1] // 2
    seen = features[:, half] == 0
    burst = np.char.add(read["burst"], np.where(read["mirrored"], "m", ""))
    names, group = np.unique(burst, return_inverse=True)
    neutral = np.full((len(names), features.shape[1]), np.nan, np.float32)
    for index in range(len(names)):
        rows = features[(group == index) & read["neutral"] & seen]
        if len(rows):
            neutral[index] = rows.mean(axis=0)
    usable = seen & np.isfinite(neutral[group]).all(axis=1)
    usable &= np.abs(read["yaw_deg"]) <= SIDE_LIMIT_DEG
    frames = Frames(
        features,
        read["targets"][:, : len(TARGETS)],
        neutral[group],
        read["loose"],
        np.abs(read["yaw_deg"]),
        read["body"].astype(np.int64),
        read["neutral"],
    )
    return frames.take(usable)


class Member(nn.Module):
    """One network: values and log-scales of the targets."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        outputs = 2 * len(TARGETS)
        self.layers = nn.Sequential(
            nn.Linear(inputs, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, outputs),
        )  # fmt: skip

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Return (N, outputs)."""
        return self.layers(inputs)


@dataclass(frozen=True)
class Scaling:
    """Mean and spread of the inputs, spread of the targets."""

    mean: Floats
    spread: Floats
    target: Floats

    def inputs(self, features: Floats) -> torch.Tensor:
        """Return scaled inputs."""
        return torch.from_numpy((features - self.mean) / self.spread)


def scaling_of(frames: Frames) -> Scaling:
    """Return the scaling that suits the frames; hardly varying inputs are not blown up."""
    spread = np.maximum(frames.features.std(axis=0), 0.05)
    return Scaling(frames.features.mean(axis=0), spread, frames.targets.std(axis=0))


def augment(inputs: torch.Tensor, features: int, generator: torch.Generator) -> torch.Tensor:
    """Shake the inputs: edges waver, stretches of outline go missing, landmarks are off."""
    half = features // 2
    shaken = inputs + 0.06 * torch.randn(inputs.shape, generator=generator)
    stations = (half - OUTLINE_START) // 2
    wave = torch.randn(len(inputs), 4, generator=generator)
    heights = torch.linspace(0, 3.1416, stations)
    bend = sum(wave[:, k : k + 1] * torch.cos(k * heights)[None] for k in range(4)) * 0.05
    outline = shaken[:, OUTLINE_START:half].reshape(len(inputs), stations, 2)
    outline = outline + bend[..., None] * torch.randn(len(inputs), 1, 2, generator=generator)
    return torch.cat(
        [shaken[:, :OUTLINE_START], outline.reshape(len(inputs), -1), inputs[:, half:]], dim=1
    )


def fit_member(frames: Frames, scaling: Scaling, seed: int) -> Member:
    """Fit one network on a bootstrap of the bodies."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    generator = torch.Generator().manual_seed(seed)
    bodies = np.unique(frames.body)
    drawn = rng.choice(bodies, size=len(bodies))
    weight = np.array([(drawn == body).sum() for body in bodies], dtype=np.float32)
    weights = torch.from_numpy(weight[np.searchsorted(bodies, frames.body)])
    inputs = scaling.inputs(frames.features)
    neutral = scaling.inputs(frames.neutral_features)
    targets = torch.from_numpy(frames.targets / scaling.target)
    model = Member(inputs.shape[1])
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.1)
    steps = EPOCHS * (len(inputs) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    features = inputs.shape[1]
    count = len(TARGETS)
    for _ in range(EPOCHS):
        order = torch.randperm(len(inputs), generator=generator)
        for rows in order.split(BATCH):
            here = model(augment(inputs[rows], features, generator))
            there = model(augment(neutral[rows], features, generator))
            difference = here[:, :count] - there[:, :count]
            log_scale = here[:, count:].clamp(-4, 3)
            off = (difference - targets[rows]).abs()
            likelihood = (off * torch.exp(-log_scale) + log_scale).mean(dim=1) + off.mean(dim=1)
            loss = (weights[rows] * likelihood).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return centred(model.eval(), neutral)


@torch.no_grad()
def centred(model: Member, neutral: torch.Tensor) -> Member:
    """Move the arbitrary zero to the middle of everybody's neutral, so that networks compare."""
    last = model.layers[-1]
    count = len(TARGETS)
    last.bias[:count] -= model(neutral)[:, :count].mean(dim=0)
    return model


@dataclass(frozen=True)
class Found:
    """What the ensemble says of some frames."""

    differences: Floats
    scales: Floats


@torch.no_grad()
def predict(members: list[Member], scaling: Scaling, frames: Frames) -> Found:
    """Differences from neutral and error scales, (N, targets) each."""
    count = len(TARGETS)
    here = torch.stack([m(scaling.inputs(frames.features)) for m in members])
    there = torch.stack([m(scaling.inputs(frames.neutral_features)) for m in members])
    difference = (here - there)[..., :count]
    spread = here[..., :count].std(dim=0)
    scale = torch.exp(here[..., count:].clamp(-4, 3)).mean(dim=0) + spread
    return Found(
        difference.mean(dim=0).numpy() * scaling.target,
        scale.numpy() * scaling.target,
    )


def half_widths(found: Found, frames: Frames) -> Floats:
    """Factor per target by which a scale becomes a 90 % half-width, on bodies not fitted."""
    ratio = np.abs(found.differences - frames.targets) / found.scales
    level = np.ceil((len(ratio) + 1) * COVERAGE) / len(ratio)
    factors: Floats = np.quantile(ratio, min(level, 1.0), axis=0).astype(np.float32)
    return factors


def report(name: str, found: Found, frames: Frames, factors: Floats) -> None:
    """Print mean absolute error and coverage, by clothes and yaw."""
    off = np.abs(found.differences - frames.targets)
    inside = off <= factors * found.scales
    groups = {
        "all": np.ones(len(off), bool),
        "tight": ~frames.loose & (frames.yaw_deg <= 10),
        "loose": frames.loose & (frames.yaw_deg <= 10),
        "off axis": frames.yaw_deg > 10,
    }
    for group, chosen in groups.items():
        errors = " ".join(
            f"{target} {off[chosen, k].mean():.2f} ({inside[chosen, k].mean():.0%})"
            for k, target in enumerate(TARGETS)
        )
        still = np.abs(frames.targets[chosen]).mean(axis=0)
        print(f"{name:10s} {group:9s} n={chosen.sum():5d} {errors} | zero: {np.round(still, 1)}")


def weights_of(members: list[Member], scaling: Scaling, factors: Floats) -> dict[str, Floats]:
    """Everything that inference needs, as plain arrays; scales already are half-widths."""
    arrays: dict[str, Floats] = {
        "mean": scaling.mean,
        "spread": scaling.spread,
        "target": scaling.target,
        "half_width": factors,
    }
    layers = [
        index for index, layer in enumerate(members[0].layers) if isinstance(layer, nn.Linear)
    ]
    for number, index in enumerate(layers):
        arrays[f"weight_{number}"] = np.stack(
            [m.layers[index].weight.detach().numpy().T for m in members]
        )
        arrays[f"bias_{number}"] = np.stack(
            [m.layers[index].bias.detach().numpy() for m in members]
        )
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def main(arguments: list[str]) -> None:
    """Fit, calibrate, report, write."""
    train, calibrate = (read_frames(Path(path)) for path in arguments[:2])
    calibrate = calibrate.take(~calibrate.neutral)
    torch.set_num_threads(1)
    scaling = scaling_of(train)
    members = [fit_member(train, scaling, SEED + index) for index in range(MEMBERS)]
    found = predict(members, scaling, calibrate)
    factors = half_widths(found, calibrate)
    report("train", predict(members, scaling, train), train, factors)
    report("calibrate", found, calibrate, factors)
    for path in arguments[3:]:
        frames = read_frames(Path(path))
        frames = frames.take(~frames.neutral)
        report(Path(path).stem, predict(members, scaling, frames), frames, factors)
    np.savez_compressed(Path(arguments[2]), **weights_of(members, scaling, factors))


if __name__ == "__main__":
    main(sys.argv[1:])
