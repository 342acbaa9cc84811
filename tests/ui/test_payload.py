"""The data behind the review: every number in it comes from the Analysis."""

import json
from dataclasses import replace

import numpy as np

from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.ui.review.payload import MAX_POINTS, review_payload
from tests.analyses import unscored
from tests.ui.analyses import (
    ROUND_CUE,
    WINDOWS,
    hinge_analysis,
    hinge_signals,
    unjudged_analysis,
)


def test_it_is_json_without_nan() -> None:
    payload = review_payload(hinge_analysis(), "/media/clip.mp4", MOVEMENTS["hip_hinge"])
    text = json.dumps(payload, allow_nan=False)
    assert json.loads(text) == payload


def test_windows_and_scores_are_those_of_the_analysis() -> None:
    payload = review_payload(hinge_analysis(), None, None)
    assert [(rep["start"], rep["turn"], rep["end"]) for rep in payload["reps"]] == list(WINDOWS)
    assert [rep["score"] for rep in payload["reps"]] == [92, 64, None]
    assert payload["reps"][1]["cue_ids"] == ["spine_rounds"]
    assert payload["partials"][0]["start"] == 13.0
    assert [moment["end"] for moment in payload["neutral"]] == [2.2]


def test_a_criterion_is_explained_by_value_target_and_points() -> None:
    back = review_payload(hinge_analysis(), None, None)["reps"][1]["criteria"]["judged"][1]
    assert back["found"] == "31 ± 6°"
    assert "15°" in back["target"]
    assert back["points"] == "4 of 25"
    assert back["share"] == 0.16


def test_a_criterion_that_was_not_seen_stands_apart_with_its_reason() -> None:
    criteria = review_payload(hinge_analysis(), None, None)["reps"][0]["criteria"]
    assert "Head in line" not in [row["title"] for row in criteria["judged"]]
    assert criteria["unjudged"] == [
        {"titles": "Head in line", "reason": "The head left the picture."}
    ]


def test_the_score_of_a_repetition_never_stands_alone() -> None:
    reps = review_payload(hinge_analysis(), None, None)["reps"]
    assert [(rep["score_text"], rep["judged"]) for rep in reps] == [
        ("92 of 100", "from 77 %"),
        ("64 of 100", "from 77 %"),
        ("not scored", ""),
    ]
    assert [rep["reason"] for rep in reps] == [
        "",
        "",
        "The feet left the picture in this repetition.",
    ]


def test_without_a_score_no_number_of_points_and_no_score_of_a_shape_is_shown() -> None:
    payload = review_payload(unscored(hinge_analysis()), None, None)
    assert "of 100" not in json.dumps(payload)
    assert [rep["score"] for rep in payload["reps"]] == [None] * 3
    rows = [row for rep in payload["reps"] for row in rep["criteria"]["judged"]]
    assert rows
    assert {row["share"] for row in rows} == {None}
    assert {row["points"] for row in rows} <= {"in target", "outside"}
    scores = [window["score"] for row in payload["shapes"] for window in row["windows"]]
    assert set(scores) == {None}
    # The reason is the same for all and stands above: not once more in every row.
    assert {rep["reason"] for rep in payload["reps"]} == {""}


def test_advice_is_a_tag_in_its_row_and_softer_where_it_is_not_sure() -> None:
    analysis = hinge_analysis()
    first, second, third = analysis.reps
    perhaps = replace(ROUND_CUE, id="head_up", say="Gaze to the floor", certainty="perhaps")
    judgement = replace(second.judgement, cues=(perhaps, *second.judgement.cues))
    reps = (first, replace(second, judgement=judgement), third)
    row = review_payload(replace(analysis, reps=reps), None, None)["reps"][1]
    assert row["tags"] == [
        {"text": "Hips back, long spine", "sure": True},
        {"text": "Perhaps gaze to the floor", "sure": False},
    ]
    assert row["advice"][1].startswith("Perhaps: let the hips")


def test_gaps_stay_gaps_and_unseen_signals_are_named() -> None:
    plot = review_payload(hinge_analysis(), None, None)["plot"]
    arm = next(signal for signal in plot["signals"] if signal["name"] == "shoulder_flexion_deg")
    pairs = zip(plot["time"], arm["values"], strict=True)
    in_gap = [value for time, value in pairs if 7 < time < 8]
    assert set(in_gap) == {None}
    assert plot["unseen"] == ["Rib flare"]


def test_the_signal_that_counts_is_shown_first() -> None:
    movement = MOVEMENTS["hip_hinge"]
    assert movement.drive is not None
    plot = review_payload(hinge_analysis(), None, movement)["plot"]
    assert movement.drive.signal in [s["name"] for s in plot["signals"] if s["shown"]]


def test_nothing_is_plotted_where_nothing_was_seen() -> None:
    payload = review_payload(unjudged_analysis(), None, None)
    assert payload["plot"]["signals"] == []
    assert len(payload["plot"]["unseen"]) == 12
    assert payload["reps"] == []


def test_shapes_are_a_row_each_and_say_which_is_an_estimate() -> None:
    rows = review_payload(hinge_analysis(), None, None)["shapes"]
    assert [row["shape"] for row in rows] == ["neutral", "hinge", "brace"]
    assert [row["estimate"] for row in rows] == [False, False, True]
    assert [window["start"] for window in rows[1]["windows"]] == [3.1, 6.6, 10.1]
    assert rows[0]["windows"] == [
        {"start": 0.0, "end": 2.4, "when": "0:00.0 to 0:02.4", "score": 96}
    ]
    assert review_payload(unjudged_analysis(), None, None)["shapes"] == []


def test_a_long_clip_is_thinned_but_keeps_its_peaks() -> None:
    short = hinge_signals()
    repeat = 60
    time_s = np.arange(len(short.time_s) * repeat) / 30
    long = Signals(
        time_s,
        {
            name: Signal(name, np.tile(signal.values, repeat), np.tile(signal.error, repeat))
            for name, signal in short.items()
        },
    )
    plot = review_payload(replace(hinge_analysis(), signals=long), None, None)["plot"]
    assert len(plot["time"]) <= MAX_POINTS
    hip = next(signal for signal in plot["signals"] if signal["name"] == "hip_flexion_deg")
    assert max(value for value in hip["values"] if value is not None) > 0.98 * np.nanmax(
        short["hip_flexion_deg"].values
    )
