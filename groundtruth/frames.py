"""Bursts for training: one dressed person, first in their neutral, then in random poses."""

from dataclasses import replace

import numpy as np

from groundtruth import truth
from groundtruth.bodies import build_body, sample_person
from groundtruth.bursts import NEUTRAL_FRAMES, Burst
from groundtruth.movements import ARMS, HOLDS, SHAPES, Fault, Performance, perform
from groundtruth.posing import pose
from groundtruth.sampling import pick_body, sample_large_fault
from groundtruth.scenario import Scenario, SensorSpec
from groundtruth.skin import bulges, pose_vertices
from groundtruth.studio import Studio
from groundtruth.takes import Take, place_camera
from groundtruth.viewpoints import sample_camera
from groundtruth.wardrobe import sample_look, sample_outfit

# Most poses lie far beyond what anybody does, so that nothing seen later is new.
USUAL_SHARE = 0.4
"""Share of poses within the range of an exercise, unless told otherwise."""
USUAL_SIZE = 0.35
HEADS_DEG = (-65.0, 80.0)
"""How far a head is bent back or forward where heads are asked for."""
STRIDE_DEG = (3.0, 12.0)
"""How far each leg swings forward or back where feet are staggered."""


def random_take(
    seed: int,
    split: str,
    poses: int,
    usual: float = USUAL_SHARE,
    faulty: float = 0.0,
    *,
    weights: float = 0.0,
    reaching: float = 0.0,
    heads: float = 0.0,
    staggered: float = 0.0,
    yaw: tuple[float, float] | None = None,
) -> Take:
    """One person, outfit, room and camera, in the neutral and in `poses` random poses.

    A share `usual` of these lies within the range of an exercise, and a share `faulty` of all is
    one of an exercise with one fault. A share `weights` of people hold a weight, beside those who
    would anyway. A share `reaching` of poses reach overhead, with ribs that flare in three of four,
    and in a share `heads` the head is bent far up or down. A share `staggered` of people stand with
    one foot before the other.
    The camera stands `yaw` (low, high) degrees off the side view, to either side, if that is given.
    """
    rng = np.random.default_rng([seed, 211])
    person = sample_person(pick_body(rng, split), spread=1.3)
    body = build_body(person)
    camera = replace(sample_camera(rng, portrait=0.5), yaw_deg=_yaw(rng))
    if yaw is not None:
        yaw_rng = np.random.default_rng([seed, 229])
        side = float(yaw_rng.choice([-1, 1]))
        camera = replace(camera, yaw_deg=side * float(yaw_rng.uniform(*yaw)))
    sensor = SensorSpec(noise=float(rng.uniform(0, 7)), blur_px=float(rng.uniform(0.2, 1.6)))
    arms = str(rng.choice(ARMS))
    held = arms if arms in ("kettlebell", "bar") and rng.random() < 0.8 else ""
    held = "dowel" if arms in ("behind", "behind_head") and rng.random() < 0.4 else held
    weight_rng = np.random.default_rng([seed, 227])
    if weight_rng.random() < weights:
        arms = held = str(weight_rng.choice(list(HOLDS)))
    scenario = Scenario(
        seed, "standing", person, (), camera=camera, sensor=sensor, arms=arms, held=held,
        outfit=sample_outfit(rng, 0.6), look=sample_look(rng), room_seed=int(rng.integers(1 << 20)),
    )  # fmt: skip
    fault_rng = np.random.default_rng([seed, 223])
    head_rng = np.random.default_rng([seed, 233])
    parts = []
    zero = np.zeros(NEUTRAL_FRAMES)
    still_arms = arms if rng.random() < 0.5 else "hang"
    plan = Performance("standing", seed=seed, arms=still_arms)
    parts.append(perform(body, person, plan, zero, zero))
    for k in range(poses):
        movement = str(rng.choice(
            ["hip_hinge", "deadlift", "squat", "overhead_reach", "forward_bend", "standing"],
            p=[0.4, 0.2, 0.14, 0.12, 0.08, 0.06]))  # fmt: skip
        faults, variation = _random_fault(rng, movement)
        is_faulty = fault_rng.random() < faulty
        if rng.random() < usual or is_faulty:
            variation = {k: v * USUAL_SIZE for k, v in variation.items()}
        if is_faulty:
            faults = (sample_large_fault(fault_rng),)
        if weight_rng.random() < reaching:
            movement, faults = "overhead_reach", _random_flare(weight_rng)
            variation = {k: v * USUAL_SIZE for k, v in variation.items()}
        if head_rng.random() < heads:
            variation = {**variation, "neck": float(head_rng.uniform(*HEADS_DEG))}
        own = "" if SHAPES[movement].arms == "raise" and rng.random() < 0.7 else arms
        phase = np.array([float(rng.beta(1.3, 0.8))])
        plan = Performance(movement, faults, variation, seed * 31 + k, own)
        parts.append(perform(body, person, plan, phase, np.array([rng.random() * 9])))
    motion = parts[0].followed_by(parts[1:])
    stride_rng = np.random.default_rng([seed, 239])
    if stride_rng.random() < staggered:
        swing = float(stride_rng.choice([-1, 1]) * stride_rng.uniform(*STRIDE_DEG))
        motion = motion.having(free=motion.free + np.array([swing, -swing]))
    time_s = np.arange(motion.count) / 30.0
    return Take(scenario, body, time_s, motion, pose(body, person, motion), place_camera(camera))


def _random_flare(rng: np.random.Generator) -> tuple[Fault, ...]:
    return (Fault("rib_flare", float(rng.uniform(3, 45))),) if rng.random() < 0.75 else ()


def _yaw(rng: np.random.Generator) -> float:
    wide = rng.random() < 0.25
    return float(rng.uniform(-32, 32) if wide else np.clip(rng.normal(0, 6), -14, 14))


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


def draw_burst(take: Take, studio: Studio) -> Burst:
    """Draw a take with its masks, and work out its truth."""
    shots = list(studio.film_with_masks(take))
    bumps = bulges(take.body)
    vertices = [pose_vertices(take.body, take.posed, f, bumps) for f in range(len(take.time_s))]
    track = truth.track_points(take.body, take.posed, vertices)
    view = truth.view_of(take.camera, take.motion)
    person, outfit = take.scenario.person, take.scenario.outfit
    signals = truth.signals_of(
        take.body, take.posed, take.motion, track, side=view["near_side"], neutral=person.neutral()
    )
    return Burst(
        pictures=np.stack([picture for picture, _ in shots]),
        masks=np.stack([mask for _, mask in shots]),
        point_names=list(track.names),
        points_px=take.camera.project(track.points),
        points_m=track.points,
        signal_names=list(signals),
        signals=np.stack(list(signals.values()), axis=1),
        body_id=person.body_id,
        split=person.split,
        clothing=outfit.clothing,
        looseness=outfit.looseness_m,
        yaw_deg=view["yaw_deg"],
        near_side=view["near_side"],
        facing=view["facing"],
    )
