"""Figures as rows of Markdown tables."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from against_truth.compare import FLOOR, ClipResult
from against_truth.counts import (
    Counting,
    CueFigures,
    counting,
    cue_figures,
    fault_sizes,
    missed,
    parting,
)
from against_truth.figures import VIEWS, Figures, Selection, pooled
from against_truth.floor import FLOOR_SIGNALS
from against_truth.reach import reaches
from against_truth.truth_file import SHARES
from posture_lab.arrays import Floats
from posture_lab.pose.view import SIDE_LIMIT_DEG

FRAME_HEADS = (
    "clips", "frames", "MAE", "bias", "95 %", "within stated error", "not judged",
)  # fmt: skip


def number(value: float, digits: int = 1) -> str:
    """A figure, a dash for none."""
    if math.isnan(value):
        return "–"
    return "never" if math.isinf(value) else f"{value:.{digits}f}"


def percent(value: float) -> str:
    """A share in whole percent, a dash for none."""
    return "–" if math.isnan(value) else f"{100 * value:.0f} %"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def frame_cells(signal: str, found: Figures) -> list[str]:
    """The cells of FRAME_HEADS; leg lengths need more digits."""
    digits = 3 if signal.endswith("_legs") else 1
    return [
        str(found.clips), str(found.frames), number(found.mae, digits),
        number(found.bias, digits), number(found.p95, digits),
        with_range(found.coverage, found.coverage_range), percent(found.abstained),
    ]  # fmt: skip


def with_range(share: float, between: tuple[float, float]) -> str:
    """A share in whole percent, and between what it lies where that is known."""
    if math.isnan(share) or math.isnan(between[0]):
        return percent(share)
    low, high = (f"{100 * end:.0f}" for end in between)
    return f"{percent(share)} ({low}-{high})"


def by_level(
    results: Sequence[ClipResult],
    signals: Iterable[str],
    head: str,
    levels: dict[str, Selection],
) -> str:
    """One row for each signal and level that has frames."""
    rows = []
    for signal in signals:
        for level, selection in levels.items():
            found = pooled(results, signal, selection)
            if found.frames:
                rows.append([f"`{signal}`", level, *frame_cells(signal, found)])
    return table(["signal", head, *FRAME_HEADS], rows)


def level_table(results: Sequence[ClipResult]) -> str:
    """How far off the camera's roll is, beside taking every camera for level."""
    rows = []
    told = [r for r in results if r.roll_deg is not None]
    groups = {"the room tells": told, "it does not": [r for r in results if r.roll_deg is None]}
    for name, clips in groups.items():
        true = np.abs([r.true_roll_deg for r in clips])
        off = np.abs([r.roll_deg - r.true_roll_deg for r in clips if r.roll_deg is not None])
        figures = (np.mean, np.median, _ninety_fifth)
        cells = [number(float(figure(off)), 2) if len(off) else "–" for figure in figures]
        taken_for_level = number(float(np.mean(true)), 2) if len(true) else "–"
        rows.append([name, str(len(clips)), *cells, taken_for_level])
    heads = ("", "clips", "MAE", "median", "95 %", "taken for level, MAE")
    return table(heads, rows)


def view_table(results: Sequence[ClipResult]) -> str:
    """How far off the told turn off the side view is, and how many clips are taken for side views.

    ``results`` are clips that were not refused.
    """
    rows = []
    for name, (low, high) in VIEWS.items():
        clips = [r for r in results if low <= r.yaw_deg < high and r.told_yaw_deg is not None]
        if not clips:
            continue
        told = np.array([r.told_yaw_deg for r in clips], float)
        off = told - np.array([r.yaw_deg for r in clips])
        maes = (float(np.abs(off).mean()), float(off.mean()), _ninety_fifth(np.abs(off)))
        taken = f"{(told <= SIDE_LIMIT_DEG).sum()} of {len(clips)}"
        rows.append([name, str(len(clips)), *map(number, maes), taken])
    return table(("filmed", "clips", "MAE", "bias", "95 %", "judged as a side view"), rows)


def _ninety_fifth(values: Floats) -> float:
    return float(np.percentile(values, 95))


def floor_table(results: Sequence[ClipResult]) -> str:
    """Mean absolute errors of perfectly seen points and of the product, view by view."""
    rows = []
    for signal in FLOOR_SIGNALS:
        for view in VIEWS:
            selection = Selection(view=view)
            ideal = pooled(results, FLOOR + signal, selection)
            if ideal.frames:
                own = pooled(results, signal, selection)
                maes = (number(ideal.mae), number(ideal.p95), number(own.mae), number(own.p95))
                rows.append([f"`{signal}`", view, *maes])
    heads = ("signal", "view", "floor, MAE", "floor, 95 %", "product, MAE", "product, 95 %")
    return table(heads, rows)


def counting_table(groups: dict[str, list[ClipResult]]) -> str:
    """One row for each group of clips."""
    heads = (
        "clips", "", "repetitions", "exact", "off by at most one", "exact on true angles",
        "turn, mean s", "turn, 95 % s", "outside the plateau, mean s",
    )  # fmt: skip
    rows = []
    for name, results in groups.items():
        if results:
            rows.append([name, *_counting_cells(counting(results))])
    return table(heads, rows)


def _counting_cells(found: Counting) -> list[str]:
    return [
        str(found.clips), str(found.performed), percent(found.exact), percent(found.off_by_one),
        percent(found.exact_from_truth), number(found.turn_mae_s, 2),
        number(found.turn_p95_s, 2), number(found.outside_mae_s, 2),
    ]  # fmt: skip


def cue_table(results: Sequence[ClipResult]) -> str:
    """One row for each cue that was due or given."""
    rows = [_cue_cells(found) for found in cue_figures(results)]
    heads = ["cue", "given", "rightly", "precision"]
    bins = list(cue_figures(results)[0].of_bins) if rows else []
    return table([*heads, *(f"found at {name}" for name in bins), "found from"], rows)


def _cue_cells(found: CueFigures) -> list[str]:
    bins = [f"{given} of {due}" if due else "–" for given, due in found.of_bins.values()]
    start = number(found.found_from)
    return [
        f"`{found.cue}`", str(found.given), str(found.rightly), percent(found.precision), *bins,
        f"{start} x" if start[0].isdigit() else start,
    ]  # fmt: skip


def reach_table(results: Sequence[ClipResult]) -> str:
    """One row for each measure that a cue hangs on, at each of its limits."""
    rows = []
    for reach in reaches(results):
        cells = _beside_limit(reach.limit, reach.needed, reach.twice, reach.scatter)
        rows.append([f"`{reach.measure}`", *cells, percent(reach.found)])
    heads = ("measure", "limit", "cued from", "read at 2 x", "scatter (SD)", "found at 2 x")
    return table(heads, rows)


def missed_table(results: Sequence[ClipResult]) -> str:
    """One row for each cue that was missed at twice its limit or beyond."""
    rows = []
    for miss in missed(results):
        cells = _beside_limit(miss.limit, miss.true, miss.measured, miss.stated)
        rows.append([f"`{miss.cue}`", miss.clip, f"`{miss.measure}`", *cells])
    heads = ("cue", "clip", "measure", "limit", "true", "measured", "its error")
    return table(heads, rows)


def _beside_limit(limit: float, *values: float) -> list[str]:
    """A limit and what stands beside it, as fine as a limit of that size needs."""
    digits = 2 if abs(limit) < 5 else 0
    return [number(value, digits) for value in (limit, *values)]


def fault_table(results: Sequence[ClipResult]) -> str:
    """One row for each fault that was rendered: by size, smaller and larger half."""
    rows = []
    for cue, pairs in fault_sizes(results).items():
        if not pairs:
            continue
        ordered = sorted(pairs)
        middle = len(ordered) // 2
        halves = (ordered[:middle], ordered[middle:])
        cells = [f"{sum(f for _, f in half)} of {len(half)}" if half else "–" for half in halves]
        digits = 2 if cue in SHARES else 0
        sizes = f"{number(ordered[0][0], digits)} to {number(ordered[-1][0], digits)}"
        rows.append([f"`{cue}`", sizes, *cells, number(parting(pairs), digits)])
    heads = ("fault rendered", "sizes", "found, smaller half", "larger half", "found from")
    return table(heads, rows)
