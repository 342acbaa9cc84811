"""What repetitions are counted by where the knees are a guess."""

import numpy as np

from posture_lab.metrics.counting.driving import driving_values
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.catalogue import MOVEMENTS


def signals(**values: list[float]) -> Signals:
    count = len(next(iter(values.values())))
    unseen = np.full(count, np.nan)
    by_name = {
        name: Signal(name, np.array(values.get(name, unseen)), unseen) for name in SIGNAL_NAMES
    }
    return Signals(np.arange(count) / 30.0, by_name)


def driven(movement: str, found: Signals) -> list[float]:
    drive = MOVEMENTS[movement].drive
    assert drive is not None
    values: list[float] = driving_values(found, drive).tolist()
    return values


def test_behind_a_bars_plates_an_upright_trunk_says_that_the_person_stands() -> None:
    found = signals(
        hip_flexion_deg=[70.0, 70.0, 80.0, 10.0],
        trunk_inclination_deg=[2.0, 2.0, 60.0, 2.0],
        knee_flexion_deg=[np.nan, 60.0, np.nan, np.nan],
    )
    # A guess; a squat's bent knees are seen; a real bend; a hip that agrees with the trunk.
    assert driven("deadlift", found) == [2.0, 70.0, 80.0, 10.0]


def test_knees_that_say_themselves_that_they_are_a_guess_are_not_believed() -> None:
    found = signals(
        hip_flexion_deg=[50.0, 50.0, np.nan, np.nan],
        trunk_inclination_deg=[4.0, 4.0, 4.0, 60.0],
        knee_flexion_deg=[40.0, 40.0, np.nan, np.nan],
    )
    error = np.array([9.0, 3.0, np.nan, np.nan])
    knee = Signal("knee_flexion_deg", found["knee_flexion_deg"].values, error)
    found = Signals(found.time_s, {**found.by_name, knee.name: knee})
    # Hidden; seen; hidden altogether under an upright trunk; and under one that leans.
    assert driven("deadlift", found)[:3] == [4.0, 50.0, 4.0]
    assert np.isnan(driven("deadlift", found)[3])


def test_what_is_not_seen_stays_unseen() -> None:
    found = signals(hip_flexion_deg=[np.nan], trunk_inclination_deg=[2.0], knee_flexion_deg=[3.0])
    assert np.isnan(driven("hip_hinge", found)).all()


def test_a_knee_bent_further_than_knees_bend_is_nothing_seen() -> None:
    found = signals(
        hip_flexion_deg=[120.0, 177.0],
        trunk_inclination_deg=[70.0, 86.0],
        knee_flexion_deg=[107.0, 228.0],
    )
    assert driven("deadlift", found)[0] == 120.0
    assert np.isnan(driven("deadlift", found)[1])
    assert np.isnan(driven("squat", found)[1])


def test_a_thigh_that_wavers_behind_plates_does_not_move_who_stands() -> None:
    found = signals(
        hip_flexion_deg=[26.0, 17.0, 24.0, 5.0, -14.0],
        trunk_inclination_deg=[-4.0, -3.0, -3.0, -3.0, -3.0],
    )
    assert driven("deadlift", found) == [-4.0, -3.0, -3.0, 5.0, -3.0]


def test_other_movements_are_counted_by_their_own_signal() -> None:
    found = signals(knee_flexion_deg=[90.0], shoulder_flexion_deg=[150.0])
    assert driven("squat", found) == [90.0]
    assert driven("overhead_reach", found) == [150.0]
