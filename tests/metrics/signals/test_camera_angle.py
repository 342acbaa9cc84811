import numpy as np

from posture_lab.metrics.signals.camera_angle import steady_yaw


def test_a_bend_that_reads_a_little_turned_does_not_turn_the_camera() -> None:
    time_s = np.arange(0.0, 8.0, 1 / 30)
    yaw = np.full(len(time_s), 22.0)
    bending = np.abs(time_s - 4.0) < 0.4
    yaw[bending] = 30.0
    assert (steady_yaw(time_s, yaw) == 22.0).all()


def test_somebody_who_turns_away_is_still_turned() -> None:
    time_s = np.arange(0.0, 8.0, 1 / 15)
    yaw = np.full(len(time_s), 5.0)
    turning = np.abs(time_s - 4.0) < 0.6
    yaw[turning] = 45.0
    assert (steady_yaw(time_s, yaw)[turning] == 45.0).all()
    assert (steady_yaw(time_s, yaw)[~turning] == 5.0).all()


def test_it_never_makes_a_frame_more_turned_and_unseen_stays_unseen() -> None:
    rng = np.random.default_rng(1)
    time_s = np.arange(0.0, 6.0, 1 / 30)
    yaw = np.abs(rng.normal(24.0, 6.0, len(time_s)))
    yaw[40:60] = np.nan
    steady = steady_yaw(time_s, yaw)
    assert np.isnan(steady[40:60]).all()
    assert (np.delete(steady, np.s_[40:60]) <= np.delete(yaw, np.s_[40:60])).all()
    assert steady_yaw(time_s[:2], yaw[:2]).tolist() == yaw[:2].tolist()


def test_walking_in_or_out_does_not_set_the_camera_of_a_short_clip() -> None:
    time_s = np.arange(0.0, 20.0, 1 / 15)
    yaw = np.full(len(time_s), 28.0)
    yaw[time_s < 1.5] = 3.0
    assert (steady_yaw(time_s, yaw)[time_s >= 1.5] == 28.0).all()
    yaw = np.full(len(time_s), 22.0)
    yaw[time_s > 16.0] = 27.0
    assert (steady_yaw(time_s, yaw) <= 22.0).all()


def test_a_camera_moved_in_a_long_clip_is_noticed() -> None:
    time_s = np.arange(0.0, 240.0, 1 / 5)
    yaw = np.where(time_s < 120.0, 10.0, 28.0)
    steady = steady_yaw(time_s, yaw)
    assert (steady[time_s < 120.0] == 10.0).all()
    assert (steady[time_s > 150.0] == 28.0).all()
