"""Small networks with NumPy alone: from features to whatever they were taught."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from posture_lab.arrays import Floats

_FARTHEST: Final = 8.0

_BLOCK: Final = 512
"""Frames taken at once: a long clip needs no more memory than a short one, and what is between two
layers stays near the processor."""


@dataclass(frozen=True, slots=True)
class Networks:
    """M networks of one make; ``layers`` holds weights (M, in, out) and biases (M, out).

    ``mean`` and ``spread`` (F,) scale the features.
    """

    mean: Floats
    spread: Floats
    layers: tuple[tuple[NDArray[np.float32], NDArray[np.float32]], ...]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.float32]]) -> Self:
        """The networks among the arrays of a weights file."""
        count = sum(name.startswith("weight_") for name in arrays)
        layers = tuple((arrays[f"weight_{n}"], arrays[f"bias_{n}"]) for n in range(count))
        return cls(arrays["mean"].astype(np.float64), arrays["spread"].astype(np.float64), layers)

    def outputs(self, features: Floats) -> Floats:
        """(M, T, outputs) what each network says of (T, F) features; missing ones may be NaN."""
        # For matrices this small further threads only wait in loops, at twenty times the cost.
        with _linear_algebra().limit(limits=1, user_api="blas"):
            blocks = [
                self._answers(features[start : start + _BLOCK])
                for start in range(0, max(len(features), 1), _BLOCK)
            ]
        return np.concatenate(blocks, axis=1, dtype=np.float64)

    def _answers(self, features: Floats) -> NDArray[np.float32]:
        missing = ~np.isfinite(features)
        scaled = np.clip((features - self.mean) / self.spread, -_FARTHEST, _FARTHEST)
        both = np.concatenate([np.where(missing, 0.0, scaled), missing], axis=1)
        inputs = both.astype(np.float32)
        return np.stack([self._one(inputs, member) for member in range(len(self.layers[0][0]))])

    def _one(self, inputs: NDArray[np.float32], member: int) -> NDArray[np.float32]:
        hidden: NDArray[np.floating] = inputs
        for number, (weight, bias) in enumerate(self.layers):
            if number:
                hidden = hidden / (np.float32(1.0) + np.exp(-hidden))
            hidden = hidden @ weight[member] + bias[member]
        return hidden.astype(np.float32)


@cache
def stored_networks(file: str) -> Networks:
    """The networks of a weights file that comes with the package; read once."""
    return Networks.of(stored(file))


def stored(file: str) -> Mapping[str, NDArray[np.float32]]:
    """The arrays of a weights file that comes with the package, without pickle."""
    source = files("posture_lab.metrics.learned") / file
    with source.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


@cache
def _linear_algebra() -> ThreadpoolController:
    return ThreadpoolController()
