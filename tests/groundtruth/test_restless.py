"""Somebody restless never has a still second, and a clip may begin at the floor."""

import numpy as np
import pytest

from groundtruth.bodies import Person
from groundtruth.events import Event, extra_channels, stage, swinging
from groundtruth.motion import still
from groundtruth.sampling import sample_scenario
from groundtruth.scenario import from_the_turn
from groundtruth.timeline import phase_of

TIME_S = np.arange(0, 10, 0.05)


@pytest.mark.parametrize("kind", range(4))
def test_the_arms_of_somebody_restless_never_rest(kind: int) -> None:
    event = Event("restless", 0.0, 5.0 + 3.7 * kind, 12.0)
    moved = stage(still(len(TIME_S), Person(0, 1.7, {})), TIME_S, [event])
    pitch = np.degrees(np.arctan2(-moved.arms[:, 0, 1], -moved.arms[:, 0, 2]))
    assert 8.0 < np.abs(pitch).max() < 25.0
    in_a_second = [np.ptp(pitch[i : i + 20]) for i in range(len(pitch) - 20)]
    assert min(in_a_second) > 1.5
    sway = extra_channels(TIME_S, [event])
    np.testing.assert_allclose(sway["pelvic_tilt"], swinging(TIME_S, event))


def test_nothing_sways_without_it() -> None:
    assert not any(values.any() for values in extra_channels(TIME_S, []).values())


def test_a_clip_that_begins_at_the_floor_shows_the_first_way_up() -> None:
    scenario = from_the_turn(sample_scenario(3, "deadlift", "test"), ahead_s=0.2)
    time_s = TIME_S + scenario.skip_s
    phase, windows = phase_of(time_s, scenario.lead_s, scenario.reps)
    first = windows[0].earlier(scenario.skip_s)
    assert first.start_s < 0.0 < first.bottom_end_s < first.end_s
    assert phase[0] == pytest.approx(scenario.reps[0].depth, rel=0.02)
