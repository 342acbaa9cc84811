"""What browser tests share: one Chromium for all tests of a file, a sample clip as the camera."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.ui.browser import chromium
from tests.ui.camera import camera_file

HERE = Path(__file__).parent
PAUSE_S = 5
"""The server needs a moment to clear away what a page that has been closed left behind."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test of this folder fail once.

    Browser, camera and server run in real time: a machine busy with other tests may stall for a
    second just when one is looked for. Twice in a row is no chance. The summary names every rerun.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1, reruns_delay=PAUSE_S))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running_browser:
        yield running_browser


@pytest.fixture(scope="module")
def hinge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return camera_file("hinge_clean", tmp_path_factory.mktemp("camera"))
