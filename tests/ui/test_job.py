"""A clip's way through its thread, without a page."""

from pathlib import Path

import numpy as np
import pytest

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.pose.landmarks import Landmark
from posture_lab.ui.job import ClipJob
from posture_lab.ui.workspace import Workspace
from tests.clips import two_people
from tests.ui.browser import wait_for


@pytest.fixture
def job(tmp_path: Path) -> ClipJob:
    workspace = Workspace()
    with two_people(tmp_path / "two.mp4").open("rb") as clip:
        copy = workspace.store(clip, "two.mp4")
    return ClipJob(copy, workspace, AnalysisOptions())


def test_with_two_people_it_waits_and_follows_the_one_chosen(job: ClipJob) -> None:
    job.start()
    wait_for(lambda: job.progress.stage == "choosing", timeout_s=60)
    assert job.lineup is not None
    assert len(job.lineup.people) == 2
    job.choose(1)
    wait_for(lambda: job.progress.finished, timeout_s=120)
    assert (job.progress.stage, job.error) == ("done", None)
    assert job.analysis is not None
    assert job.analysis.poses is not None
    hips = job.analysis.poses.landmarks_px[:, Landmark.LEFT_HIP, 0]
    assert np.nanmin(hips) > 320
    job.close()


def test_it_can_be_cancelled_while_it_waits(job: ClipJob) -> None:
    job.start()
    wait_for(lambda: job.progress.stage == "choosing", timeout_s=60)
    job.cancel()
    wait_for(lambda: job.progress.finished, timeout_s=20)
    assert job.progress.stage == "cancelled"
    assert job.workspace.closed
