"""The review in a real browser: clip, plot and table share one time."""

import os
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.ui.analyses import DURATION_S, PARTIAL, WINDOWS
from tests.ui.browser import PHONE, ROOT, clip_time, page_on, running, wait_for


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("review")
    clip = folder / "clip.mp4"
    source = f"testsrc=size=320x240:rate=30:duration={DURATION_S}"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", clip],
        check=True,
    )
    os.environ["REVIEW_CLIP"] = str(clip)
    with running(ROOT / "tests" / "ui" / "review_script.py", folder) as server:
        yield server.url
    del os.environ["REVIEW_CLIP"]


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    with page_on(browser, url) as opened:
        ready(opened)
        yield opened


def ready(page: Page) -> None:
    video = page.get_by_test_id("review-video")
    expect(video).to_be_visible(timeout=30_000)
    wait_for(lambda: video.evaluate("video => video.readyState") >= 1)


def box(place: Locator) -> tuple[float, float, float, float]:
    found = place.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]


def test_a_repetition_in_the_table_jumps_the_clip_to_its_start(page: Page) -> None:
    for label, (start, _, _) in zip("231", (WINDOWS[1], WINDOWS[2], WINDOWS[0]), strict=True):
        page.get_by_test_id(f"jump-{label}").click()
        wait_for(lambda start=start: abs(clip_time(page) - start) < 0.05)
        expect(page.get_by_test_id(f"rep-{label}")).to_have_attribute("aria-current", "true")
    assert "Repetition 1" in (page.locator(".spoken").text_content() or "")


def test_a_partial_repetition_is_hatched_and_can_be_jumped_to(page: Page) -> None:
    fill = page.get_by_test_id("plot-partial").first.get_attribute("fill")
    assert (fill or "").startswith("url(#hatch")
    page.get_by_test_id("jump-partial").click()
    wait_for(lambda: abs(clip_time(page) - PARTIAL.start_s) < 0.05)


def test_the_plot_jumps_the_clip_to_where_it_is_clicked(page: Page) -> None:
    x, y, width, height = box(page.get_by_test_id("plot-rep-3").first)
    page.mouse.click(x + width * 0.5, y + height * 0.5)
    start, _, end = WINDOWS[2]
    wait_for(lambda: abs(clip_time(page) - (start + end) / 2) < 0.1)
    expect(page.get_by_test_id("rep-3")).to_have_attribute("aria-current", "true")


def test_dragging_over_the_plot_scrubs_the_clip(page: Page) -> None:
    x, y, width, height = box(page.get_by_test_id("plot-rep-1").first)
    page.mouse.move(x, y + height / 2)
    page.mouse.down()
    page.mouse.move(x + width, y + height / 2, steps=4)
    page.mouse.up()
    wait_for(lambda: abs(clip_time(page) - WINDOWS[0][2]) < 0.1)
    page.mouse.move(x, y + height / 2)
    assert abs(clip_time(page) - WINDOWS[0][2]) < 0.1


def test_the_keyboard_alone_reaches_everything(page: Page) -> None:
    page.get_by_test_id("jump-2").focus()
    page.keyboard.press("Enter")
    wait_for(lambda: abs(clip_time(page) - WINDOWS[1][0]) < 0.05)
    plot = page.get_by_test_id("review-plot")
    plot.focus()
    page.keyboard.press("PageUp")
    wait_for(lambda: abs(clip_time(page) - WINDOWS[1][0] - 1.0) < 0.05)
    page.keyboard.press("ArrowLeft")
    wait_for(lambda: abs(clip_time(page) - WINDOWS[1][0] - 0.9) < 0.05)
    expect(plot).to_have_attribute("aria-valuetext", "0:06.9")
    page.get_by_test_id("why-2").focus()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("why-2")).to_have_attribute("aria-expanded", "true")


def test_the_cursor_and_the_readings_follow_the_clip(page: Page) -> None:
    page.get_by_test_id("review-video").evaluate("video => { video.currentTime = 7.5 }")
    reading = page.get_by_test_id("signal-hip_flexion_deg").locator(".reading")
    expect(reading).to_have_text("83 ± 6°")
    x, _, width, _ = box(page.get_by_test_id("plot-rep-2").first)
    cursor_x = box(page.locator(".cursor").first)[0]
    assert abs(cursor_x - (x + width / 2)) < 3


def test_signals_are_chosen_and_each_unit_has_its_own_panel(page: Page) -> None:
    expect(page.locator(".panels .panel")).to_have_count(1)
    page.get_by_test_id("signal-hip_shift_legs").click()
    expect(page.locator(".panels .panel")).to_have_count(2)
    expect(page.get_by_test_id("line-hip_shift_legs")).to_have_count(1)
    page.get_by_test_id("signal-hip_flexion_deg").click()
    expect(page.get_by_test_id("line-hip_flexion_deg")).to_have_count(0)
    expect(page.get_by_test_id("signal-hip_flexion_deg")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text("Could not be measured here: Rib flare.")).to_be_visible()


def test_a_gap_in_a_signal_is_a_gap_in_its_line(page: Page) -> None:
    page.get_by_test_id("signal-shoulder_flexion_deg").click()
    line = page.get_by_test_id("line-shoulder_flexion_deg").get_attribute("d") or ""
    whole = page.get_by_test_id("line-hip_flexion_deg").get_attribute("d") or ""
    assert (line.count("M"), whole.count("M")) == (2, 1)


def test_shapes_are_drawn_below_the_plot_and_said_in_words(page: Page) -> None:
    strip = page.get_by_test_id("shape-strip")
    expect(strip.locator(".shape-neutral")).to_have_count(1)
    expect(strip.locator(".shape-hinge")).to_have_count(3)
    plotted = box(page.get_by_test_id("plot-rep-2"))
    hinge = box(strip.locator(".shape-hinge").nth(1))
    assert hinge[1] > plotted[1] + plotted[3]
    assert plotted[0] < hinge[0] < hinge[0] + hinge[2] < plotted[0] + plotted[2]
    said = page.get_by_role("list", name="Shapes over time").get_by_role("listitem")
    expect(said).to_have_count(3)
    expect(said.nth(2)).to_have_text("Brace, an estimate: 0:02.6 to 0:05.4, score 63")
    pressed = page.locator(".chip[aria-pressed=true]")
    while pressed.count():
        pressed.first.click()
    expect(strip).to_be_visible()


def test_the_score_is_explained_criterion_by_criterion(page: Page) -> None:
    expect(page.get_by_test_id("criteria").nth(1)).to_be_hidden()
    page.get_by_test_id("why-2").click()
    rows = page.get_by_test_id("criteria").nth(1).locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("31 ± 6°")
    expect(rows.nth(1)).to_contain_text("4 of 25")
    # What was not judged has the whole width for its reason, not the last column.
    reason = page.get_by_text("Not judged: Head in line. The head left the picture.").nth(1)
    expect(reason).to_be_visible()
    assert box(reason)[2] > 3 * box(rows.nth(1).locator("td").last)[2]


def test_a_repetition_is_one_line_and_advice_is_a_sentence_once(page: Page) -> None:
    for label in "12":
        assert box(page.get_by_test_id(f"rep-{label}"))[3] < 60
    expect(page.get_by_test_id("rep-2")).to_contain_text("64 of 100 from 77 %")
    expect(page.get_by_test_id("rep-2")).to_contain_text("Hips back, long spine")
    sentence = "Let the hips go further back, so that the back keeps its standing curve"
    shown = [text for text in page.get_by_text(sentence).all() if text.is_visible()]
    assert [text.inner_text() for text in shown] == [f"{sentence} (in 1 of 3 repetitions)."]
    assert box(shown[0])[1] < box(page.get_by_test_id("review-video"))[1]


def test_what_was_looked_at_over_all_repetitions_can_be_opened(page: Page) -> None:
    overall = page.get_by_test_id("overall")
    expect(overall.locator("table")).to_be_hidden()
    overall.locator("summary").click()
    expect(overall.locator("table")).to_be_visible()


@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("shape", ["", "?portrait"], ids=["landscape", "portrait"])
def test_the_clip_never_runs_past_the_screen(
    browser: Browser, url: str, size: tuple[int, int], shape: str
) -> None:
    with page_on(browser, f"{url}/{shape}", size) as page:
        ready(page)
        video = page.get_by_test_id("review-video")

        def seen_whole() -> bool:
            x, y, width, height = box(video)
            return x >= 0 and y >= 0 and x + width <= size[0] and y + height <= size[1]

        wait_for(seen_whole)
        _, _, width, height = box(video)
        assert width / height == pytest.approx(240 / 426 if shape else 4 / 3, rel=0.02)
        assert height > 0.3 * size[1] or width > 0.9 * (size[0] - 40)
        # And it stays so when a row further down is chosen.
        page.get_by_test_id("jump-3").click()
        wait_for(seen_whole)


def test_the_clip_keeps_its_place_when_the_page_is_shown_again(page: Page) -> None:
    page.get_by_test_id("jump-3").click()
    wait_for(lambda: abs(clip_time(page) - WINDOWS[2][0]) < 0.05)
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text("Shown again")).to_be_visible()
    assert abs(clip_time(page) - WINDOWS[2][0]) < 0.05


def test_a_browser_that_cannot_play_it_still_has_plot_and_table(page: Page) -> None:
    page.get_by_test_id("review-video").evaluate("video => { video.src = 'data:video/mp4,no' }")
    expect(page.get_by_text("This browser cannot play the annotated clip")).to_be_visible()
    page.get_by_test_id("jump-2").click()
    expect(page.get_by_test_id("review-plot")).to_have_attribute("aria-valuetext", "0:06.0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(browser: Browser, url: str, scheme: str) -> None:
    with page_on(browser, url, PHONE, scheme) as page:
        ready(page)
        page.get_by_test_id("why-2").click()
        wider = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert page.evaluate(wider) is False
        for part in ("review-video", "review-plot", "rep-table"):
            x, _, width, _ = box(page.get_by_test_id(part))
            assert 0 <= x <= x + width <= PHONE[0]
        for button in ("jump-1", "why-1"):
            assert box(page.get_by_test_id(button))[3] >= 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_line_stands_out_from_the_background(browser: Browser, url: str, scheme: str) -> None:
    measure = """line => {
        const rgb = (color) => {
            const canvas = document.createElement('canvas').getContext('2d');
            canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        };
        const light = (color) => rgb(color).map((c) => c / 255)
            .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const app = document.querySelector('[data-testid=stApp]');
        const pair = [light(getComputedStyle(line).stroke),
                      light(getComputedStyle(app).backgroundColor)].sort((a, b) => b - a);
        return (pair[0] + 0.05) / (pair[1] + 0.05);
    }"""
    with page_on(browser, url, scheme=scheme) as page:
        ready(page)
        unpressed = page.locator(".chip[aria-pressed=false]")
        while unpressed.count():
            unpressed.first.click()
        lines = page.locator("path.line").all()
        assert len(lines) >= 10
        assert min(line.evaluate(measure) for line in lines) >= 3.0
