"""What the second hand makes of the first one's scenario: the same movement, all else its own."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from groundtruth.scenario import Scenario
from groundtruth.second_hand.light import second_light, second_sensor
from groundtruth.second_hand.people import sample_second_person
from groundtruth.second_hand.viewpoints import second_camera
from groundtruth.second_hand.wardrobe import second_cloth, second_outfit
from groundtruth.takes import place_camera

FACTORS = ("body", "rest", "camera", "clothes", "light", "place")
"""What can be drawn by either hand, so that one can be told from the other."""


def by_second_hand(scenario: Scenario, factors: Collection[str] = FACTORS) -> Scenario:
    """The scenario as the second hand draws it, or only some FACTORS of it.

    Identity and split, movement, repetitions, faults and the turn off the side view stay; whoever
    wore loose clothes wears other loose ones.
    """
    rngs = {name: np.random.default_rng([scenario.seed, 212, k]) for k, name in enumerate(FACTORS)}
    person = sample_second_person(scenario.person.body_id)
    if "body" not in factors:
        person = replace(scenario.person, rest=person.rest)
    if "rest" not in factors:
        person = replace(person, rest=scenario.person.rest)
    drawn = replace(scenario, person=person)
    if "camera" in factors:
        camera = second_camera(rngs["camera"], scenario.camera, scenario.movement)
        drawn = replace(drawn, camera=camera)
    if "clothes" in factors:
        outfit = second_outfit(rngs["clothes"], scenario.outfit.clothing != "tight")
        look = second_cloth(rngs["clothes"], drawn.look)
        drawn = replace(drawn, outfit=outfit, look=look)
    if "light" in factors:
        placed = place_camera(drawn.camera)
        away = (placed.position - placed.target)[:2]
        light = second_light(rngs["light"], drawn.look, away / np.linalg.norm(away))
        drawn = replace(drawn, look=light, sensor=second_sensor(rngs["light"], drawn.sensor))
    return replace(drawn, hand="second", elsewhere="place" in factors)
