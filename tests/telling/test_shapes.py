"""A shape's score never stands for the score of a repetition that has none."""

from dataclasses import replace

from posture_lab.metrics.judging.shapes import ShapeInterval
from posture_lab.telling.shapes import shapes_words
from tests.telling.makers import analysis, judged

SHAPES = (
    ShapeInterval("neutral", 0.0, 2.0, 90.0),
    ShapeInterval("hinge", 5.0, 7.0, 80.0),
    ShapeInterval("hinge", 8.0, 9.0, 50.0),
    ShapeInterval("brace", 5.0, 7.0, None),
)


def test_each_shape_has_its_time_and_its_score_where_there_is_one() -> None:
    told = shapes_words(replace(analysis(judged()), shapes=SHAPES))
    assert told == "neutral 2.0 s (90 of 100), hinge 3.0 s (70 of 100), brace 2.0 s"


def test_beside_repetitions_without_a_score_shapes_have_none() -> None:
    told = shapes_words(replace(analysis(judged(score=None)), shapes=SHAPES))
    assert told == "neutral 2.0 s, hinge 3.0 s, brace 2.0 s"
