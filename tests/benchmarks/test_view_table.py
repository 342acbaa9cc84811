"""How far off the told view is."""

from against_truth.tables import view_table

from tests.benchmarks.results import clip


def test_clips_by_how_far_off_the_side_they_are_filmed() -> None:
    clips = [
        clip(yaw_deg=2.0, told_yaw_deg=4.0),
        clip(yaw_deg=6.0, told_yaw_deg=5.0),
        clip(yaw_deg=22.0, told_yaw_deg=28.0),
        clip(yaw_deg=24.0, told_yaw_deg=24.0),
        clip(yaw_deg=50.0, told_yaw_deg=None),
    ]
    _, _, side, off = view_table(clips).splitlines()
    assert side == "| side | 2 | 1.5 | 0.5 | 1.9 | 2 of 2 |"
    assert off == "| 20-30 off | 2 | 3.0 | 3.0 | 5.7 | 1 of 2 |"
