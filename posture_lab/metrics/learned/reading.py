"""What the networks make of one person: corrected lines, the spine, and how far off both are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.metrics.learned.ensemble import SPINE, ask
from posture_lab.metrics.learned.features import LEG_EDGES, TRUNK_EDGES, body_features
from posture_lab.metrics.learned.ribs import read_ribs
from posture_lab.metrics.signals.geometry import SideBody
from posture_lab.metrics.signals.lines import Lines, landmark_lines, surface_lines
from posture_lab.pose.sequence import PoseSequence

ENOUGH_OUTLINE: Final = 0.5
"""Where less than this share of the trunk's or of the near leg's outline is seen, lines are
corrected by the landmarks' usual error alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """T frames as read.

    Attributes
    ----------
    lines : corrected to the body's surface points.
    spine : signal name to (T,) degrees, of which only differences mean anything.
    ribs_mm : (T,) rib flare, of which only differences mean anything.
    error : signal name to (T,) half-width of the 90 % interval; NaN where the networks had too
        little to go by.
    """

    lines: Lines
    spine: Mapping[str, Floats]
    ribs_mm: Floats
    error: Mapping[str, Floats]


def read_body(body: SideBody, poses: PoseSequence) -> Reading:
    """Read the near side ``body`` of ``upright`` poses. NaN where landmarks are missing."""
    features = body_features(body, poses)
    answer = ask(features)
    enough = outlined(features)
    seen = landmark_lines(body)
    usual = surface_lines(seen)
    lines = {
        line: np.where(enough, getattr(seen, line) + correction, getattr(usual, line))
        for line, correction in answer.corrections.items()
    }
    error = {name: np.where(enough, each, np.nan) for name, each in answer.error.items()}
    spine = {signal: answer.spine[:, k] for k, signal in enumerate(SPINE)}
    return Reading(Lines(**lines), spine, read_ribs(features), error)


def outlined(features: Floats) -> NDArray[np.bool_]:
    """(T,) whether enough of the trunk's and of the near leg's outline is among the features."""
    known = np.isfinite(features)
    shares = [known[:, edges].mean(axis=1) for edges in (TRUNK_EDGES, LEG_EDGES)]
    enough: NDArray[np.bool_] = np.min(shares, axis=0) >= ENOUGH_OUTLINE
    return enough
