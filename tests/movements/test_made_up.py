"""A movement is its record: one that nobody thought of works everywhere, and no code names one."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_poses
from posture_lab.analysis.result import Analysis
from posture_lab.live.plan import plan_for
from posture_lab.live.session import LiveSession
from posture_lab.metrics.judging.recognise import recognise
from posture_lab.movements import criteria, cues
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.describe import describe
from posture_lab.movements.recognition import Recognition, Within
from posture_lab.movements.record import Criterion, Dose, Movement, RepetitionDrive
from posture_lab.telling.headline import headline
from posture_lab.ui.review.payload import review_payload
from tests.analyses import SIZE_PX, facts
from tests.live.page import practise
from tests.people import bumps, stick_person, times

PACKAGE = Path(__file__).parents[2] / "posture_lab"

FRONT_RAISE = Movement(
    id="front_raise",
    title="Front raise",
    kind="repetitions",
    view="side",
    instructions="Stand tall. Lift both arms to the front up to the shoulders, then lower them.",
    dose=Dose(repetitions=(8, 10), sets=(2, 3), source="A made-up movement."),
    drive=RepetitionDrive(
        signal="shoulder_flexion_deg",
        min_excursion=45.0,
        partial_excursion=30.0,
        min_duration_s=0.6,
        max_duration_s=20.0,
        start_max=40.0,
        handles_load=False,
    ),
    recognition=Recognition(
        rank=5,
        from_side=((Within("shoulder", 45.0, 89.0), Within("hip", -20.0, 20.0)),),
        quiet={"hip_flexion_deg": 20.0},
        counts_others=False,
    ),
    shown_first=("shoulder_flexion_deg",),
    criteria=(
        Criterion(
            measure="shoulder_flexion_peak_deg",
            title="Height",
            low=80.0,
            high=110.0,
            margin=30.0,
            weight=60.0,
            source="A made-up movement.",
            cue_below=cues.REACH_HIGHER,
            essential=True,
            part="the arms",
        ),
        criteria.TEMPO,
    ),
)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(MOVEMENTS, dict)
    monkeypatch.setitem(MOVEMENTS, FRONT_RAISE.id, FRONT_RAISE)


def raised(movement: str | None) -> Analysis:
    time_s = times(12.0)
    arms = bumps(time_s, [2.0, 6.5], duration_s=3.0)
    poses = stick_person(
        time_s,
        shoulder_flexion_deg=60 * arms,
        noise_px=0.5,
        size_px=380.0,
        ankle_px=(300.0, 440.0),
        image_size_px=SIZE_PX,
    )
    return analyse_poses(poses, facts(12.0), AnalysisOptions(movement=movement))


def test_it_is_counted_and_judged() -> None:
    result = raised("front_raise")
    assert result.summary.reps == 2
    assert all(rep.judgement.score is not None for rep in result.reps)
    for rep in result.reps:
        assert [cue.measure for cue in rep.judgement.cues] == ["shoulder_flexion_peak_deg"]


def test_it_is_practised() -> None:
    time_s = times(20.0, 20.0)
    arms = bumps(time_s, [9.0, 13.0], 3.0)
    session = LiveSession(replace(plan_for(FRONT_RAISE), repetitions=2, sets=1))
    states = practise(session, stick_person(time_s, shoulder_flexion_deg=85 * arms, noise_px=0.5))
    assert states[-1].reps == 2
    (analysis,) = session.analyses
    assert analysis.movement.id == "front_raise"
    assert all(rep.judgement.score is not None for rep in analysis.reps)


def test_it_is_recognised() -> None:
    result = raised(None)
    assert result.movement.id == "front_raise"
    assert result.measured is not None
    assert recognise(result.measured.signals, "side").id == "front_raise"


def test_it_is_told_and_drawn() -> None:
    result = raised("front_raise")
    assert "Reach a little higher" in headline(result)
    payload = review_payload(result, None, FRONT_RAISE)
    assert [each["name"] for each in payload["plot"]["signals"] if each["shown"]] == [
        "shoulder_flexion_deg"
    ]
    assert len(payload["reps"]) == 2


def test_it_is_described() -> None:
    text = describe(MOVEMENTS.values())
    assert "Front raise" in text
    assert "A made-up movement." in text


def test_no_code_outside_the_records_names_a_movement() -> None:
    """But for "standing", which is a posture of the body as well."""
    ids = set(MOVEMENTS) - {"standing"}
    named = []
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "movements":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in ids:
                named.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.value}")
    assert not named
