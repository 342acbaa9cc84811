"""Teach the networks that read lines and spine, with calibrated errors.

``python -m groundtruth.learning.fit --train A.npz --calibrate B.npz --out weights.npz`` is seeded
from end to end; ``--check C.npz`` also reports on people used for neither, and ``--start
EARLIER.npz`` teaches networks further instead of new ones.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from groundtruth.learning.ensemble import (
    LINE_UNIT_DEG,
    SPINE_UNIT_DEG,
    UNITS,
    Found,
    Member,
    Scaling,
    ask,
    fit_member,
    scaling_of,
)
from groundtruth.learning.frames import Floats, Frames, read_frames
from groundtruth.learning.roll import made_upright
from posture_lab.metrics.learned.ensemble import LINES, SIGNALS, SPINE

MEMBERS = 4
SEED = 20
COVERAGE = 0.9


def half_widths(found: Found, frames: Frames) -> Floats:
    """Factor per signal by which a scale becomes a 90 % half-width, on bodies not fitted.

    Split conformal prediction with a normalised score (Lei et al., J Am Stat Assoc 2018). A
    spine's change is 0 by definition in the neutral itself, so those frames do not count.
    """
    ratio = found.off(frames) / found.scales
    ratio[frames.neutral, -len(SPINE) :] = np.nan
    count = np.isfinite(ratio).sum(axis=0)
    level = np.minimum(np.ceil((count + 1) * COVERAGE) / count, 1.0)
    factors = [np.nanquantile(ratio[:, k], level[k]) for k in range(len(SIGNALS))]
    return np.array(factors, np.float32)


def report(name: str, found: Found, frames: Frames, factors: Floats) -> None:
    """Print mean absolute error and coverage, by clothes and yaw."""
    off = found.off(frames)
    off[frames.neutral, -len(SPINE) :] = np.nan
    inside = np.where(np.isfinite(off), off <= factors * found.scales, np.nan)
    groups = {
        "all": np.ones(len(off), bool),
        "tight": ~frames.loose & (frames.yaw_deg <= 10),
        "loose": frames.loose & (frames.yaw_deg <= 10),
        "off axis": frames.yaw_deg > 10,
    }
    for group, chosen in groups.items():
        errors = "  ".join(
            f"{signal.split('_')[0]} {np.nanmean(off[chosen, k]):.2f}"
            f" ({np.nanmean(inside[chosen, k]):.0%})"
            for k, signal in enumerate(SIGNALS)
        )
        print(f"{name:9s} {group:9s} n={chosen.sum():5d}  {errors}", flush=True)


def weights_of(members: list[Member], scaling: Scaling, factors: Floats) -> dict[str, NDArray[Any]]:
    """Everything that inference needs, as plain arrays."""
    arrays: dict[str, Floats] = {
        "mean": scaling.mean,
        "spread": scaling.spread,
        "line_unit_deg": np.array(LINE_UNIT_DEG),
        "spine_unit_deg": np.array(SPINE_UNIT_DEG),
        "half_width_deg": factors * UNITS,
        **layers_of(members),
    }
    numbers = {name: array.astype(np.float32) for name, array in arrays.items()}
    return {**numbers, "line_names": np.array(LINES), "signal_names": np.array(SIGNALS)}


def layers_of(networks: Sequence[nn.Module]) -> dict[str, Floats]:
    """Weights (M, in, out) and biases (M, out) of M networks of one make, layer by layer."""
    arrays: dict[str, Floats] = {}
    each = [[part for part in n.layers if isinstance(part, nn.Linear)] for n in networks]
    for number, layers in enumerate(zip(*each, strict=True)):
        arrays[f"weight_{number}"] = np.stack([one.weight.detach().numpy().T for one in layers])
        arrays[f"bias_{number}"] = np.stack([one.bias.detach().numpy() for one in layers])
    return arrays


def members_of(weights: Path) -> tuple[list[Member], Scaling]:
    """The networks that :func:`weights_of` has written, and what scales their inputs."""
    with np.load(weights, allow_pickle=False) as data:
        arrays = {name: data[name] for name in data.files}
    members = []
    for number in range(len(arrays["weight_0"])):
        member = Member(arrays["weight_0"].shape[1])
        layers = [layer for layer in member.layers if isinstance(layer, nn.Linear)]
        for index, layer in enumerate(layers):
            layer.weight.data = torch.from_numpy(arrays[f"weight_{index}"][number].T.copy())
            layer.bias.data = torch.from_numpy(arrays[f"bias_{index}"][number].copy())
        members.append(member.eval())
    return members, Scaling(arrays["mean"], arrays["spread"])


def one_thread() -> None:
    """The networks are too small to gain from more, and sums come out the same everywhere."""
    torch.set_num_threads(1)


def main() -> None:
    """Fit, calibrate, report, write."""
    one_thread()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--calibrate", type=Path, nargs="+", required=True)
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    train, calibrate = read_frames(asked.train), made_upright(read_frames(asked.calibrate))
    starts: Sequence[Member | None] = [None] * MEMBERS
    scaling = scaling_of(train)
    if asked.start:
        starts, scaling = members_of(asked.start)
    with ProcessPoolExecutor(asked.workers, initializer=one_thread) as pool:
        fit = partial(fit_member, train, scaling)
        members = list(pool.map(fit, range(SEED, SEED + len(starts)), starts))
    found = ask(members, scaling, calibrate)
    factors = half_widths(found, calibrate)
    train = made_upright(train)
    report("train", ask(members, scaling, train), train, factors)
    report("calibrate", found, calibrate, factors)
    if asked.check:
        check = made_upright(read_frames(asked.check))
        report("check", ask(members, scaling, check), check, factors)
    np.savez_compressed(asked.out, **weights_of(members, scaling, factors))


if __name__ == "__main__":
    main()
