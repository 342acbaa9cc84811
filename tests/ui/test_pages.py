"""The pages' logic, without a browser."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from posture_lab.analysis.circumstances import ClipPart, Remark
from posture_lab.analysis.lineup import Lineup, Sighting
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.result import Analysis
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.person import Person
from posture_lab.telling.headline import headline
from posture_lab.ui.job import ClipJob, Progress
from posture_lab.ui.result import SHOWN_MAX_BYTES
from posture_lab.ui.samples import first_sample, sample_clips
from posture_lab.ui.serving.application import START_SCRIPT
from posture_lab.ui.session import ClipHolder
from posture_lab.ui.workspace import Workspace
from tests.analyses import unscored
from tests.ui.analyses import hinge_analysis, unjudged_analysis


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(START_SCRIPT), default_timeout=30)


def with_job(app: AppTest, progress: Progress, analysis: Analysis | None = None) -> ClipJob:
    """Give the session a job in a certain state."""
    job = ClipJob(Path("garden.mp4"), Workspace(), AnalysisOptions())
    job.progress = progress
    job.analysis = analysis
    holder = ClipHolder()
    holder.take(job)
    app.session_state["clip_holder"] = holder
    return job


def read(markdown: str) -> str:
    """What a person reads of it: signs that are only signs have a backslash before them."""
    return re.sub(r"\\(?=[^\w\s])", "", markdown)


def texts(app: AppTest) -> str:
    """Everything said in plain elements."""
    headings = (app.title, app.header, app.subheader)
    kinds = (*headings, app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(read(str(element.value)) for kind in kinds for element in kind)


def test_the_page_opens_ready_for_a_clip(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert app.title[0].value == "Check a clip"
    assert app.button(key="start").disabled
    assert "not a diagnosis" in texts(app)


def test_every_movement_can_be_chosen_and_auto_comes_first(app: AppTest) -> None:
    app.run()
    offered = app.selectbox(key="movement").options
    assert offered[1:] == [movement.title for movement in MOVEMENTS.values()]
    app.selectbox(key="movement").select("hip_hinge").run()
    assert MOVEMENTS["hip_hinge"].instructions in texts(app)


def lineup_of(*middles: float) -> Lineup:
    """Pictures 640 pixels wide with standing people whose middles are there, the last one later."""
    people = []
    for middle in middles:
        marks = np.tile([middle, 100.0], (33, 1))
        for name, down in (("SHOULDER", 100), ("HIP", 200), ("KNEE", 300), ("ANKLE", 400)):
            for side, across in (("LEFT", -20), ("RIGHT", 20)):
                marks[Landmark[f"{side}_{name}"]] = middle + across, down
        people.append(Person.of(marks))
    first, later = (np.full((480, 640, 3), shade, np.uint8) for shade in (0, 90))
    seen = [Sighting(0.5, first, 1.0, person) for person in people[:-1]]
    return Lineup((*seen, Sighting(7.5, later, 1.0, people[-1])), 1)


def test_with_several_people_the_page_asks_whom_to_measure(app: AppTest) -> None:
    job = with_job(app, Progress("choosing"))
    job.lineup = lineup_of(100.0, 330.0, 500.0)
    app.run()
    assert not app.exception
    assert "Who should be measured?" in texts(app)
    asked = app.radio(key="person")
    assert asked.options == ["1, on the left", "2, in the middle", "3, on the right, at 0:07.5"]
    assert asked.value == 1  # whom it would follow by itself
    assert "from the moment" not in texts(app)
    asked.set_value(2).run()
    assert "measured from the moment of that picture on" in texts(app)
    app.radio(key="person").set_value(0).run()
    app.button(key="pick_person").click().run()
    assert job.options.subject is not None
    assert job.options.subject.point_px[0] == pytest.approx(100.0)


def test_a_sample_can_be_started(app: AppTest) -> None:
    app.run()
    app.button_group(key="source").select("A sample clip").run()
    assert app.selectbox(key="sample").options == list(sample_clips())
    assert not app.button(key="start").disabled


def test_one_click_tries_a_sample(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []
    monkeypatch.setattr(ClipJob, "start", lambda job: started.append(job.clip))
    app.run()
    app.button(key="try_sample").click().run()
    assert [clip.name for clip in started] == ["hinge_knee_dominant.mp4"]


def test_the_installed_package_offers_the_one_sample_it_holds(tmp_path: Path) -> None:
    held = tmp_path / "sample" / "hinge_knee_dominant.mp4"
    held.parent.mkdir()
    held.touch()
    samples = sample_clips(tmp_path / "missing", held.parent)
    assert samples == {"Hinge knee dominant": held}
    assert first_sample(samples) == held
    assert first_sample({}) is None


def test_without_samples_only_upload_is_offered(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert sample_clips(tmp_path / "missing") == {}
    monkeypatch.setattr("posture_lab.ui.choose.sample_clips", dict)
    app.run()
    assert not app.exception
    assert len(app.button_group) == 0
    assert "try_sample" not in [button.key for button in app.button]
    assert app.button(key="start").disabled


def test_a_running_job_shows_how_far_it_is_and_can_be_cancelled(app: AppTest) -> None:
    job = with_job(app, Progress("analysing", 0.4, b"jpeg"))
    app.run()
    assert not app.exception
    stopped: list[bool] = []
    job.cancel = lambda: stopped.append(True)  # type: ignore[method-assign]
    app.run()
    app.button(key="cancel").click().run()
    assert stopped == [True]


def test_a_result_is_shown_with_its_score_and_its_purpose(app: AppTest) -> None:
    with_job(app, Progress("done", 1.0), hinge_analysis())
    app.run()
    assert not app.exception
    assert app.title[0].value == f"{MOVEMENTS['hip_hinge'].title}: 3 repetitions"
    said = texts(app)
    assert "78 of 100, from 77 % of what is looked at" in said
    assert "1 begun, not counted" in said
    assert headline(hinge_analysis()) in said
    assert "not a diagnosis" in texts(app)


def test_another_clip_lets_go_of_the_first(app: AppTest) -> None:
    job = with_job(app, Progress("done", 1.0), hinge_analysis())
    app.run()
    app.button(key="another").click().run()
    assert app.title[0].value == "Check a clip"
    assert job.workspace.closed


def test_cannot_judge_is_said_calmly_with_reason_and_what_to_change(app: AppTest) -> None:
    analysis = unjudged_analysis()
    with_job(app, Progress("done", 1.0), analysis)
    app.run()
    assert not app.exception
    assert not app.error
    assert not app.warning
    said = read(app.info[0].value)
    assert analysis.summary.reason is not None
    assert analysis.summary.reason in said
    assert "exactly from the side" in said
    assert "of 100" not in texts(app)


def test_a_set_without_a_score_says_first_why_and_shows_no_number(app: AppTest) -> None:
    analysis = unscored(hinge_analysis())
    with_job(app, Progress("done", 1.0), analysis)
    app.run()
    assert not app.exception
    assert read(app.markdown[0].value).startswith(
        "**Not scored: the low back could not be seen, because no neutral was found. "
        "Next: let the hips go further back"
    )
    assert "of 100" not in texts(app)
    assert "To have it scored next time" in texts(app)


def test_remarks_stand_beside_the_advice_and_stretches_with_their_seconds(app: AppTest) -> None:
    squat = "This looks like a squat: the knees bend deeply."
    analysis = replace(
        hinge_analysis(),
        remarks=(Remark("looks_like_squat", squat),),
        parts=(ClipPart(0.0, 9.0, "side"), ClipPart(9.0, 16.0, "front")),
    )
    with_job(app, Progress("done", 1.0), analysis)
    app.run()
    assert squat in read(app.markdown[1].value)
    assert "From 0:09.0 to 0:16.0 the camera sees you from the front or behind" in texts(app)


def test_the_picture_of_the_neutral_is_shown_with_its_time(app: AppTest) -> None:
    analysis = hinge_analysis()
    analysis = replace(analysis, neutral=replace(analysis.neutral, picture_s=1.4))
    job = with_job(app, Progress("done", 1.0), analysis)
    job.neutral_picture = b"jpeg"
    app.run()
    assert not app.exception
    shown = " ".join(str(element.proto.body) for element in app.get("html"))
    assert "data:image/jpeg;base64,anBlZw==" in shown
    assert "Your neutral, at 0:01.4" in shown
    assert "held still from 0:00.2 to 0:02.2" in texts(app)


def test_a_huge_annotated_clip_is_not_held_in_memory_for_the_page(
    app: AppTest, tmp_path: Path
) -> None:
    job = with_job(app, Progress("done", 1.0), hinge_analysis())
    job.annotated = tmp_path / "annotated.mp4"
    with job.annotated.open("wb") as sparse:
        sparse.truncate(SHOWN_MAX_BYTES + 1)
    app.run()
    assert not app.exception
    assert "save it below" in texts(app)


def test_warnings_about_the_file_are_shown(app: AppTest) -> None:
    analysis = hinge_analysis()
    warning = "The file ends after 16 of 40 seconds; what was there has been analysed."
    clip = replace(analysis.clip, warnings=(warning,))
    with_job(app, Progress("done", 1.0), replace(analysis, clip=clip))
    app.run()
    assert warning in texts(app)


@pytest.mark.parametrize(
    ("stage", "error", "said"),
    [
        ("failed", "Nobody can be seen in garden.mp4; film one person.", "Nobody can be seen"),
        ("cancelled", None, "have been removed"),
    ],
)
def test_how_a_job_ended_is_said_above_a_new_start(
    app: AppTest, stage: str, error: str | None, said: str
) -> None:
    job = with_job(app, Progress(stage, 1.0))  # type: ignore[arg-type]
    job.error = error
    app.run()
    assert not app.exception
    assert said in texts(app)
    assert app.button(key="start").disabled


def test_the_about_page_says_what_it_is_and_what_stays_private() -> None:
    page = AppTest.from_string("from posture_lab.ui import about\nabout.show()")
    page.run()
    assert not page.exception
    assert "Nothing is sent anywhere" in texts(page)
    assert "not a diagnosis" in texts(page)
