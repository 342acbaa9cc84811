from against_truth.plan import MOVEMENTS, YAW_BANDS, clips_to_count, planned_clips

from posture_lab.movements.catalogue import MOVEMENTS as KNOWN


def test_a_longer_plan_adds_clips_and_changes_none() -> None:
    assert list(planned_clips(40, 9000))[:12] == list(planned_clips(12, 9000))


def test_every_movement_meets_every_view() -> None:
    whole = list(planned_clips(len(MOVEMENTS) * len(YAW_BANDS), 0))
    seen = {(c.movement, next(i for i, b in enumerate(sorted(set(YAW_BANDS)))
                              if b[0] <= abs(c.yaw_deg) <= b[1])) for c in whole}  # fmt: skip
    assert len(seen) == len(set(MOVEMENTS)) * len(set(YAW_BANDS))


def test_every_movement_that_the_product_knows_is_filmed() -> None:
    assert set(KNOWN) <= set(MOVEMENTS)


def test_names_and_seeds_are_never_shared() -> None:
    clips = list(planned_clips(60, 9000))
    assert len({clip.name for clip in clips}) == len({clip.seed for clip in clips}) == 60


def test_the_clips_for_counting_can_be_drawn_in_parts() -> None:
    parts = [*clips_to_count(30, 20000), *clips_to_count(30, 20030)]
    assert parts == list(clips_to_count(60, 20000))
    assert all(clip.hard and clip.counted and abs(clip.yaw_deg) <= 20 for clip in parts)
    assert not {clip.seed for clip in parts} & {clip.seed for clip in planned_clips(200, 9000)}
