"""What browser tests share: one Chromium for all tests of a file, a sample clip as the camera."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.browser import PageError, chromium
from tests.ui.camera import camera_file

PAUSE_S = 5
"""The server needs a moment to clear away what a page that has been closed left behind."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test that expects something of a browser's page fail once.

    Browser, camera and server run in real time: a machine busy with other tests may stall for a
    second just when one is looked for. Twice in a row is no chance. The summary names every rerun.
    A request that leaves the computer and an error of the page itself fail at once.
    """
    once_more = pytest.mark.flaky(reruns=1, reruns_delay=PAUSE_S, rerun_except=PageError.__name__)
    for item in items:
        module = getattr(item, "module", None)
        if getattr(module, "expect", None) is expect:
            item.add_marker(once_more)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running_browser:
        yield running_browser


@pytest.fixture(scope="module")
def hinge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return camera_file("hinge_clean", tmp_path_factory.mktemp("camera"))
