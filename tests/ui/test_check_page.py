"""The page "Check a clip" as a person uses it: real clips, real analysis, real browser."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import av
import pyarrow.csv
import pyarrow.parquet
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.clips import two_people
from tests.ui.browser import (
    ROOT,
    Server,
    clip_time,
    page_on,
    running,
    wait_for,
    wait_until_in_place,
)
from tests.ui.inside import OpenServer, running_open

SAMPLE = ROOT / "sample_videos" / "hinge_clean.mp4"
TRUTH = json.loads(SAMPLE.with_suffix(".truth.json").read_text("utf-8"))
ANALYSIS_MS = 240_000  # generous: the machine may be busy with other tests


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenServer]:
    folder = tmp_path_factory.mktemp("check")
    with running_open(folder, "--server.disconnectedSessionTTL=8") as started:
        yield started


@pytest.fixture
def server(inside: OpenServer) -> Server:
    return inside.server


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    with page_on(browser, server.url) as opened:
        expect(opened.get_by_role("heading", name="Check a clip")).to_be_visible(timeout=60_000)
        yield opened


def upload(page: Page, name: str, content: bytes) -> None:
    """Choose a file of that name and start."""
    file = {"name": name, "mimeType": "video/mp4", "buffer": content}
    page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    button = page.get_by_role("button", name="Check this clip")
    expect(button).to_be_enabled(timeout=30_000)
    button.click()


def files(server: Server) -> list[Path]:
    return sorted(
        path for folder in server.clip_folders() for path in folder.rglob("*") if path.is_file()
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_uploaded_clip_is_analysed_reviewed_downloaded_and_removed(
    browser: Browser, server: Server, inside: OpenServer, tmp_path: Path
) -> None:
    with page_on(browser, server.url) as page:
        upload(page, "garden.mp4", SAMPLE.read_bytes())
        expect(page.get_by_role("button", name="Cancel")).to_be_visible(timeout=30_000)
        (copy,) = files(server)
        assert copy.name == "garden.mp4"
        assert (mode(copy), mode(copy.parent)) == (0o600, 0o700)
        expect(page.get_by_alt_text("The frame being read")).to_be_visible(timeout=ANALYSIS_MS)

        headline = page.get_by_role("heading", name="Hip hinge: 3 repetitions")
        expect(headline).to_be_visible(timeout=ANALYSIS_MS)
        assert [path.name for path in files(server)] == ["annotated.mp4"]
        check_the_jump(page)
        check_the_downloads(page, tmp_path)
        check_another_person_sees_nothing(browser, server)
        check_the_clip_is_for_this_browser_only(browser, page)
        page.reload()
        expect(headline).to_be_visible(timeout=30_000)
        check_the_jump(page)
        assert inside.held()["media"] > 0
    # The page has been closed; the session is given a few seconds to come back.
    wait_for(lambda: server.clip_folders() == [], timeout_s=60)
    wait_for(lambda: inside.held()["media"] == inside.held()["analyses"] == 0, timeout_s=60)


def check_the_jump(page: Page) -> None:
    second = TRUTH["reps"][1]
    page.get_by_test_id("jump-2").click()
    wait_for(lambda: abs(clip_time(page) - second["start_s"]) < 0.6)
    video = page.get_by_test_id("review-video")
    playing = "video => video.readyState >= 2 && video.videoWidth > 0 && !video.error"
    wait_for(lambda: video.evaluate(playing))


def check_the_downloads(page: Page, folder: Path) -> None:
    saved = {}
    for label in ("Annotated clip", "Result (JSON)", "Angles over time (CSV)", "(Parquet)"):
        with page.expect_download(timeout=60_000) as download:
            page.get_by_role("button", name=label).click()
        name = download.value.suggested_filename
        saved[name] = folder / name
        download.value.save_as(saved[name])
    result = json.loads(saved["garden.analysis.json"].read_text("utf-8"))
    assert result["schema"] == "posture-lab/analysis/1"
    assert result["clip"]["name"] == "garden.mp4"
    assert result["summary"]["reps"] == 3
    table = pyarrow.csv.read_csv(saved["garden.signals.csv"])
    same = pyarrow.parquet.read_table(saved["garden.signals.parquet"])
    assert table.column_names == same.column_names
    assert table.column_names[:2] == ["time_s", "trunk_inclination_deg"]
    with av.open(saved["garden.annotated.mp4"]) as clip:
        assert clip.streams.video[0].codec_context.name == "h264"


def check_another_person_sees_nothing(browser: Browser, server: Server) -> None:
    with page_on(browser, server.url) as other:
        expect(other.get_by_role("heading", name="Check a clip")).to_be_visible(timeout=60_000)
        expect(other.get_by_test_id("review")).to_have_count(0)
        assert "garden" not in (other.locator("body").text_content() or "")


def check_the_clip_is_for_this_browser_only(browser: Browser, page: Page) -> None:
    link = page.get_by_test_id("review-video").evaluate("video => video.src")
    assert "/media/" in link
    assert page.context.request.get(link).status == 200
    with page_on(browser, page.url) as other:
        expect(other.get_by_role("heading", name="Check a clip")).to_be_visible(timeout=60_000)
        assert other.context.request.get(link).status == 403


def test_a_sample_is_offered(page: Page) -> None:
    wait_until_in_place(page)
    page.get_by_text("A sample clip", exact=True).click()
    expect(page.get_by_label("Sample", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Check this clip")).to_be_enabled()


def test_one_button_shows_a_sample_with_what_to_do_next_and_the_picture_of_the_neutral(
    page: Page,
) -> None:
    wait_until_in_place(page)
    page.get_by_role("button", name="Try a sample clip").click()
    expect(page.get_by_test_id("review")).to_be_visible(timeout=ANALYSIS_MS)
    advice = "Keep the shins upright and let the hips do more of the bending than the knees"
    expect(page.get_by_text(f"{advice} (in all 3 repetitions).")).to_be_visible()
    page.get_by_text("How this was measured").click()
    picture = page.get_by_alt_text("from which the neutral was taken")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.naturalWidth") > 100


def test_with_two_people_in_it_the_page_asks_whom_to_measure(page: Page, tmp_path: Path) -> None:
    upload(page, "garden.mp4", two_people(tmp_path / "two.mp4").read_bytes())
    question = page.get_by_role("heading", name="Who should be measured?")
    expect(question).to_be_visible(timeout=ANALYSIS_MS)
    expect(page.get_by_alt_text("with people 1 to 2 from left to right")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(2)
    page.get_by_text("1, on the left").click()
    page.get_by_role("button", name="Measure this person").click()
    expect(page.get_by_test_id("review")).to_be_visible(timeout=ANALYSIS_MS)
    expect(page.get_by_text("Other people are in the picture")).to_be_visible()


def test_cancel_stops_the_work_and_removes_the_clip(page: Page, server: Server) -> None:
    upload(page, "garden.mp4", SAMPLE.read_bytes())
    page.get_by_role("button", name="Cancel").click(timeout=60_000)
    expect(page.get_by_text("Stopped. The clip and everything")).to_be_visible(timeout=60_000)
    assert server.clip_folders() == []
    expect(page.get_by_role("button", name="Check this clip")).to_be_disabled()


def test_closing_the_page_stops_the_work_and_removes_the_clip(
    browser: Browser, server: Server
) -> None:
    with page_on(browser, server.url) as page:
        upload(page, "garden.mp4", SAMPLE.read_bytes())
        wait_for(lambda: files(server) != [])
    wait_for(lambda: server.clip_folders() == [], timeout_s=60)


def test_a_file_that_is_no_video_is_said_in_one_sentence(page: Page, server: Server) -> None:
    upload(page, "letter.mp4", b"Dear Sir or Madam, " * 100)
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("letter.mp4", timeout=ANALYSIS_MS)
    assert server.clip_folders() == []
    expect(page.get_by_role("heading", name="Check a clip")).to_be_visible()


def test_stopping_the_server_removes_the_clip(browser: Browser, tmp_path: Path) -> None:
    with running(ROOT / "app.py", tmp_path) as server:
        with page_on(browser, server.url) as page:
            upload(page, "garden.mp4", SAMPLE.read_bytes())
            wait_for(lambda: files(server) != [])
        assert server.clip_folders() != []
    assert server.clip_folders() == []
