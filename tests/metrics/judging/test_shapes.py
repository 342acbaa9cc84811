from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.judging.shapes import ShapeInterval, ShapeName, find_shapes
from posture_lab.metrics.signals.signal import Signals
from tests.metrics.acting import Acted, acted, perform
from tests.people import bumps, stick_person, times


def of(clip: Acted, shape: ShapeName) -> list[ShapeInterval]:
    return [found for found in find_shapes(clip.signals, clip.neutral) if found.shape == shape]


def score(shape: ShapeInterval) -> float:
    assert shape.score is not None
    return shape.score


def test_a_hinge_is_a_hinge_between_two_neutrals() -> None:
    clip = perform("hinge", count=1, duration_s=4.0)
    (hinge,) = of(clip, "hinge")
    before, after = of(clip, "neutral")
    assert 2.0 < hinge.start_s < 3.5
    assert 4.5 < hinge.end_s < 6.0
    assert score(hinge) > 90
    assert before.start_s == 0
    assert before.end_s < hinge.start_s < hinge.end_s < after.start_s
    assert min(score(before), score(after)) > 85


def test_knees_that_lead_cost_the_hinge_its_score_and_a_squat_is_none() -> None:
    (led,) = of(perform("knee dominant", count=1), "hinge")
    (clean,) = of(perform("hinge", count=1), "hinge")
    assert score(led) < score(clean) - 20
    deep = {"trunk_inclination_deg": 20.0, "hip_flexion_deg": 90.0, "knee_flexion_deg": 110.0}
    assert of(perform(deep, count=1), "hinge") == []


def test_standing_still_is_neutral_all_along_and_nothing_else() -> None:
    clip = acted(stick_person(times(4.0), noise_px=0.5))
    (only,) = find_shapes(clip.signals, clip.neutral)
    assert (only.shape, only.start_s) == ("neutral", 0.0)
    assert score(only) > 90


def test_brace_is_an_estimate_of_a_quiet_spine_while_limbs_move() -> None:
    quiet = of(perform("overhead", count=2), "brace")
    assert quiet
    assert all(found.is_estimate and score(found) > 70 for found in quiet)
    clip = perform("overhead", count=2)
    arch = clip.signals["lumbar_flexion_deg"]
    phase = clip.signals["shoulder_flexion_deg"].values / 172
    arching = replace(arch, values=arch.values - 45 * phase)
    by_name = {**clip.signals, "lumbar_flexion_deg": arching}
    moving = replace(clip, signals=Signals(clip.signals.time_s, by_name))
    assert sum(f.end_s - f.start_s for f in of(moving, "brace")) < 0.7 * sum(
        f.end_s - f.start_s for f in quiet
    )
    assert not of(acted(stick_person(times(4.0))), "brace")
    assert not of(perform("hinge"), "neutral")[0].is_estimate


def test_an_unseen_spine_is_no_brace() -> None:
    time_s = times(8.0)
    poses = stick_person(time_s, shoulder_flexion_deg=170 * bumps(time_s, [2, 5], 2.5))
    hidden = acted(poses.with_step("hide", outline=np.full_like(poses.outline, np.nan)))
    assert of(hidden, "brace") == []


def test_scores_are_between_0_and_100_and_in_order_of_time() -> None:
    clip = perform("deadlift", count=3, noise_px=2.0)
    found = find_shapes(clip.signals, clip.neutral)
    assert [f.start_s for f in found] == sorted(f.start_s for f in found)
    assert all(0 <= score(f) <= 100 and f.end_s > f.start_s for f in found)


@pytest.mark.parametrize("fps", [15.0, 60.0])
def test_shapes_do_not_depend_on_the_frame_rate(fps: float) -> None:
    reference = of(perform("hinge", noise_px=0.0), "hinge")
    for one, other in zip(
        of(perform("hinge", noise_px=0.0, fps=fps), "hinge"), reference, strict=True
    ):
        assert one.start_s == pytest.approx(other.start_s, abs=0.08)
        assert one.end_s == pytest.approx(other.end_s, abs=0.08)
        assert one.score == pytest.approx(other.score, abs=3)


def test_a_shape_whose_back_was_not_seen_has_no_score() -> None:
    clip = perform("hinge", count=1, duration_s=4.0)
    by_name = dict(clip.signals)
    for name in ("lumbar_flexion_deg", "thoracic_flexion_deg"):
        unseen = np.full_like(clip.signals.time_s, np.nan)
        by_name[name] = replace(by_name[name], values=unseen, error=unseen)
    hidden = replace(clip, signals=Signals(clip.signals.time_s, by_name))
    shapes = find_shapes(hidden.signals, hidden.neutral)
    assert {shape.shape for shape in shapes} == {"neutral", "hinge"}
    assert all(shape.score is None for shape in shapes)
