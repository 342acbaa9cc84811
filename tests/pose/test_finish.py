from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from posture_lab.pose.finish import finish_sequence, join_parts
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import OUTLINE_STATIONS, PoseSequence, Provenance
from tests.people import bumps, mirrored, moved, stick_person, times

FIELDS = ("time_s", "landmarks_px", "world_m", "visibility", "outline", "leg_outline")


def raw_hinge(fps: float = 30.0, noise_px: float = 0.0) -> PoseSequence:
    """Two hinges as the estimator gives them: edges left and right, no view."""
    time_s = times(7.0, fps)
    bend = bumps(time_s, [1.0, 4.0], 2.4)
    poses = stick_person(time_s, 75 * bend, 85 * bend, 15 * bend, noise_px=noise_px)
    outline = np.empty((len(time_s), len(OUTLINE_STATIONS), 2))
    outline[..., 0], outline[..., 1] = -0.22, 0.15  # facing right: back and front
    return replace(poses, view=None, outline=outline)


def part(poses: PoseSequence, start: int, stop: int) -> PoseSequence:
    return replace(poses, **{name: getattr(poses, name)[start:stop] for name in FIELDS})


def assert_same(one: PoseSequence, other: PoseSequence) -> None:
    for name in FIELDS:
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9)
    assert one.view is not None
    assert other.view is not None
    assert one.view.yaw_deg == other.view.yaw_deg


def trunk_deg(poses: PoseSequence) -> np.ndarray:
    pixels = poses.landmarks_px
    trunk = pixels[:, Landmark.RIGHT_SHOULDER] - pixels[:, Landmark.RIGHT_HIP]
    return np.asarray(np.degrees(np.arctan2(trunk[:, 0], -trunk[:, 1])))


def test_parts_that_overlap_give_the_sequence_of_the_whole() -> None:
    whole = raw_hinge(noise_px=0.5)
    assert_same(finish_sequence(part(whole, 0, 100), part(whole, 85, 210)), finish_sequence(whole))
    assert_same(finish_sequence(part(whole, 0, 100), part(whole, 100, 210)), finish_sequence(whole))


def test_where_parts_overlap_a_frame_without_anybody_is_taken_from_the_other() -> None:
    whole = raw_hinge()
    late = part(whole, 85, 210)
    early = part(whole, 0, 100)
    lost: dict[str, Any] = {
        n: np.where(
            np.arange(100)[(...,) + (None,) * (getattr(early, n).ndim - 1)] >= 95,
            np.nan,
            getattr(early, n),
        )
        for n in FIELDS[1:]
    }
    assert_same(finish_sequence(replace(early, **lost), late), finish_sequence(whole))


def test_warnings_of_all_parts_are_kept_once() -> None:
    whole = raw_hinge()
    first = replace(part(whole, 0, 100), provenance=Provenance(model="m", warnings=("a", "b")))
    second = replace(part(whole, 100, 210), provenance=Provenance(warnings=("b", "c")))
    provenance = join_parts([first, second]).provenance
    assert (provenance.model, provenance.warnings) == ("m", ("a", "b", "c"))


def test_parts_of_different_pictures_are_refused() -> None:
    whole = raw_hinge()
    with pytest.raises(ValueError, match="picture size"):
        join_parts([whole, replace(whole, image_size_px=(10, 10))])
    with pytest.raises(ValueError, match="no parts"):
        join_parts([])


def test_mirrored_input_gives_the_mirrored_sequence() -> None:
    raw = raw_hinge(noise_px=0.5)
    flipped = replace(mirrored(raw), outline=-raw.outline[..., ::-1])
    straight, turned = finish_sequence(raw), finish_sequence(flipped)
    np.testing.assert_allclose(mirrored(turned).landmarks_px, straight.landmarks_px, atol=1e-6)
    np.testing.assert_allclose(turned.outline, straight.outline, atol=1e-9)
    np.testing.assert_allclose(straight.outline[..., 0], -0.22, atol=1e-9)
    np.testing.assert_allclose(straight.outline[..., 1], 0.15, atol=1e-9)


def test_scale_and_place_give_the_same_sequence() -> None:
    raw = raw_hinge(noise_px=0.5)
    straight, other = finish_sequence(raw), finish_sequence(moved(raw, 0.5, (0.0, 0.0)))
    np.testing.assert_allclose(other.landmarks_px, straight.landmarks_px * 0.5, atol=1e-6)
    np.testing.assert_allclose(other.outline, straight.outline, atol=1e-9)


def test_frame_rates_agree() -> None:
    fine = finish_sequence(raw_hinge(60.0))
    for fps in (15.0, 30.0):
        coarse = finish_sequence(raw_hinge(fps))
        expected = np.interp(coarse.time_s, fine.time_s, trunk_deg(fine))
        np.testing.assert_allclose(trunk_deg(coarse), expected, atol=1.0)


def test_short_gaps_are_filled_long_ones_stay() -> None:
    raw = raw_hinge()
    pixels, world = raw.landmarks_px.copy(), raw.world_m.copy()
    for gap in (slice(45, 50), slice(140, 155)):
        pixels[gap] = world[gap] = np.nan
    done = finish_sequence(replace(raw, landmarks_px=pixels, world_m=world))
    seen = np.isfinite(done.landmarks_px[:, Landmark.RIGHT_HIP, 0])
    assert np.flatnonzero(~seen).tolist() == list(range(140, 155))
    assert trunk_deg(done)[47] == pytest.approx(trunk_deg(finish_sequence(raw))[47], abs=2.0)


def test_what_was_done_is_logged_in_order() -> None:
    log = finish_sequence(raw_hinge()).provenance.log
    assert [line.split()[0] for line in log] == ["left", "filled", "smoothed", "estimated"]


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_a_few_frames_and_nobody_finish(frames: int) -> None:
    few = part(raw_hinge(), 0, frames)
    assert len(finish_sequence(few)) == frames
    nothing: dict[str, Any] = {n: getattr(few, n) * np.nan for n in FIELDS[1:]}
    nobody = replace(few, **nothing)
    done = finish_sequence(nobody)
    assert done.view is not None
    assert done.view.kind == "unknown"
    assert np.isnan(done.landmarks_px).all()
