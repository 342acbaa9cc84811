"""Somebody at random: one dressed person, first in their neutral, then in random poses."""

from dataclasses import dataclass, replace

import numpy as np

from groundtruth.bodies import Body, build_body, sample_person
from groundtruth.bursts import NEUTRAL_FRAMES
from groundtruth.motion import Motion
from groundtruth.movements import ARMS, HOLDS, SHAPES, Fault, Performance, perform
from groundtruth.posing import pose
from groundtruth.sampling import pick_body, sample_large_fault
from groundtruth.scenario import CameraSpec, Scenario, SensorSpec
from groundtruth.takes import Take, place_camera
from groundtruth.viewpoints import sample_camera
from groundtruth.wardrobe import sample_look, sample_outfit

USUAL_SIZE = 0.35
HEADS_DEG = (-65.0, 80.0)
"""How far a head is bent back or forward where heads are asked for."""
STRIDE_DEG = (3.0, 12.0)
"""How far each leg swings forward or back where feet are staggered."""


@dataclass(frozen=True)
class Mix:
    """Of what people and poses are mixed; shares are 0 to 1.

    Attributes
    ----------
    poses : random poses of each person, beside their neutral.
    usual : share of poses within the range of an exercise. Most of the others lie far beyond what
        anybody does, so that nothing seen later is new.
    faulty : share of poses of an exercise with one fault.
    weights : share of people who hold a weight, beside those who would anyway.
    reaching : share of poses that reach overhead, with ribs that flare in three of four.
    heads : share of poses with the head bent far up or down.
    staggered : share of people who stand with one foot before the other.
    yaw : (low, high) degrees off the side view at which the camera stands, to either side; None
        for the usual ones.
    """

    poses: int = 6
    usual: float = 0.4
    faulty: float = 0.0
    weights: float = 0.0
    reaching: float = 0.0
    heads: float = 0.0
    staggered: float = 0.0
    yaw: tuple[float, float] | None = None


def random_take(seed: int, split: str, mix: Mix) -> Take:
    """One person, outfit, room and camera, in the neutral and in random poses."""
    # What came later draws from a stream of its own and changes nothing else of a seed.
    rng, weight_rng = (np.random.default_rng([seed, stream]) for stream in (211, 227))
    scenario = _random_scenario(rng, weight_rng, seed, split, mix)
    body = build_body(scenario.person)
    motion = _random_motion(rng, weight_rng, body, scenario, mix)
    time_s = np.arange(motion.count) / 30.0
    posed = pose(body, scenario.person, motion)
    return Take(scenario, body, time_s, motion, posed, place_camera(scenario.camera))


def _random_scenario(
    rng: np.random.Generator, weight_rng: np.random.Generator, seed: int, split: str, mix: Mix
) -> Scenario:
    person = sample_person(pick_body(rng, split), spread=1.3)
    camera = _random_camera(rng, seed, mix)
    sensor = SensorSpec(noise=float(rng.uniform(0, 7)), blur_px=float(rng.uniform(0.2, 1.6)))
    arms = str(rng.choice(ARMS))
    held = arms if arms in ("kettlebell", "bar") and rng.random() < 0.8 else ""
    held = "dowel" if arms in ("behind", "behind_head") and rng.random() < 0.4 else held
    if weight_rng.random() < mix.weights:
        arms = held = str(weight_rng.choice(list(HOLDS)))
    return Scenario(
        seed, "standing", person, (), camera=camera, sensor=sensor, arms=arms, held=held,
        outfit=sample_outfit(rng, 0.6), look=sample_look(rng), room_seed=int(rng.integers(1 << 20)),
    )  # fmt: skip


def _random_camera(rng: np.random.Generator, seed: int, mix: Mix) -> CameraSpec:
    camera = replace(sample_camera(rng, portrait=0.5), yaw_deg=_yaw(rng))
    if mix.yaw is None:
        return camera
    yaw_rng = np.random.default_rng([seed, 229])
    side = float(yaw_rng.choice([-1, 1]))
    return replace(camera, yaw_deg=side * float(yaw_rng.uniform(*mix.yaw)))


def _yaw(rng: np.random.Generator) -> float:
    wide = rng.random() < 0.25
    return float(rng.uniform(-32, 32) if wide else np.clip(rng.normal(0, 6), -14, 14))


def _random_motion(
    rng: np.random.Generator,
    weight_rng: np.random.Generator,
    body: Body,
    scenario: Scenario,
    mix: Mix,
) -> Motion:
    """The neutral, then the poses."""
    seed, person, arms = scenario.seed, scenario.person, scenario.arms
    fault_rng, head_rng, stride_rng = (
        np.random.default_rng([seed, stream]) for stream in (223, 233, 239)
    )
    zero = np.zeros(NEUTRAL_FRAMES)
    still_arms = arms if rng.random() < 0.5 else "hang"
    still = Performance("standing", seed=seed, arms=still_arms)
    parts = [perform(body, person, still, zero, zero)]
    for number in range(mix.poses):
        movement = str(rng.choice(
            ["hip_hinge", "deadlift", "squat", "overhead_reach", "forward_bend", "standing"],
            p=[0.4, 0.2, 0.14, 0.12, 0.08, 0.06]))  # fmt: skip
        faults, variation = _random_fault(rng, movement)
        is_faulty = fault_rng.random() < mix.faulty
        if rng.random() < mix.usual or is_faulty:
            variation = {k: v * USUAL_SIZE for k, v in variation.items()}
        if is_faulty:
            faults = (sample_large_fault(fault_rng),)
        if weight_rng.random() < mix.reaching:
            movement, faults = "overhead_reach", _random_flare(weight_rng)
            variation = {k: v * USUAL_SIZE for k, v in variation.items()}
        if head_rng.random() < mix.heads:
            variation = {**variation, "neck": float(head_rng.uniform(*HEADS_DEG))}
        own = "" if SHAPES[movement].arms == "raise" and rng.random() < 0.7 else arms
        phase = np.array([float(rng.beta(1.3, 0.8))])
        plan = Performance(movement, faults, variation, seed * 31 + number, own)
        parts.append(perform(body, person, plan, phase, np.array([rng.random() * 9])))
    return _stagger(stride_rng, parts[0].followed_by(parts[1:]), mix.staggered)


def _stagger(rng: np.random.Generator, motion: Motion, share: float) -> Motion:
    if rng.random() >= share:
        return motion
    swing = float(rng.choice([-1, 1]) * rng.uniform(*STRIDE_DEG))
    return motion.having(free=motion.free + np.array([swing, -swing]))


def _random_flare(rng: np.random.Generator) -> tuple[Fault, ...]:
    return (Fault("rib_flare", float(rng.uniform(3, 45))),) if rng.random() < 0.75 else ()


def _random_fault(
    rng: np.random.Generator, movement: str
) -> tuple[tuple[Fault, ...], dict[str, float]]:
    """Angles far beyond the movement's own: pelvis, spine and knees vary independently."""
    variation = {
        "pelvic_tilt": float(rng.normal(0, 14)),
        "lumbar": float(rng.normal(6, 17)),
        "thoracic": float(rng.normal(3, 9)),
        "neck": float(rng.normal(-3, 16)),
        "knee": float(rng.normal(8, 24)),
        "side_bend": float(rng.normal(0, 2)),
        "twist": float(rng.normal(0, 4)),
    }
    if movement == "overhead_reach":
        variation = {k: v * 0.35 for k, v in variation.items()}
    faults: tuple[Fault, ...] = ()
    if rng.random() < (0.6 if movement == "overhead_reach" else 0.08):
        faults = (Fault("rib_flare", float(rng.uniform(5, 45))),)
    return faults, variation
