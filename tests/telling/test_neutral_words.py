"""Where the neutral was taken from."""

from dataclasses import replace

import pytest

from posture_lab.metrics.signals.neutral import Moment, Neutral
from posture_lab.telling.neutral_words import neutral_words, picture_time, taken_at
from tests.telling.makers import analysis, judged

SHORT = (Moment(5.1, 5.4), Moment(9.0, 9.2), Moment(14.0, 14.3))
WHY = "Nobody stands still."


@pytest.mark.parametrize(
    ("neutral", "words"),
    [
        (Neutral("clip", 0.2, 2.2), "your own standing posture, held still from 0:00.2 to 0:02.2"),
        (
            Neutral("between_repetitions", 5.1, 14.3, moments=SHORT),
            "your own standing posture, from moments between the repetitions "
            "(at 0:05.1, 0:09.0 and 0:14.0)",
        ),
        (
            Neutral("between_repetitions", 5.1, 14.3, moments=SHORT * 2),
            "your own standing posture, from moments between the repetitions "
            "(6 of them, the first at 0:05.1)",
        ),
        (Neutral("calibration"), "your own standing posture, taken before and given with the clip"),
        (
            Neutral("population", reason=WHY),
            "that of most people, with a wide error (nobody stands still)",
        ),
        (
            Neutral("none", reason=WHY),
            "not known, so pelvis and back are not compared with it (nobody stands still)",
        ),
    ],
)
def test_every_source_has_its_words(neutral: Neutral, words: str) -> None:
    assert neutral_words(replace(analysis(judged()), neutral=neutral)) == words


def test_who_sits_has_a_sitting_neutral() -> None:
    assert "sitting posture" in neutral_words(analysis(judged(), movement="desk", holds=True))


def test_the_moment_of_the_picture() -> None:
    assert picture_time(Neutral("clip", 0.2, 2.2, picture_s=1.5)) == 1.5
    assert picture_time(Neutral("clip", 0.2, 2.2)) == pytest.approx(1.2)
    assert picture_time(Neutral("population")) is None
    assert picture_time(Neutral("calibration", 0.2, 2.2, picture_s=1.5)) is None


def test_it_was_taken_at_its_moments_only() -> None:
    neutral = Neutral("between_repetitions", 5.1, 14.3, moments=SHORT)
    assert [taken_at(neutral, time_s) for time_s in (5.2, 7.0, 14.1)] == [True, False, True]
    assert not taken_at(Neutral("calibration", 0.0, 2.0), 1.0)
