"""Words follow the posture: nobody who sits, kneels or lies is told that they stand."""

import json
from dataclasses import replace

import pytest

from posture_lab.cli.table import print_analysis
from posture_lab.export.json import to_text
from posture_lab.export.overlay.caption import caption_at
from posture_lab.metrics.judging.shapes import ShapeInterval
from posture_lab.metrics.signals.neutral import Moment, Neutral
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.record import Posture
from posture_lab.telling.neutral_words import neutral_words
from posture_lab.telling.shapes import shape_meaning, shape_title, shapes_words
from posture_lab.ui import words
from posture_lab.ui.review.payload import review_payload
from tests.telling.makers import analysis, depth, judged

REST = ShapeInterval("neutral", 0.0, 5.0, 100.0)
SLUMP = replace(
    analysis(judged(criteria=[depth()]), movement="desk", holds=True),
    shapes=(REST,),
    neutral=Neutral("clip", 0.1, 3.1, moments=(Moment(0.1, 3.1),)),
)
POSTURES: tuple[Posture, ...] = ("standing", "sitting", "kneeling", "lying")


def test_a_slump_is_sitting_at_rest_and_has_no_score_for_it() -> None:
    assert shapes_words(SLUMP) == "sitting at rest 5.0 s"
    given = replace(SLUMP, neutral=Neutral("calibration"))
    assert shapes_words(given) == "sitting at rest 5.0 s (100 of 100)"


def test_nothing_says_that_who_sits_stands(capsys: pytest.CaptureFixture[str]) -> None:
    print_analysis(SLUMP)
    told = [capsys.readouterr().out, to_text(SLUMP)]
    told += [json.dumps(review_payload(SLUMP, None, MOVEMENTS["desk"]))]
    told += [
        *words.method(SLUMP),
        *words.filming_tips(SLUMP),
        words.title(SLUMP, MOVEMENTS["desk"]),
    ]
    told += [sentence for at in (1.0, 4.0, 30.0) for sentence in caption_at(SLUMP, at).sentences]
    said = " ".join(told).lower()
    assert "sitting at rest" in said
    assert "stand" not in said.replace("nothing stands out", "").replace("stands how", "")


@pytest.mark.parametrize("posture", POSTURES)
def test_every_posture_has_its_own_words(posture: Posture, monkeypatch: pytest.MonkeyPatch) -> None:
    record = replace(MOVEMENTS["desk"], posture=posture)
    monkeypatch.setitem(MOVEMENTS, "desk", record)
    assert neutral_words(SLUMP).startswith(f"your own {posture} posture")
    assert shape_meaning("neutral", SLUMP).startswith(f"{posture} at rest")
    expected = "neutral" if posture == "standing" else f"{posture} at rest"
    assert shape_title("neutral", SLUMP) == expected


def test_of_what_was_not_recognised_no_posture_is_told() -> None:
    unknown = replace(analysis(judged(), movement=None), shapes=(REST,))
    assert neutral_words(unknown).startswith("your own posture at rest")
    assert shape_meaning("neutral", unknown) == "at rest, near the neutral"


def test_a_practice_tells_of_moments_before_the_set() -> None:
    live = analysis(judged())
    live = replace(
        live,
        clip=replace(live.clip, sha256=""),
        neutral=Neutral("between_repetitions", 5.1, 5.4, moments=(Moment(5.1, 5.4),)),
    )
    assert neutral_words(live) == "your own standing posture, from moments before the set"
