"""A closed page is forgotten in time, without a next visitor; a reload loses nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from posture_lab.export.json import to_text
from tests.ui.analyses import hinge_analysis
from tests.ui.browser import page_on, wait_for
from tests.ui.inside import OpenServer, running_open
from tests.ui.test_opened import drop

GRACE_S = 4
LEFT = "import tempfile, os; tempfile.mkdtemp(prefix=f'posture-lab-{os.getpid()}-')"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenServer]:
    """The app, started where a killed one has left a folder."""
    folder = tmp_path_factory.mktemp("forgetting")
    (folder / "temporary").mkdir()
    environment = {"TMPDIR": str(folder / "temporary")}
    subprocess.run([sys.executable, "-c", LEFT], env=environment, check=True)
    assert list((folder / "temporary").glob("posture-lab-*"))
    flag = f"--server.disconnectedSessionTTL={GRACE_S}"
    with running_open(folder, flag) as started:
        yield started


def test_what_a_killed_app_left_goes_at_the_start_and_not_at_the_first_visit(
    server: OpenServer,
) -> None:
    wait_for(lambda: server.server.clip_folders() == [])
    assert server.held()["connected"] == 0


def test_an_upload_is_forgotten_after_its_page_was_closed(
    browser: Browser, server: OpenServer, tmp_path: Path
) -> None:
    clip = tmp_path / "garden.mp4"
    clip.write_bytes(b"film" * 500_000)
    with page_on(browser, server.url) as page:
        page.locator("input[type=file]").first.set_input_files(clip)
        expect(page.get_by_role("button", name="Check this clip")).to_be_enabled(timeout=30_000)
        assert server.held()["uploads"] == 2_000_000
    wait_for(lambda: server.held()["uploads"] == 0, timeout_s=GRACE_S + 15)
    wait_for(lambda: server.held()["stored"] == 0)


def test_a_reload_gives_an_opened_result_back_to_the_same_browser_only(
    browser: Browser, server: OpenServer, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(to_text(hinge_analysis()), "utf-8")
    with page_on(browser, f"{server.url}/open") as page:
        drop(page, tmp_path / "a.json")
        shown = page.get_by_test_id("plot-rep-3").first
        expect(shown).to_be_visible(timeout=30_000)
        page.reload()
        expect(shown).to_be_visible(timeout=30_000)
        # Another page of the app, loaded anew, keeps it as well, for longer than the grace.
        page.goto(f"{server.url}/about")
        expect(page.get_by_role("heading", name="About")).to_be_visible(timeout=30_000)
        page.wait_for_timeout(1000 * (GRACE_S + 2))
        with page_on(browser, f"{server.url}/open") as other:
            expect(other.get_by_text("Choose a result that was saved")).to_be_visible()
            expect(other.get_by_text("a.json")).to_have_count(0)
        page.get_by_role("link", name="Open a result").click()
        expect(shown).to_be_visible(timeout=30_000)
        page.goto("about:blank")
        wait_for(lambda: server.held()["analyses"] == 0, timeout_s=GRACE_S + 10)
        # Too late.
        page.goto(f"{server.url}/open")
        expect(page.get_by_text("Choose a result that was saved")).to_be_visible(timeout=30_000)
        expect(shown).to_have_count(0)
