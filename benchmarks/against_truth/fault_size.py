"""A calm clip with one fault, of the size that takes its true measure to a multiple of its limit.

The size is found by rehearsals: the truth of a clip that is not drawn, judged by the movement's own
limits. Needs the body model.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from scipy.optimize import brentq

from against_truth.judged import nearness, true_findings
from against_truth.truth_file import SHARES, TrueClip, true_clip
from groundtruth.movements import Fault
from groundtruth.sampling import sample_reps
from groundtruth.scenario import FRONT_DEG, CameraSpec, Scenario
from groundtruth.takes import record, rehearse
from groundtruth.viewpoints import sample_desk_camera
from posture_lab.metrics.judging.measures import measure_hold
from posture_lab.movements.catalogue import MOVEMENTS

REPETITIONS: Final = 2

LARGEST: Final = {"not_deep_enough": 0.7, "too_fast": 0.85, "rib_flare": 70.0}
MOST_DEG: Final = 80.0
"""Degrees, millimetres, or the missing share of depth or time, beyond which nobody goes."""

SEARCH_FPS: Final = 7.5
"""Angles at the turn are found as well with few pictures a second; times are not."""

_CLOSE_ENOUGH: Final = 0.015
_ENDLESS: Final = 10.0
"""Less than nothing of a least amount is without end; a search needs numbers."""


def with_fault(scenario: Scenario, cue: str, times: float) -> Scenario:
    """The scenario with two repetitions and this one fault.

    The lesser of the repetitions reaches ``times`` the limit, or as near as LARGEST allows. No
    fault is added where the person's own way of moving reaches that already.
    """
    rng = np.random.default_rng([scenario.seed, 10])
    reps = () if MOVEMENTS[scenario.movement].kind == "hold" else sample_reps(rng, REPETITIONS)
    plain = replace(scenario, reps=reps, faults=(), camera=_from_the_side(scenario.camera, rng))
    largest = LARGEST.get(cue, MOST_DEG)

    def beyond(size: float) -> float:
        return least_reached(sized(plain, cue, size), cue) - times

    if beyond(0.0) >= 0.0:
        return plain
    if beyond(largest) <= 0.0:
        return sized(plain, cue, largest)
    return sized(plain, cue, float(brentq(beyond, 0.0, largest, xtol=_CLOSE_ENOUGH * largest)))


def _from_the_side(camera: CameraSpec, rng: np.random.Generator) -> CameraSpec:
    """The camera, or another beside the desk for a laptop's own."""
    yaw_deg = camera.yaw_deg
    while abs(camera.yaw_deg) >= FRONT_DEG:
        camera = sample_desk_camera(rng)
        yaw_deg = float(rng.uniform(-10, 10))
    return replace(camera, yaw_deg=yaw_deg)


def sized(scenario: Scenario, cue: str, size: float) -> Scenario:
    """The scenario with a fault of this size; for SHARES the size is what is missing."""
    if not size:
        return scenario
    left = 1.0 - size
    reps = scenario.reps
    if cue == "not_deep_enough":
        reps = tuple(replace(rep, depth=rep.depth * left) for rep in reps)
    if cue == "too_fast":
        reps = tuple(
            replace(rep, down_s=rep.down_s * left, up_s=rep.up_s * left, rest_s=rep.rest_s * left)
            for rep in reps
        )
    fault = Fault(cue, left if cue in SHARES else size)
    return replace(scenario, reps=reps, faults=(fault,))


def least_reached(scenario: Scenario, cue: str) -> float:
    """How many times the cue's limit every repetition, or the hold, truly reaches at least."""
    truth = rehearsed(scenario if cue == "too_fast" else replace(scenario, fps=SEARCH_FPS))
    movement = MOVEMENTS[scenario.movement]
    if movement.kind == "hold":
        found = [measure_hold(truth.as_signals(), 0.0, float(truth.time_s[-1]), movement)]
    else:
        found = [true_findings(truth, rep, movement) for rep in truth.repetitions]
    reached = min(nearness(movement.criteria, findings)[cue] for findings in found)
    return min(reached, _ENDLESS)


def rehearsed(scenario: Scenario) -> TrueClip:
    """The truth of a scenario that is not drawn."""
    return true_clip(record(rehearse(scenario)), Path(f"{scenario.movement}.mp4"))
