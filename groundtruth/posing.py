"""From named angles over time to bone transforms: the one place where an angle becomes a pose.

What the angles mean is written in docs/truth.md. Pelvic tilt, lumbar and thoracic flexion are
given relative to the person's neutral; knee flexion and shank inclination are absolute.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.spatial.transform import Rotation

from groundtruth.bodies import Body, Person
from groundtruth.contact import resting_place
from groundtruth.kinematics import (
    Array,
    forward,
    rotation,
    rotation_between,
    sagittal_direction,
)
from groundtruth.legs import dangle, plant
from groundtruth.motion import Motion
from groundtruth.rest_posture import RestPosture

LUMBAR_SHARES = {"spine04": 0.40, "spine03": 0.35, "spine02": 0.25}
THORACIC_SHARES = {"spine02": 0.5, "spine01": 0.5}
NECK_SHARES = {"neck01": 0.25, "neck02": 0.25, "neck03": 0.25, "head": 0.25}


@dataclass(frozen=True)
class Posed:
    """Bone transforms (T, B, 3, 4), and how far ribs and belly stand out (T, 2) in mm."""

    transforms: Array
    bulge_mm: Array


def _trunk(person: Person, motion: Motion, turn: Array) -> dict[str, Array]:
    """World rotations of root, spine and head."""
    pitch = motion.pelvic_tilt + person.neutral_pelvic_tilt_deg + motion.lie
    lumbar = motion.lumbar + person.neutral_lumbar_deg
    thoracic = motion.thoracic + person.neutral_thoracic_deg
    neck = motion.neck + person.neutral_neck_deg - person.neutral_lumbar_deg
    neck = neck - person.neutral_thoracic_deg - person.neutral_pelvic_tilt_deg
    out = {"root": turn @ rotation("x", pitch)}
    # spine05 is not named: it stays rigid with the pelvis.
    local = np.broadcast_to(np.eye(3), turn.shape)
    for bone in ("spine04", "spine03", "spine02", "spine01"):
        bend = LUMBAR_SHARES.get(bone, 0.0) * lumbar + THORACIC_SHARES.get(bone, 0.0) * thoracic
        local = local @ rotation("y", 0.25 * motion.side_bend) @ rotation("z", 0.25 * motion.twist)
        pitch = pitch + bend
        out[bone] = turn @ rotation("x", pitch) @ local
    for bone, share in NECK_SHARES.items():
        pitch = pitch + share * neck + person.rest.neck(bone)
        out[bone] = turn @ rotation("x", pitch) @ local
    return out


def _arms(
    body: Body, motion: Motion, thorax: Array, turn: Array, rest: RestPosture
) -> dict[str, Array]:
    """World rotations of clavicles, arms and hands that point the arms where they are told."""
    out: dict[str, Array] = {}
    for column, side in enumerate("LR"):
        upper = (turn @ motion.arms[:, column, :, None])[..., 0]
        fore = (turn @ motion.forearms[:, column, :, None])[..., 0]
        head = body.skeleton.head
        rest_upper = head(f"lowerarm01.{side}") - head(f"upperarm01.{side}")
        rest_fore = head(f"wrist.{side}") - head(f"lowerarm01.{side}")
        # The shoulder blade takes part of every elevation (scapulohumeral rhythm, about a quarter).
        shrug = rotation_between((thorax @ rest_upper), upper)
        blade = _partial(shrug, 0.22) @ thorax @ rest.shoulder(side)
        out[f"clavicle.{side}"] = blade
        arm = rotation_between(blade @ rest_upper, upper) @ blade
        out[f"upperarm01.{side}"] = arm
        out[f"lowerarm01.{side}"] = rotation_between(arm @ rest_fore, fore) @ arm
    return out


def _partial(turn: Array, share: float) -> Array:
    """A share of each rotation (T, 3, 3), about the same axis."""
    result: Array = Rotation.from_rotvec(Rotation.from_matrix(turn).as_rotvec() * share).as_matrix()
    return result


def pose(body: Body, person: Person, motion: Motion, support: str = "feet") -> Posed:
    """Bone transforms over time; what bears the person (a name of SUPPORTS) stays where it is.

    Standing, the feet do: in a hinge the hips therefore travel back, and a lifted leg (`free`)
    swings from the hip. Else the legs bend as told and the whole person is put on what bears them.
    """
    turn = rotation("z", motion.heading)
    rotations = _trunk(person, motion, turn)
    rotations |= _arms(body, motion, rotations["spine01"], turn, person.rest)
    place = plant if support == "feet" else dangle
    legs = place(body, motion, rotations["root"], turn)
    transforms = forward(body.skeleton, rotations | legs.rotations, legs.root)
    if support != "feet":
        transforms[..., 3] += resting_place(body, transforms, motion.travel, support)[:, None]
    return Posed(transforms, np.stack([motion.rib_mm, motion.belly_mm], axis=1))


def balanced_shank(body: Body, person: Person, motion: Motion, over_foot_m: float = 0.05) -> Array:
    """The shank inclination (T, 2) that keeps the centre of mass over the foot, knees as given.

    Segment masses after Winter, Biomechanics and Motor Control of Human Movement (2009): head and
    neck .081, trunk .497, arms .10, thighs .20, shanks .093 of the body's mass.
    """
    low = np.full(motion.count, -30.0)
    high = np.full(motion.count, 50.0)
    for _ in range(14):
        middle = 0.5 * (low + high)
        trial = motion.having(shank=np.stack([middle, middle], axis=1))
        forward_m = mass_offset(body, person, trial)
        low = np.where(forward_m < over_foot_m, middle, low)
        high = np.where(forward_m < over_foot_m, high, middle)
    return np.stack([high, high], axis=1)


def mass_offset(body: Body, person: Person, motion: Motion) -> Array:
    """How far the centre of mass lies in front of the ankle (T,), in metres."""
    flat = motion.having(heading=np.zeros(motion.count))
    pitches = _trunk(person, flat, rotation("z", flat.heading))
    head = body.skeleton.head
    hip, knee = head("upperleg01.L"), head("lowerleg01.L")
    ankle = head("foot.L")
    shank_m = float(np.linalg.norm((knee - ankle)[1:]))
    thigh_m = float(np.linalg.norm((hip - knee)[1:]))
    shank = motion.shank.mean(axis=1)
    thigh = shank - motion.knee.mean(axis=1)
    knee_y = shank_m * sagittal_direction(shank)[:, 1]
    hip_y = knee_y + thigh_m * sagittal_direction(thigh)[:, 1]
    place = hip_y + (pitches["root"] @ (head("spine04") - hip))[:, 1]
    chain = ("spine04", "spine03", "spine02", "spine01", "neck01", "head")
    total = 0.20 * 0.5 * (knee_y + hip_y) + 0.093 * 0.5 * knee_y + 0.142 * hip_y
    masses = {"spine04": 0.08, "spine03": 0.10, "spine02": 0.175, "head": 0.081}
    for bone, after in pairwise(chain):
        step = (pitches[bone] @ (head(after) - head(bone)))[:, 1]
        total = total + masses.get(bone, 0.0) * (place + 0.5 * step)
        place = place + step
        if after == "neck01":
            # Arms weigh at the shoulders plus where they reach from there.
            reach = (
                0.30 * motion.arms.mean(axis=1)[:, 1] + 0.12 * motion.forearms.mean(axis=1)[:, 1]
            )
            total = total + 0.10 * (place + reach)
    total = total + masses["head"] * place
    return -total / (0.20 + 0.093 + 0.142 + 0.10 + sum(masses.values()))
