"""Ten people practise on one server at the same time, and each is counted alone."""

import contextlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from posture_lab.pose.sequence import PoseSequence
from tests.live.page import message
from tests.people import bumps, stick_person, times
from tests.ui.browser import ROOT, running
from tests.ui.visitor import Visitor

FRAMES = 6
STARTS = (5.0, 9.0, 13.0)


def person(reps: int, *, faulty: bool, facing: str, seed: int) -> PoseSequence:
    """Somebody who stands, then hinges ``reps`` times, with the knees leading when ``faulty``."""
    time_s = times(18.0, 12.0)
    bend = bumps(time_s, STARTS[:reps], 3.0)
    knee_deg = 75.0 if faulty else 15.0
    poses = stick_person(
        time_s,
        70.0 * bend,
        (70.0 + knee_deg * 0.8) * bend,
        knee_deg * bend,
        facing=facing,  # type: ignore[arg-type]
    )
    noise = np.random.default_rng(seed).normal(0.0, 0.5, poses.landmarks_px.shape)
    return replace(poses, landmarks_px=poses.landmarks_px + noise)


def test_nobody_is_told_of_anybody_elses_repetitions(tmp_path: Path) -> None:
    wanted = [(number % 4, number in (2, 7)) for number in range(10)]
    people = [
        person(reps, faulty=faulty, facing="left" if number % 3 else "right", seed=number)
        for number, (reps, faulty) in enumerate(wanted)
    ]
    cues: list[set[str]] = [set() for _ in people]
    with running(ROOT / "app.py", tmp_path) as server, contextlib.ExitStack() as stack:
        # The last one practises another movement: hinging is no squat.
        movements = ["hip_hinge"] * 9 + ["squat"]
        visitors = [stack.enter_context(Visitor(server.url, name)) for name in movements]
        for seq, first in enumerate(range(0, len(people[0]), FRAMES), start=1):
            events = ("start",) if seq == 1 else ()
            frames = slice(first, first + FRAMES)
            for number, visitor in enumerate(visitors):
                page = f"page {number}"
                state = visitor.send(message(people[number], frames, seq, page=page, events=events))
                assert (state["page"], state["ack"]) == (page, seq)
                cues[number] |= {state["cue"]["id"]} if state["cue"] else set()
    assert [visitor.state["reps"] for visitor in visitors[:9]] == [reps for reps, _ in wanted[:9]]
    assert visitors[9].state["reps"] == 0
    given = ["knee_dominant" in found for found in cues[:9]]
    assert given == [faulty for _, faulty in wanted[:9]]
