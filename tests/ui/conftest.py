"""What browser tests share: one Chromium for all tests of a file, a sample clip as the camera."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.ui.browser import chromium
from tests.ui.camera import camera_file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running_browser:
        yield running_browser


@pytest.fixture(scope="module")
def hinge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return camera_file("hinge_clean", tmp_path_factory.mktemp("camera"))
