"""Postures in which something else than the feet bears a person: on the back, on the knees.

Angles are asked for as in standing; what touches the floor decides the rest. On the back that is
the tilt of the pelvis, since buttocks and upper back both lie, and the neck, since the head lies
too. On the knees it is how shins and feet lie.
"""

import numpy as np

from groundtruth.bodies import Body, Person
from groundtruth.contact import (
    ELBOW,
    FOOT,
    HAND,
    HEAD,
    MAT_M,
    PELVIS,
    SHIN,
    THORAX,
    Zone,
    bisect,
    levelling,
)
from groundtruth.kinematics import Array
from groundtruth.motion import Motion
from groundtruth.posing import pose

SETTLING = 3
"""Rounds in which trunk and arms find to each other; the first leaves less than a degree."""
NODDING = 9
INSTANTS = 24
NECK_LEVER_M = 0.11
KNEELING_THIGH_DEG = -2.0


def recline(body: Body, person: Person, motion: Motion, hip: Array, knee: Array) -> Motion:
    """Lying on the back with these hip and knee flexions (T, 2) against a level trunk, degrees.

    Pelvic tilt and neck of `motion` are replaced: they follow from the floor. The zero of pelvic
    tilt, `lie`, is where the person's own neutral spine comes to rest with the legs like this.
    """
    thigh = -90.0 - hip
    motion = motion.having(
        shank=thigh + knee, knee=knee, lie=np.full(motion.count, -90.0), toe_out=0 * motion.toe_out,
        point=np.full((motion.count, 2), 15.0),
    )  # fmt: skip
    first = motion.take(np.array([0]))
    zero = np.zeros(1)
    spine = ("pelvic_tilt", "lumbar", "thoracic", "neck", "side_bend", "twist")
    rest = _settled(body, person, first.having(**dict.fromkeys(spine, zero)))
    motion = motion.having(lie=motion.lie + rest.pelvic_tilt, pelvic_tilt=-0.7 * motion.lumbar)
    return _nodded(body, person, _settled(body, person, motion))


def _settled(body: Body, person: Person, motion: Motion) -> Motion:
    """The pelvis tilted so that buttocks and upper back both touch the floor."""
    pelvis, thorax = Zone(body, PELVIS), Zone(body, THORAX)
    for _ in range(SETTLING):
        bones = pose(body, person, motion, "back").transforms
        more = levelling(pelvis.places(bones), thorax.places(bones))
        motion = motion.having(pelvic_tilt=motion.pelvic_tilt + more)
    return motion


def _nodded(body: Body, person: Person, motion: Motion) -> Motion:
    """The neck bent so that the head lies on the floor."""
    head = Zone(body, HEAD)
    for _ in range(NODDING):
        gap = head.lowest(pose(body, person, motion, "back").transforms) - MAT_M
        motion = motion.having(neck=motion.neck - np.degrees(gap / NECK_LEVER_M))
    return motion


def arms_on_floor(body: Body, person: Person, motion: Motion, spread: float = 0.45) -> Motion:
    """Arms beside somebody who lies, elbows and hands on the floor; `spread` is how far out."""
    sides = np.array([1.0, -1.0])
    # A chest that breathes moves slowly: some instants are enough, and what lies between follows.
    some = np.unique(np.linspace(0, motion.count - 1, INSTANTS).astype(int))
    few = motion.take(some)

    def pointed(slope: Array) -> Array:
        ahead = np.full((len(slope), 2), -1.0)
        out = np.broadcast_to(spread * sides, ahead.shape)
        return np.stack([out, ahead, np.repeat(slope[:, None], 2, axis=1)], axis=2)

    def above(trial: Motion, zone: Zone) -> Array:
        return zone.lowest(pose(body, person, trial, "back").transforms) - MAT_M

    low, high = np.full(len(some), -1.0), np.full(len(some), 0.6)
    elbow, hand = Zone(body, ELBOW), Zone(body, HAND)
    upper = bisect(lambda slope: above(few.having(arms=pointed(slope)), elbow), low, high)
    few = few.having(arms=pointed(upper))
    fore = bisect(lambda slope: above(few.having(forearms=pointed(slope)), hand), low, high)
    at = np.arange(motion.count)
    arms, forearms = (pointed(np.interp(at, some, slope)) for slope in (upper, fore))
    return motion.having(arms=arms, forearms=forearms)


def kneel(body: Body, person: Person, motion: Motion, thigh: Array) -> Motion:
    """Tall kneeling: thighs that lean by `thigh` (T, 2) degrees, shins and insteps on the floor."""
    first = motion.take(np.array([0])).having(toe_out=np.zeros(1), point=np.full((1, 2), 60.0))
    height = body.vertices[:, 2]
    knee_z, ankle_z = (body.skeleton.head(f"{b}.L")[2] for b in ("lowerleg01", "foot"))
    length = knee_z - ankle_z
    knees = Zone(body, (*SHIN, "upperleg02"), np.abs(height - knee_z) < 0.2 * length)
    shins = Zone(body, SHIN, np.abs(height - ankle_z - 0.25 * length) < 0.15 * length)
    feet = Zone(body, FOOT)

    def lying(shank: Array) -> Motion:
        both = np.repeat(shank[:, None], 2, axis=1)
        return first.having(shank=both, knee=both - thigh[:1])

    def shins_above(shank: Array) -> Array:
        bones = pose(body, person, lying(shank), "knees").transforms
        return shins.lowest(bones) - knees.lowest(bones)

    first = lying(bisect(shins_above, np.full(1, 70.0), np.full(1, 115.0)))

    def feet_above(point: Array) -> Array:
        pointed = first.having(point=np.repeat(point[:, None], 2, axis=1))
        bones = pose(body, person, pointed, "knees").transforms
        return feet.lowest(bones) - knees.lowest(bones)

    point = bisect(feet_above, np.full(1, 20.0), np.full(1, 95.0))
    shank = np.repeat(first.shank, motion.count, axis=0)
    return motion.having(
        shank=shank, knee=shank - thigh, toe_out=0 * motion.toe_out,
        point=np.full((motion.count, 2), point[0]),
    )  # fmt: skip
