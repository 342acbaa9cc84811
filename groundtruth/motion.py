"""A person's angles over time: the plain numbers that a scenario writes and a pose reads."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from groundtruth.bodies import Person
from groundtruth.kinematics import Array


@dataclass(frozen=True)
class Motion:
    """A person's angles over time, each (T,) in degrees unless said otherwise.

    knee and shank hold the left and right leg in columns (T, 2). `free` (T, 2) is added to the
    thigh's pitch: it lifts a leg off the floor, backwards positive. `arms` and `forearms`
    (T, 2, 3) are directions for left and right in the frame of the person's heading.
    `half_width` (m) is half the distance of the ankles, `travel` (T, 3) moves the feet (m).
    `lie` pitches the whole person: 0 upright, -90 on the back. `point` (T, 2) is the plantar
    flexion of feet that do not stand, from the rest pose's right angle.
    """

    pelvic_tilt: Array
    lumbar: Array
    thoracic: Array
    neck: Array
    knee: Array
    shank: Array
    free: Array
    arms: Array
    forearms: Array
    heading: Array
    side_bend: Array
    twist: Array
    half_width: Array
    toe_out: Array
    heel_lift: Array
    travel: Array
    rib_mm: Array
    belly_mm: Array
    lie: Array
    point: Array

    @property
    def count(self) -> int:
        """How many instants there are."""
        return len(self.pelvic_tilt)

    def having(self, **changes: Array) -> "Motion":
        """The motion with some of its series replaced."""
        return replace(self, **changes)

    def take(self, index: Array) -> "Motion":
        """The motion at some of its instants."""
        return Motion(**{f.name: getattr(self, f.name)[index] for f in fields(self)})

    def followed_by(self, others: Sequence["Motion"]) -> "Motion":
        """This motion and then the others, one after the other."""
        parts = [self, *others]
        return Motion(
            **{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(self)}
        )


def still(count: int, person: Person) -> Motion:
    """Standing in the person's neutral with hanging arms, for `count` instants."""
    zero = np.zeros(count)
    two = np.zeros((count, 2))
    hang = np.zeros((count, 2, 3))
    hang[:, :, 2] = -1.0
    hang[:, 0, 0], hang[:, 1, 0] = 0.16, -0.16
    fore = hang.copy()
    fore[:, :, 1] = -0.16
    fore[:, 0, 0], fore[:, 1, 0] = 0.08, -0.08
    shank = two + person.neutral_shank_deg
    return Motion(
        pelvic_tilt=zero, lumbar=zero, thoracic=zero, neck=zero,
        knee=shank - person.neutral_thigh_deg, shank=shank, free=two,
        arms=hang, forearms=fore, heading=zero, side_bend=zero, twist=zero,
        half_width=zero + person.stance_half_width, toe_out=zero + 8.0, heel_lift=zero,
        travel=np.zeros((count, 3)), rib_mm=zero, belly_mm=zero, lie=zero, point=two,
    )  # fmt: skip
