"""The spine model: pelvic tilt, lumbar and thoracic flexion from what can be seen.

BlazePose has no point on the spine or the pelvis. A small ensemble of networks reads
them from the lean of head, trunk and limbs and from the trunk's outline. It was taught on
rendered people of many shapes, dressed tightly and loosely, whose angles are known exactly, and
its errors were set on people it was not taught on (docs/accuracy.md).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from posture_lab.metrics.geometry import SideBody
from posture_lab.metrics.spine_features import spine_features
from posture_lab.pose.sequence import Floats

SPINE_SIGNALS: Final = (
    "pelvic_tilt_deg",
    "lumbar_flexion_deg",
    "thoracic_flexion_deg",
)
"""The model's outputs in order, in degrees: anterior tilt and flexion are positive."""

_LOG_SCALE_RANGE: Final = (-4.0, 3.0)
_WEIGHTS: Final = "spine_weights.npz"


@dataclass(frozen=True, slots=True)
class SpineEstimate:
    """What the model says of T frames.

    Attributes
    ----------
    values : (T, 3) in the order of SPINE_SIGNALS. Their zero is arbitrary: only differences from
        the same person's neutral mean anything.
    error : (T, 3) half-width of the 90 % interval of that difference.
    """

    values: Floats
    error: Floats


@dataclass(frozen=True, slots=True)
class SpineWeights:
    """The weights of the ensemble's M networks, and the scales of inputs and outputs.

    ``layers`` holds for each layer the weights (M, inputs, outputs) and biases (M, outputs).
    """

    mean: Floats
    spread: Floats
    target: Floats
    half_width: Floats
    layers: tuple[tuple[Floats, Floats], ...]


@cache
def spine_weights() -> SpineWeights:
    """Read the weights that come with the package; read once, without pickle."""
    source = files("posture_lab.metrics") / _WEIGHTS
    with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float64) for name in stored.files}
    count = sum(name.startswith("weight_") for name in arrays)
    layers = tuple((arrays[f"weight_{n}"], arrays[f"bias_{n}"]) for n in range(count))
    return SpineWeights(
        arrays["mean"], arrays["spread"], arrays["target"], arrays["half_width"], layers
    )


def estimate_spine(body: SideBody, outline: Floats) -> SpineEstimate:
    """Return the model's answer for every frame.

    Parameters
    ----------
    body : the near side, in body axes.
    outline : (T, S, 2) back and front edge in trunk lengths.

    Returns
    -------
    SpineEstimate
        A number for every frame, also where little was seen: whether a frame may be judged is
        for ``in_view`` to say.
    """
    weights = spine_weights()
    inputs = (spine_features(body, outline) - weights.mean) / weights.spread
    answers = _networks(inputs, weights)
    count = len(SPINE_SIGNALS)
    low, high = _LOG_SCALE_RANGE
    scale = np.exp(np.clip(answers[..., count:], low, high)).mean(axis=0)
    # Where the networks disagree, the frame is unlike what they were taught on.
    disagreement = answers[..., :count].std(axis=0, ddof=1)
    return SpineEstimate(
        values=answers[..., :count].mean(axis=0) * weights.target,
        error=(scale + disagreement) * weights.target * weights.half_width,
    )


def _networks(inputs: Floats, weights: SpineWeights) -> Floats:
    """(M, T, outputs) what each network of the ensemble says."""
    hidden = np.broadcast_to(inputs, (len(weights.layers[0][0]), *inputs.shape))
    for number, (weight, bias) in enumerate(weights.layers):
        hidden = hidden @ weight + bias[:, None, :]
        if number + 1 < len(weights.layers):
            hidden = hidden / (1.0 + np.exp(-hidden))
    return hidden
