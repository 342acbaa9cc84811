"""The lines that angles are made of: how the segments of the near side lean in the picture."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.geometry import SideBody, unwrap

LANDMARK_LEAN_DEG: Final = {"trunk": -1.0, "thigh": -1.0, "arm": 1.0, "sole": 1.5, "face": -2.0}
"""How much too far each line leans forward (sole: toes up, face: down) between the pose model's
landmarks: the mean over rendered people of measured minus true surface points (docs/signals.md).
For the face, true is 0 in people who stand and look straight ahead."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How lines lean forward of straight up, (T,) degrees each; NaN where an end is missing.

    Attributes
    ----------
    trunk : hip to shoulder.
    thigh : knee to hip; about -90 when sitting.
    shank : ankle to knee.
    arm : elbow to shoulder; negative when the arm points forward and up.
    sole : heel to toes against the floor, toes up positive.
    face : near ear to the midpoint of near eye and nose, looking down positive.
    """

    trunk: Floats
    thigh: Floats
    shank: Floats
    arm: Floats
    sole: Floats
    face: Floats


def landmark_lines(body: SideBody) -> Lines:
    """Return the lines between the landmarks as the pose model puts them."""
    sole = body.points["foot_index"] - body.points["heel"]
    face = (body.points["eye"] + body.points["nose"]) / 2 - body.points["ear"]
    return Lines(
        trunk=body.lean("hip", "shoulder"),
        thigh=body.lean("knee", "hip"),
        shank=body.lean("ankle", "knee"),
        arm=body.lean("elbow", "shoulder"),
        sole=unwrap(np.degrees(np.arctan2(sole[:, 1], sole[:, 0])), 0.0),
        face=unwrap(np.degrees(np.arctan2(-face[:, 1], face[:, 0])), 0.0),
    )


def surface_lines(seen: Lines) -> Lines:
    """Return the lines between the body's surface points, by the landmarks' usual error alone.

    ``seen`` are those between the landmarks.
    """
    lean = LANDMARK_LEAN_DEG
    return Lines(
        trunk=seen.trunk - lean["trunk"],
        thigh=seen.thigh - lean["thigh"],
        shank=seen.shank,
        arm=seen.arm - lean["arm"],
        sole=seen.sole - lean["sole"],
        face=seen.face - lean["face"],
    )
