"""A handful of small networks, asked together: from features to numbers, with NumPy alone."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.learned.features import LEAN_UNIT_DEG
from posture_lab.metrics.learned.networks import Networks, stored
from posture_lab.metrics.signals.angles import FROM_LINES
from posture_lab.metrics.signals.lines import Lines

LINES: Final = tuple(line.name for line in fields(Lines))
"""Lines that networks taught today correct."""

SPINE: Final = ("pelvic_tilt_deg", "lumbar_flexion_deg", "thoracic_flexion_deg")
"""Signals that they read; their zero is arbitrary."""

SPINE_FROM_SAID: Final = np.array([[1.0, -0.72, -0.32], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
"""(3, 3) SPINE from what the networks say of it; of the pelvis they say what is left of the trunk's
lean. That lean is the pelvis' tilt with 0.72 of the lumbar and 0.32 of the thoracic flexion, right
to 1.8 degrees in rendered people, and it is measured better than any of the three."""

SIGNALS: Final = (*FROM_LINES, *SPINE)
"""Signals whose error networks taught today tell; ``Weights`` says what the stored ones do."""

_FILE: Final = "weights.npz"
_LOG_SCALE: Final = (-4.0, 3.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """What the networks learned, in which units they count, and what makes scales half-widths.

    ``lines`` and ``signals`` name the outputs, as the file does: another signal in the catalogue
    does not change what networks say that were taught before it.
    """

    networks: Networks
    lines: tuple[str, ...]
    signals: tuple[str, ...]
    line_unit_deg: float
    spine_unit_deg: float
    half_width_deg: Floats


@dataclass(frozen=True, slots=True)
class Answer:
    """What the networks say of T frames, in degrees.

    Attributes
    ----------
    corrections : name of a line to (T,), to be added to the line between the landmarks.
    spine : (T, 3) SPINE; only differences between frames of one person mean anything.
    error : signal name to (T,) half-width of its 90 % interval.
    loose : (T,) log-odds that the clothes are loose.
    """

    corrections: Mapping[str, Floats]
    spine: Floats
    error: Mapping[str, Floats]
    loose: Floats


@cache
def weights() -> Weights:
    """Read the weights that come with the package; read once, without pickle."""
    arrays = stored(_FILE)
    return Weights(
        Networks.of(arrays),
        tuple(arrays["line_names"].tolist()),
        tuple(arrays["signal_names"].tolist()),
        float(arrays["line_unit_deg"]),
        float(arrays["spine_unit_deg"]),
        arrays["half_width_deg"].astype(np.float64),
    )


def ask(features: Floats) -> Answer:
    """Return what the networks say of (T, F) features; missing ones may be NaN.

    A number comes for every frame in which the trunk was seen, also where little else was: whether
    a frame may be judged is for ``in_view`` to say.
    """
    own = weights()
    said = own.networks.outputs(features)
    first, second = len(own.lines), len(own.lines) + len(SPINE)
    lines, spine = said[..., :first], said[..., first:second] @ SPINE_FROM_SAID.T
    scale, loose = said[..., second:-1], said[..., -1]
    # Where the networks disagree, the frame is unlike what they were taught on.
    disagreement = np.concatenate([_angles(lines, own), spine], axis=-1).std(axis=0, ddof=1)
    error = np.exp(np.clip(scale, *_LOG_SCALE)).mean(axis=0) + disagreement
    read = spine.mean(axis=0) * own.spine_unit_deg
    read[:, 0] += features[:, 0] * LEAN_UNIT_DEG
    return Answer(
        corrections=_by_name(own.lines, lines.mean(axis=0) * own.line_unit_deg),
        spine=read,
        error=_by_name(own.signals, error * own.half_width_deg),
        loose=loose.mean(axis=0),
    )


def _angles(lines: Floats, own: Weights) -> Floats:
    """(..., angles) those of the networks' signals that lie between (..., lines)."""
    said = Lines(**dict(zip(own.lines, np.moveaxis(lines, -1, 0), strict=True)))
    return np.stack([FROM_LINES[name](said) for name in own.signals if name in FROM_LINES], axis=-1)


def _by_name(names: tuple[str, ...], columns: Floats) -> dict[str, Floats]:
    return {name: columns[:, k] for k, name in enumerate(names)}
