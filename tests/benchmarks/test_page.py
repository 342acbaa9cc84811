import math

import numpy as np
import pytest
from against_truth.figures import Figures, share_range
from against_truth.goals import HONEST, goals, inside_if_exact
from against_truth.page import page
from against_truth.tables import number, percent

from tests.benchmarks.results import clip, compared, unit


def test_the_page_shows_what_was_measured() -> None:
    results = [
        clip(compared=(compared([1.0, -3.0]),), performed=2, counted=2,
             judged=(unit(2.5, True, turn=0.1),), faults={"spine_rounds": 30.0}),
        clip(clip="two", clothing="loose", performed=2, failure="Nobody can be seen in two.mp4."),
    ]  # fmt: skip
    text = page(results, "Posture Lab 1")
    assert "| `hip_flexion_deg` | side | 1 | 2 | 2.0 | -1.0 | 2.9 | 100 % | 0 % |" in text
    assert "| `spine_rounds` | 1 | 1 | 100 % | – | – | 1 of 1 | 2.5 x |" in text
    assert "Nobody can be seen in two.mp4." in text
    assert "{" not in text.replace("{,", "")
    assert "nan" not in text


def test_every_clip_made_for_counting_is_drawn_by_the_commands_shown() -> None:
    results = [
        clip(clip=f"squat_{seed:06d}", purpose="counting") for seed in (20_001, 20_000, 20_400)
    ]
    text = page(results, "Posture Lab 1")
    assert "--counted --seed 20000 --count 2\n" in text
    assert "--counted --seed 20400 --count 1\n" in text


def test_limits_come_before_any_figure() -> None:
    text = page([clip(compared=(compared([1.0]),))], "Posture Lab 1")
    assert text.index("rendered") < text.index("| ")


def test_models_are_compared_on_the_clips_that_both_saw() -> None:
    results = [
        clip(compared=(compared([1.0]),)),
        clip(clip="two", compared=(compared([9.0]),)),
        clip(model="lite", compared=(compared([2.0]),)),
    ]
    part = page(results, "Posture Lab 1").split("## Pose models")[1].split("## ")[0]
    assert "| full | 1 | 1 | 1.0 |" in part
    assert "| lite | 1 | 1 | 2.0 |" in part


def test_the_spine_is_judged_by_how_it_is_read_away_from_the_neutral() -> None:
    part = compared([0.0, 6.0], lean_deg=[2, 60], signal="lumbar_flexion_deg")
    lumbar = next(g for g in goals([clip(compared=(part,))]) if g.what.startswith("lumbar"))
    assert lumbar.reached.startswith("6.0 while leaning; 3.0")


def test_goals_of_the_side_view_take_no_other_view() -> None:
    results = [clip(compared=(compared([1.0, 50.0], yaw_deg=[0, 15]),))]
    hip = next(goal for goal in goals(results) if goal.what.startswith("hip flexion"))
    assert hip.reached.startswith("1.0")


@pytest.mark.parametrize("people", [60, 400])
def test_exact_errors_put_as_many_rows_inside_as_chance_does(people: int) -> None:
    rng = np.random.default_rng(3)
    rows = []
    for _ in range(200):
        # Nine in ten frames of all people; of one person any share.
        held = rng.binomial(300, rng.beta(2.7, 0.3, people))
        frames = np.full(people, 300)
        parts = share_range(np.stack([held, frames], axis=1))
        share = held.sum() / frames.sum()
        rows.append(Figures(people * 300, people, 1.0, 0.0, 1.0, share, 0.0, parts))
    inside = sum(HONEST[0] <= row.coverage <= HONEST[1] for row in rows)
    assert inside_if_exact(rows) == pytest.approx(inside, abs=16)


@pytest.mark.parametrize(
    ("value", "words"), [(1.25, "1.2"), (math.nan, "–"), (math.inf, "never"), (-0.5, "-0.5")]
)
def test_numbers_in_words(value: float, words: str) -> None:
    assert number(value) == words


def test_shares_in_words() -> None:
    assert (percent(0.905), percent(math.nan)) == ("90 %", "–")
