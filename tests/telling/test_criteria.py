"""Tables of what was looked at."""

import re
from dataclasses import replace

from posture_lab.telling.criteria import not_judged, rows_of, rows_over
from posture_lab.telling.results import results_of
from tests.telling.makers import UNSEEN, analysis, back_unseen, depth, judged, stand


def test_points_over_a_set_add_up_to_its_score() -> None:
    whole = judged(criteria=(depth(), stand(), back_unseen()))
    part = judged(criteria=(depth(points=40.4), stand(), back_unseen()), score=80.4)
    rows = rows_over(results_of(analysis(whole, part)))
    assert [row.outcome for row in rows] == ["50 of 60", "40 of 40", "not judged"]
    # A repetition in which less could be judged shares its points out anew.
    less = judged(criteria=(replace(depth(), points=100.0, max_points=100.0), back_unseen()))
    rows = rows_over(results_of(analysis(part, less)))
    numbers = [re.findall(r"\d+", row.outcome) for row in rows[:2]]
    assert sum(int(got) for got, _ in numbers) == 90
    assert sum(int(most) for _, most in numbers) == 100


def test_without_a_score_there_are_words_instead_of_points() -> None:
    criteria = (depth(50.0, points=10.0), stand(16.0, points=38.0), back_unseen())
    rows = rows_of(judged(score=None, criteria=criteria))
    assert [(row.outcome, row.share) for row in rows] == [
        ("outside", None),
        ("too close to call", None),
        ("not judged", None),
    ]


def test_what_was_not_judged_is_gathered_by_its_reason() -> None:
    other = replace(back_unseen(), measure="thoracic_flexion_change_deg", title="Upper back")
    rows = rows_of(judged(criteria=(depth(), back_unseen(), other)))
    assert not_judged(rows) == {UNSEEN: ["Low back keeps its curve", "Upper back"]}


def test_what_was_judged_once_counts_as_judged() -> None:
    seen = replace(back_unseen(), value=8.0, error=4.0, points=0.0, max_points=0.0, reason=None)
    rows = rows_over(
        results_of(analysis(judged(criteria=(back_unseen(),)), judged(criteria=(seen,))))
    )
    assert (rows[0].found, rows[0].reason) == ("8 ± 4° (in 1 of 2)", None)
