import numpy as np
import pytest
from against_truth.figures import (
    Selection,
    every_cell,
    figures,
    pooled,
    share_range,
    table_rows,
    told_apart,
)

from tests.benchmarks.results import SIGNAL, clip, compared


def test_known_differences_give_known_figures() -> None:
    found = figures([(np.array([1.0, -3.0]), np.array([2.0, 2.0])),
                     (np.array([2.0, np.nan]), np.array([2.0, np.nan]))])  # fmt: skip
    assert (found.frames, found.clips) == (4, 2)
    assert found.mae == pytest.approx(2.0)
    assert found.bias == pytest.approx(0.0)
    assert found.coverage == pytest.approx(2 / 3)
    assert found.abstained == pytest.approx(0.25)


def test_the_95th_percentile_is_of_the_absolute_error() -> None:
    off = np.linspace(-100, 0, 101)
    assert figures([(off, np.full(101, 1.0))]).p95 == pytest.approx(95.0)


def test_a_share_is_as_uncertain_as_clips_differ_not_as_frames_are_many() -> None:
    alike = np.tile([90, 100], (50, 1))
    assert share_range(alike) == (0.9, 0.9)
    apart = np.array([[100, 100], [80, 100]] * 25)
    low, high = share_range(apart)
    # 50 clips of 80 or 100 %: a standard error of 1.4 %.
    assert low == pytest.approx(0.872, abs=0.01)
    assert high == pytest.approx(0.928, abs=0.01)
    assert share_range(10 * apart) == (low, high)
    assert np.isnan(share_range(apart[:1])).all()


def test_every_table_has_rows_and_all_but_the_views_are_of_the_side() -> None:
    tables = table_rows([clip(movement="squat"), clip(movement="desk")])
    assert list(tables["movement"]) == ["desk", "squat"]
    assert all(
        selection.view == "side"
        for head, rows in tables.items()
        for selection in rows.values()
        if head != "view"
    )


def test_silence_is_no_error_and_no_coverage() -> None:
    found = figures([(np.full(3, np.nan), np.full(3, np.nan))])
    assert found.abstained == 1.0
    assert np.isnan([found.mae, found.bias, found.p95, found.coverage]).all()


def test_nothing_at_all_is_not_called_silent() -> None:
    found = figures([])
    assert found.frames == 0
    assert np.isnan(found.abstained)


def test_frames_go_to_the_view_and_speed_they_were_seen_in() -> None:
    part = compared([1, 2, 4, 8], yaw_deg=[0, 9.9, 10.0, 45], speed_deg_s=[0, 100, 20, 20])
    results = [clip(compared=(part,))]
    maes = {v: pooled(results, SIGNAL, Selection(view=v)).mae
            for v in ("side", "10-20 off", "more")}  # fmt: skip
    assert maes == {"side": 1.5, "10-20 off": 4.0, "more": 8.0}
    assert pooled(results, SIGNAL, Selection(view="side", speed="fast")).mae == 2.0


def test_a_selection_takes_only_its_own_clips() -> None:
    results = [clip(compared=(compared([1.0]),)),
               clip(clothing="loose", compared=(compared([5.0]),)),
               clip(model="lite", compared=(compared([9.0]),))]  # fmt: skip
    assert pooled(results, SIGNAL, Selection(clothing="loose")).mae == 5.0
    assert pooled(results, SIGNAL, Selection(model="lite")).mae == 9.0
    assert pooled(results, SIGNAL, Selection(movement="squat")).frames == 0


def test_the_cells_share_out_every_frame_once() -> None:
    rng = np.random.default_rng(0)
    results = [
        clip(clothing=clothing, movement=movement, compared=(
            compared(rng.normal(size=50), yaw_deg=rng.uniform(0, 90, 50),
                     speed_deg_s=rng.uniform(0, 300, 50)),))
        for clothing in ("tight", "loose") for movement in ("squat", "desk")
    ]  # fmt: skip
    cells = list(every_cell(results, [SIGNAL]))
    assert sum(found.frames for _, _, found in cells) == 200
    assert len({selection for _, selection, _ in cells}) == len(cells)


@pytest.mark.parametrize(
    ("with_it", "without", "area"), [([3, 4], [1, 2], 1.0), ([1], [1], 0.5), ([1, 4], [2, 3], 0.5)]
)
def test_area_under_the_curve(with_it: list[float], without: list[float], area: float) -> None:
    assert told_apart(with_it, without) == area
    assert told_apart(without, with_it) == 1 - area


def test_nothing_can_be_told_apart_from_nothing() -> None:
    assert np.isnan(told_apart([], [1.0]))
