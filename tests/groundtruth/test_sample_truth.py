"""The committed clips' truth: whole, in agreement with its own points, and with the right signs."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from groundtruth.movements import FAULTS, MOVEMENTS
from posture_lab.arrays import Floats

FOLDER = Path(__file__).resolve().parents[2] / "sample_videos"
NAMES = sorted(path.name.removesuffix(".truth.json") for path in FOLDER.glob("*.truth.json"))


@lru_cache(maxsize=32)
def truth(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))


def signal(name: str, signal_name: str) -> Floats:
    return np.array(truth(name)["frames"]["signals"][signal_name], float)


def point(name: str, point_name: str) -> Floats:
    """A surface point of the near side (T, 3) in metres: x left, y backwards, z up."""
    record = truth(name)
    label = point_name if point_name == "nose" else f"{record['view']['near_side']}_{point_name}"
    return np.array(record["frames"]["points_m"][label], float)


def at_turn(name: str, signal_name: str) -> float:
    """The signal in the middle of the first repetition's turning point."""
    record = truth(name)
    return float(
        np.interp(
            record["reps"][0]["turn_s"], record["frames"]["time_s"], signal(name, signal_name)
        )
    )


def bend(a: Floats, b: Floats, c: Floats) -> Floats:
    """180 minus the angle at b, seen from the side, in degrees and without a sign."""
    u, v = (a - b)[:, 1:], (c - b)[:, 1:]
    lengths = np.linalg.norm(u, axis=1) * np.linalg.norm(v, axis=1)
    between: Floats = np.degrees(np.arccos(np.clip(np.sum(u * v, axis=1) / lengths, -1, 1)))
    return 180 - between


def test_each_movement_has_a_clean_and_a_faulty_clip() -> None:
    shown = {(truth(n)["movement"], bool(truth(n)["faults"])) for n in NAMES}
    for movement in ("hip_hinge", "deadlift", "squat", "overhead_reach", "standing", "desk"):
        assert (movement, False) in shown
        assert (movement, True) in shown


@pytest.mark.parametrize("name", NAMES)
def test_the_clip_is_the_one_described_and_small(name: str) -> None:
    record = truth(name)
    path = FOLDER / f"{name}.mp4"
    data = path.read_bytes()
    assert len(data) < 1_000_000
    assert record["clip"]["file"] == path.name
    assert hashlib.sha256(data).hexdigest() == record["clip"]["sha256"]
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (
            record["clip"]["width_px"],
            record["clip"]["height_px"],
        )
        times = [float(frame.time or 0.0) for frame in container.decode(stream)]
    assert len(times) == record["clip"]["frames"]
    np.testing.assert_allclose(times, record["frames"]["time_s"], atol=2e-3)


@pytest.mark.parametrize("name", NAMES)
def test_the_truth_is_whole(name: str) -> None:
    record = truth(name)
    assert record["schema"] == "posture-lab/truth/1"
    assert record["movement"] in MOVEMENTS
    assert {fault["id"] for fault in record["faults"]} <= set(FAULTS)
    assert record["split"] in ("train", "calibrate", "test")
    count = record["clip"]["frames"]
    frames = record["frames"]
    assert len(frames["visible"]) == count
    assert all(frames["visible"])
    for block in ("signals", "points_px", "points_m", "bone_pivots_m"):
        for label, series in frames[block].items():
            assert len(series) == count, (block, label)
            assert np.isfinite(np.array(series, float)).all(), (block, label)


@pytest.mark.parametrize("name", NAMES)
def test_repetitions_follow_one_another_after_quiet_standing(name: str) -> None:
    record = truth(name)
    marks = [r[k] for r in record["reps"] for k in ("start_s", "turn_s", "end_s")]
    assert marks == sorted(marks)
    if record["reps"]:
        assert len(record["reps"]) == 3
        assert record["reps"][0]["start_s"] > 1.5
        assert record["reps"][-1]["end_s"] < record["clip"]["duration_s"]
        still = np.array(record["frames"]["time_s"]) < 1.5
        assert np.ptp(signal(name, "trunk_inclination_deg")[still]) < 3


@pytest.mark.parametrize("name", NAMES)
def test_angles_agree_with_the_points(name: str) -> None:
    shoulder, hip, knee, ankle = (point(name, p) for p in ("shoulder", "hip", "knee", "ankle"))
    hip_bend, knee_bend = bend(shoulder, hip, knee), bend(hip, knee, ankle)
    np.testing.assert_allclose(np.abs(signal(name, "hip_flexion_deg")), hip_bend, atol=0.1)
    np.testing.assert_allclose(np.abs(signal(name, "knee_flexion_deg")), knee_bend, atol=0.1)
    lean = np.degrees(np.arctan2(hip[:, 1] - shoulder[:, 1], shoulder[:, 2] - hip[:, 2]))
    np.testing.assert_allclose(signal(name, "trunk_inclination_deg"), lean, atol=0.05)


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_faces_as_the_view_says(name: str) -> None:
    record = truth(name)
    pixels = record["frames"]["points_px"]
    near = record["view"]["near_side"]
    ahead = np.array(pixels["nose"])[:, 0] - np.array(pixels[f"{near}_ear"])[:, 0]
    # Bent far forward, the nose may come to lie below or behind the ear.
    ahead = ahead[np.array(record["frames"]["time_s"]) < 1.5]
    assert np.all(ahead < 0 if record["view"]["facing"] == "left" else ahead > 0)
    higher = np.array(pixels[f"{near}_shoulder"])[:, 1] < np.array(pixels[f"{near}_ankle"])[:, 1]
    assert higher.all()


def test_flexion_is_positive_whichever_way_the_person_faces() -> None:
    facing = {truth(n)["view"]["facing"] for n in ("hinge_clean", "hinge_rounded_back")}
    assert facing == {"left", "right"}
    for name in ("hinge_clean", "hinge_rounded_back"):
        assert at_turn(name, "trunk_inclination_deg") > 45
        assert at_turn(name, "hip_flexion_deg") > 45
        assert at_turn(name, "pelvic_tilt_deg") > 30
        assert at_turn(name, "hip_shift_legs") > 0.1


def test_faults_are_in_the_signals_they_are_named_after() -> None:
    def more(faulty: str, clean: str, name: str) -> float:
        return at_turn(faulty, name) - at_turn(clean, name)

    assert more("hinge_rounded_back", "hinge_clean", "lumbar_flexion_deg") > 20
    assert more("hinge_knee_dominant", "hinge_clean", "knee_flexion_deg") > 40
    assert more("deadlift_rounded_back", "deadlift_clean", "lumbar_flexion_deg") > 20
    assert more("squat_pelvis_tucks", "squat_clean", "pelvic_tilt_deg") < -20
    assert at_turn("overhead_reach_rib_flare", "rib_flare_mm") > 35
    assert at_turn("overhead_reach_clean", "rib_flare_mm") == 0
    assert at_turn("overhead_reach_clean", "shoulder_flexion_deg") > 150
    head = "head_inclination_deg"
    assert signal("standing_head_forward", head).mean() > signal("standing_clean", head).mean() + 15
    lumbar = "lumbar_flexion_deg"
    assert signal("desk_slumped", lumbar).mean() > signal("desk_clean", lumbar).mean() + 20


def test_upper_thorax_pitches_by_the_sum_of_the_three() -> None:
    names = ("pelvic_tilt_deg", "lumbar_flexion_deg", "thoracic_flexion_deg")
    total = sum(signal("hinge_rounded_back", name) for name in names)
    np.testing.assert_allclose(signal("hinge_rounded_back", "thorax_pitch_deg"), total, atol=0.5)


def test_feet_stay_while_hips_go_back_in_a_hinge() -> None:
    ankle, hip = point("hinge_clean", "ankle"), point("hinge_clean", "hip")
    assert np.ptp(ankle, axis=0).max() < 0.03
    assert np.ptp(hip[:, 1]) > 0.12
