from collections.abc import Iterator

from against_truth.further import further_clips
from against_truth.plan import (
    CUES,
    FAULTS,
    FIRST_FURTHER_SEEDS,
    MOVEMENTS,
    TIMES,
    YAW_BANDS,
    PlannedClip,
    Purpose,
    clips_to_count,
    clips_with_faults,
    planned_clips,
    purpose_of,
)

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


def test_the_clips_for_cues_show_every_one_that_a_movement_knows() -> None:
    hidden = {
        "uneven_sides": set(KNOWN),
        "pelvis_tucks": {"standing", "desk"},
        "pelvis_tips_forward": {"standing", "desk"},
        "rib_flare": {"standing", "desk"},
    }
    for movement, record in KNOWN.items():
        cues = {c.id for k in record.criteria for c in (k.cue_below, k.cue_above) if c is not None}
        shown = {cue for cue in cues if movement not in hidden.get(cue, set())}
        assert set(CUES[movement]) == shown


def test_each_fault_grows_through_every_step() -> None:
    clips = list(clips_with_faults(len(FAULTS) * len(TIMES), 40000))
    assert clips[len(FAULTS) :] == list(clips_with_faults(215, 40000 + len(FAULTS)))
    times: dict[tuple[str, str], set[float]] = {}
    for clip in clips:
        assert clip.fault is not None
        assert abs(clip.yaw_deg) <= 10
        assert not clip.hard
        times.setdefault((clip.movement, clip.fault[0]), set()).add(clip.fault[1])
    assert len(times) == len(FAULTS)
    for movement, cue, most in FAULTS:
        assert times[movement, cue] == {min(step, most) for step in TIMES}


def test_the_number_tells_what_a_clip_is_for() -> None:
    planned: dict[Purpose, Iterator[PlannedClip]] = {
        "all": planned_clips(60, 9000),
        "counting": clips_to_count(60, 20000),
        "cues": clips_with_faults(60, 40000),
        "unstill": further_clips("unstill", 60),
        "every side": further_clips("every side", 60),
        "second hand": further_clips("second hand", 60),
    }
    assert set(FIRST_FURTHER_SEEDS) < set(planned)
    for purpose, clips in planned.items():
        assert {purpose_of(clip.seed) for clip in clips} == {purpose}
