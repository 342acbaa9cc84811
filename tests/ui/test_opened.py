"""Saved results are opened again; what is not one loses nothing and is said in one sentence."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from posture_lab.analysis.result import Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.json import to_dict, to_text, to_text_with_signals
from posture_lab.live.session import LiveSession
from posture_lab.ui.opened import read_result
from posture_lab.ui.review.payload import review_payload
from posture_lab.ui.review.start import from_its_start
from tests.live.page import practise
from tests.live.test_session import hinges, short_plan
from tests.ui.analyses import hinge_analysis
from tests.ui.browser import ROOT, page_on, running

NAME = "practice-set-1.analysis.json"


def practised() -> Analysis:
    session = LiveSession(short_plan())
    practise(session, hinges())
    return session.analyses[0]


def test_a_practised_set_comes_back_with_repetitions_cues_and_angles() -> None:
    kept = practised()
    opened = read_result(to_text_with_signals(kept).encode(), NAME)
    assert to_dict(opened) == to_dict(kept)
    assert opened.signals is not None
    assert kept.signals is not None
    for name, signal in kept.signals.items():
        np.testing.assert_allclose(opened.signals[name].values, signal.values, atol=6e-4)
        np.testing.assert_allclose(opened.signals[name].error, signal.error, atol=6e-4)


def test_a_result_without_angles_opens_too() -> None:
    opened = read_result(to_text(replace(hinge_analysis(), signals=None)).encode(), NAME)
    assert opened.signals is None
    payload = review_payload(opened, None, None)
    assert payload["plot"]["signals"] == []
    assert len(payload["reps"]) == 3


def test_the_times_of_a_set_are_counted_from_its_own_beginning() -> None:
    session = LiveSession(short_plan(repetitions=1, sets=2))
    practise(session, hinges(36.0, (9.0, 27.0)))
    second = session.analyses[1]
    assert second.signals is not None
    begun_s = float(second.signals.time_s[0])
    assert begun_s > 13.0
    payload = review_payload(second, None, None)
    assert [rep["start"] for rep in payload["reps"]] == [pytest.approx(27.0 - begun_s, abs=0.3)]
    assert payload["plot"]["time"][0] == 0.0
    assert payload["reps"][-1]["end"] <= payload["duration"]
    # A clip's times are those of the clip.
    clip = hinge_analysis()
    assert from_its_start(clip) is clip


def test_many_repetitions_take_no_longer_each() -> None:
    one = hinge_analysis()

    def seconds_each(times: int) -> float:
        many = replace(one, reps=one.reps * times)
        began = time.process_time()
        review_payload(many, None, None)
        return (time.process_time() - began) / times

    assert seconds_each(400) < 3 * seconds_each(40)


@pytest.mark.parametrize("whose", [practised, hinge_analysis])
def test_two_results_are_not_taken_for_the_same(whose: Callable[[], Analysis]) -> None:
    one = whose()
    others = [replace(one, reps=one.reps[:1]), replace(one, signals=None)]
    identities = [review_payload(result, None, None)["id"] for result in (one, *others)]
    assert len(set(identities)) == 3
    assert review_payload(whose(), None, None)["id"] == identities[0]


def changed(**changes: Any) -> bytes:
    plain = to_dict(hinge_analysis(), with_signals=True)
    for path, value in changes.items():
        at: Any = plain
        *way, last = path.split("__")
        for step in way:
            at = at[int(step) if step.isdigit() else step]
        at[int(last) if last.isdigit() else last] = value
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[1, 2]",
        b'{"schema": "shopping/list"}',
        b"[" * 100_000,
        changed(schema="posture-lab/analysis/99"),
        changed(reps=[{"index": 1}]),
        changed(reps__0__start_s=None),
        changed(reps__0__start_s=-5.0),
        changed(reps__0__end_s=1e300),
        changed(clip__duration_s=None),
        changed(clip__height_px=0),
        changed(signals=[1]),
        changed(signals__time_s=[3, 2, 1]),
        changed(signals__hip_flexion_deg=[1.0]),
        changed(signals__hip_flexion_deg=["<img>"]),
        changed(shapes=[{"shape": "neutral", "start_s": 0, "end_s": 1, "score": "high"}]),
        changed(parts=[{"start_s": -1, "end_s": 1, "view": "side", "person": 1}]),
        changed(neutral__moments=[{"start_s": 0, "end_s": 1e300}]),
        changed(neutral__picture_s=-2.0),
        changed(reps=to_dict(hinge_analysis())["reps"] * 2000),
    ],
)
def test_anything_else_is_refused_in_one_calm_sentence(content: bytes) -> None:
    with pytest.raises(InputFileError) as refused:
        read_result(content, "holiday.json")
    said = str(refused.value)
    assert said.startswith("holiday.json is not a result that Posture Lab saved")
    assert said.count(".") == said.count("holiday.json") + 1


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("opened")) as server:
        yield server.url


def drop(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)


def test_a_therapist_opens_one_result_after_another(
    browser: Browser, url: str, tmp_path: Path
) -> None:
    set_file, clip_file, other = (tmp_path / name for name in (NAME, "clip.json", "list.json"))
    set_file.write_text(to_text_with_signals(practised()), "utf-8")
    clip = hinge_analysis()
    secret = replace(clip.clip, warnings=("![x](http://198.51.100.7/x.png) <b>bold</b>",))
    clip_file.write_text(to_text(replace(clip, clip=secret, signals=None)), "utf-8")
    other.write_text('{"milk": 2}', "utf-8")
    with page_on(browser, f"{url}/open") as page:
        drop(page, set_file)
        expect(page.get_by_role("heading", name="Hip hinge: 3 repetitions")).to_be_visible(
            timeout=30_000
        )
        expect(page.get_by_test_id("line-hip_flexion_deg")).to_have_count(1)
        expect(page.get_by_test_id("plot-rep-3").first).to_be_visible()
        expect(page.get_by_test_id("review-video")).to_have_count(0)
        page.get_by_test_id("jump-2").click()
        expect(page.get_by_test_id("rep-2")).to_have_attribute("aria-current", "true")
        # Not a result: said, and what was open stays.
        drop(page, other)
        expect(page.get_by_text("is not a result that Posture Lab saved")).to_be_visible()
        expect(page.get_by_test_id("line-hip_flexion_deg")).to_have_count(1)
        drop(page, clip_file)
        expect(page.get_by_text("Check the clip again and save it anew")).to_be_visible(
            timeout=30_000
        )
        expect(page.get_by_test_id("advice").nth(1)).to_contain_text("hips go further back")
        # Words of a file are shown as words: page_on sees to it that nothing is fetched.
        expect(page.get_by_text("<b>bold</b>")).to_be_visible()
        page.get_by_role("link", name="About").click()
        page.get_by_role("link", name="Open a result").click()
        expect(page.get_by_test_id("plot-rep-3").first).to_be_visible(timeout=30_000)
