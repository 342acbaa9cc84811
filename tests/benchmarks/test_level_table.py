"""How far off the camera's level is."""

from against_truth.tables import level_table

from tests.benchmarks.results import clip


def test_cameras_that_the_room_tells_of_and_others() -> None:
    clips = [
        clip(true_roll_deg=2.0, roll_deg=1.8),
        clip(true_roll_deg=-3.0, roll_deg=-3.4),
        clip(true_roll_deg=1.0, roll_deg=None),
    ]
    _, _, told, untold = level_table(clips).splitlines()
    assert told == "| the room tells | 2 | 0.30 | 0.30 | 0.39 | 2.50 |"
    assert untold == "| it does not | 1 | – | – | – | 1.00 |"
