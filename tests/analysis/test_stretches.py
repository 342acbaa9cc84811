"""Stretches of one view of one person, and the sentences about them."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_poses
from posture_lab.analysis.stretches import clip_parts, view_remarks
from posture_lab.arrays import Floats
from posture_lab.pose.footage import CameraMotion
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.view import view_of
from tests.analyses import facts
from tests.people import stick_person, times


def turned(yaw_deg: Floats, cuts_s: tuple[float, ...] = ()) -> PoseSequence:
    """Somebody who stands for as long as there are yaws, 30 a second."""
    poses = stick_person(times(len(yaw_deg) / 30), 0.0, 0.0)
    facing = np.ones(len(yaw_deg))
    return replace(poses, view=view_of(yaw_deg, facing), cuts_s=cuts_s)


def yaws(*stretches: tuple[float, float]) -> Floats:
    return np.concatenate([np.full(round(30 * seconds), yaw) for seconds, yaw in stretches])


def told(poses: PoseSequence) -> list[tuple[float, float, str]]:
    return [(round(p.start_s, 1), round(p.end_s, 1), p.view) for p in clip_parts(poses)]


def test_a_clip_of_one_view_has_no_parts() -> None:
    assert told(turned(yaws((6, 5)))) == []
    assert told(turned(yaws((6, 85)))) == []


def test_front_then_side() -> None:
    poses = turned(yaws((4, 85), (5, 5)), cuts_s=(4.0,))
    assert told(poses) == [(0.0, 4.0, "front"), (4.0, 9.0, "side")]
    remarks = {r.code: r.text for r in view_remarks(poses, facts(9.0), clip_parts(poses))}
    assert remarks["not_a_side_view"].startswith("From 0 to 4 s the camera is in front")
    assert "4.0 s" in remarks["cut"]


def test_flickers_belong_to_what_is_beside_them() -> None:
    flickering = yaws((3, 5), (0.5, 45), (3, 5), (0.3, 80), (0.4, 45), (0.2, 80), (2, 85), (2, 40))
    assert [view for _, _, view in told(turned(flickering))] == ["side", "front", "oblique"]


def test_a_cut_between_two_side_views_parts_them() -> None:
    poses = turned(yaws((4, 5), (4, 8)), cuts_s=(4.0,))
    assert told(poses) == [(0.0, 4.0, "side"), (4.0, 8.0, "side")]
    assert "not_a_side_view" not in [
        r.code for r in view_remarks(poses, facts(8), clip_parts(poses))
    ]


def test_where_nobody_is_followed_there_is_no_person() -> None:
    poses = turned(yaws((8, 5)))
    gone = poses.time_s >= 5.0
    landmarks_px = np.where(gone[:, None, None], np.nan, poses.landmarks_px)
    parts = clip_parts(replace(poses, landmarks_px=landmarks_px))
    assert [part.person for part in parts] == [1, None]
    assert parts[1].start_s == pytest.approx(5.0, abs=0.05)
    assert parts[-1].end_s == pytest.approx(8.0, abs=0.1)


def test_parts_and_remarks_reach_the_analysis() -> None:
    poses = turned(yaws((4, 85), (5, 5)), cuts_s=(4.0,))
    camera = CameraMotion(turned_deg=6.0, panned_deg=0.0, moved_heights=0.5, scaled=1.0, known=1.0)
    clip = replace(facts(9.0), slow_motion_factor=4.0)
    analysis = analyse_poses(replace(poses, camera=camera), clip, AnalysisOptions())
    assert len(analysis.parts) == 2
    codes = {remark.code for remark in analysis.remarks}
    assert codes >= {"not_a_side_view", "cut", "camera_turns", "camera_moves", "slow_motion"}


def test_single_frames_and_unseen_people_have_no_parts() -> None:
    assert clip_parts(turned(np.array([5.0]))) == ()
    nobody = stick_person(times(2.0), 0.0, 0.0)
    nobody = replace(nobody, view=None, landmarks_px=np.full_like(nobody.landmarks_px, np.nan))
    assert clip_parts(nobody) == ()
