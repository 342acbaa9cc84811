"""Fixtures that tests of several folders share."""

import pytest

from tests.clips import Here


@pytest.fixture
def here(capfd: pytest.CaptureFixture[str]) -> Here:
    """The command line, run in this process with its output captured."""
    return Here(capfd)
