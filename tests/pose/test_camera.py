"""How the camera is held, frame by frame, from the room's lines and the camera's motion."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.pose.camera import levelled
from posture_lab.pose.footage import Footage
from posture_lab.pose.sequence import PoseSequence
from tests.level.rooms import SIZE, lines_of_a_room
from tests.people import stick_person, times

SECONDS = 8.0
AT_S = (0.0, 2.0, 5.0, 7.0)


def person() -> PoseSequence:
    given = {"image_size_px": SIZE, "size_px": 380.0, "ankle_px": (320.0, 440.0)}
    return stick_person(times(SECONDS), 0.0, 0.0, **given)  # type: ignore[arg-type]


def rows(rolls_deg: Floats, right: float = 0.0) -> Floats:
    """Rows of a camera's track, evenly over the clip."""
    at = np.linspace(0.0, SECONDS, len(rolls_deg))
    turned = np.radians(rolls_deg)
    zero, move = np.zeros_like(at), right * at / SECONDS
    return np.column_stack(
        [at, np.cos(turned), -np.sin(turned), move, np.sin(turned), np.cos(turned), zero]
    )


def filmed(
    rolls_deg: Floats, lines: tuple[Floats, ...], cuts_s: tuple[float, ...] = ()
) -> PoseSequence:
    footage = Footage((), AT_S[: len(lines)], rows(rolls_deg))
    return levelled(replace(person(), room_lines=lines, footage=footage, cuts_s=cuts_s))


def test_lines_of_a_rolling_camera_tell_how_level_it_was_at_first() -> None:
    lines = tuple(lines_of_a_room(3.0 + at_s, 4.0, 20.0) for at_s in AT_S)
    poses = filmed(np.linspace(0.0, SECONDS, 33), lines)
    assert poses.level is not None
    assert poses.level.roll_deg == pytest.approx(3.0, abs=0.4)
    assert poses.turned_deg is not None
    np.testing.assert_allclose(poses.turned_deg, poses.time_s, atol=0.25)
    assert poses.footage is None
    assert poses.room_lines == ()


def test_lines_before_and_after_a_cut_are_not_mixed() -> None:
    lines = tuple(lines_of_a_room(5.0 if at_s < 4 else -3.0, 4.0, 20.0) for at_s in AT_S)
    poses = filmed(np.zeros(33), lines, cuts_s=(4.0,))
    assert poses.level is not None
    assert poses.turned_deg is not None
    lean = poses.level.roll_deg + poses.turned_deg
    np.testing.assert_allclose(lean, np.where(poses.time_s < 4.0 - 1e-6, 5.0, -3.0), atol=0.5)


def test_without_lines_the_middle_roll_is_upright_and_errors_say_so() -> None:
    poses = filmed(np.linspace(0.0, 8.0, 33), ())
    assert poses.level is None
    assert poses.turned_deg is not None
    assert np.median(poses.turned_deg) == pytest.approx(0.0, abs=1e-9)
    assert np.ptp(poses.turned_deg) == pytest.approx(8.0, abs=0.3)
    still = filmed(np.zeros(33), ())
    wide, usual = (raw_signals(p)["trunk_inclination_deg"].error for p in (poses, still))
    np.testing.assert_allclose(wide**2 - usual**2, 4.0**2, rtol=0.1)


def test_a_camera_of_which_too_little_is_known_is_not_followed() -> None:
    rolls = np.linspace(0.0, 8.0, 33)
    footage = Footage((), (), rows(rolls))
    footage.motion[5:25, 1:] = np.nan
    poses = levelled(replace(person(), footage=footage))
    assert poses.turned_deg is None
    assert poses.camera is not None
    assert not poses.camera.turns
    assert poses.camera.error_deg == pytest.approx(8.0, abs=0.3)


def test_a_camera_that_is_carried_along_moves_but_does_not_turn() -> None:
    footage = Footage((), (), rows(np.zeros(33), right=0.5))
    poses = levelled(replace(person(), footage=footage))
    assert poses.camera is not None
    assert poses.camera.moves
    assert poses.camera.error_deg == 0.0
    assert poses.turned_deg is None
    assert any("camera moved" in w for w in poses.provenance.warnings)


def test_a_panning_camera_that_looks_down_does_not_roll() -> None:
    footage = Footage((), (), rows(np.linspace(0.0, 4.0, 33), right=0.5))
    poses = levelled(replace(person(), footage=footage))
    assert poses.camera is not None
    assert poses.camera.moves
    assert not poses.camera.turns
    assert poses.camera.error_deg == 0.0
    assert poses.turned_deg is None


def test_a_still_camera_is_not_mentioned() -> None:
    poses = filmed(np.zeros(33), ())
    assert poses.provenance.warnings == ()
    assert poses.turned_deg is None
