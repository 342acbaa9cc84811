"""Tables of the further sets: unstill people, every side, the second hand, cues and gates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from against_truth.compare import ClipResult
from against_truth.counts import counting
from against_truth.figures import Figures, Selection, pooled, share_range
from against_truth.gates import GATES, let_through
from against_truth.reliability import reliability
from against_truth.tables import by_level, number, percent, table, with_range
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS, SIGNAL_NAMES

BACK: Final = "lumbar_flexion_change_deg"
"""The measure of the low back."""

SIDE_LIMIT_DEG: Final = 25.0
"""Further off the side view nothing of a person's form can be judged."""

TRUNK: Final = "trunk_inclination_deg"


def back_judged(results: Sequence[ClipResult]) -> tuple[int, int]:
    """(judged, all) true repetitions whose low back was judged, of those performed.

    A repetition that was not counted is not judged either. Those begun at the floor have no
    standing before them to be compared with, so they are left out.
    """
    judged = sum(BACK in unit.points for r in results for unit in r.judged)
    return judged, sum(r.performed - r.begun for r in results)


def zero_held(results: Sequence[ClipResult], signals: Iterable[str]) -> tuple[int, int, float]:
    """How often the zero is off by no more than the neutral states: (held, all, needed).

    ``needed`` is the factor by which the stated error would hold in nine of ten; NaN for none.
    """
    pairs = [
        (abs(r.zero.off[name]), r.zero.stated[name])
        for r in results
        if r.zero is not None
        for name in signals
        if name in r.zero.off
    ]
    if not pairs:
        return 0, 0, np.nan
    off, stated = np.array(pairs).T
    return int((off <= stated).sum()), len(pairs), float(np.quantile(off / stated, 0.9))


def unstill_table(results: Sequence[ClipResult]) -> str:
    """Counts and backs of people who never stand still, by clothes and by movement."""
    groups: dict[str, list[ClipResult]] = {
        "all": list(results),
        "tight clothes": [r for r in results if r.clothing == "tight"],
        "other clothes": [r for r in results if r.clothing != "tight"],
    }
    groups |= {m: [r for r in results if r.movement == m] for m in _movements(results)}
    rows = []
    for name, clips in groups.items():
        if clips:
            found = counting(clips)
            judged, performed = back_judged(clips)
            back = f"{percent(judged / performed)} of {performed}" if performed else "–"
            rows.append([name, str(found.clips), str(found.performed), percent(found.exact),
                         percent(found.off_by_one), back, _sources(clips)])  # fmt: skip
    heads = ("clips", "", "repetitions", "exact", "off by at most one", "low back judged",
             "neutral from")  # fmt: skip
    return table(heads, rows)


def _sources(results: Sequence[ClipResult]) -> str:
    """How many neutrals came from what."""
    sources = [r.zero.source if r.zero is not None else "none" for r in results]
    return ", ".join(f"{sources.count(s)} {s.replace('_', ' ')}" for s in sorted(set(sources)))


def zero_table(results: Sequence[ClipResult]) -> str:
    """How far the zero of each relative signal is off, by where the neutral came from."""
    sources = sorted({r.zero.source for r in results if r.zero is not None})
    rows = []
    for name in RELATIVE_SIGNALS:
        for source in sources:
            clips = [r for r in results if r.zero is not None and r.zero.source == source]
            off = np.array([r.zero.off[name] for r in clips if r.zero and name in r.zero.off])
            held, count, needed = zero_held(clips, (name,))
            if count:
                cells = (float(np.abs(off).mean()), float(off.mean()), needed)
                rows.append([f"`{name}`", source.replace("_", " "), str(count),
                             *map(number, cells[:2]), percent(held / count),
                             f"{number(cells[2], 2)} x"])  # fmt: skip
    heads = ("signal", "neutral from", "clips", "zero off, MAE", "bias", "within its stated error",
             "holds in 90 % at")  # fmt: skip
    return table(heads, rows)


SIDES: Final[Mapping[str, Callable[[ClipResult], bool]]] = {
    "30-60 off, in front": lambda r: r.in_front and r.yaw_deg < 60,
    "60-90 off, in front": lambda r: r.in_front and r.yaw_deg >= 60,
    "60-90 off, behind": lambda r: not r.in_front and r.yaw_deg >= 60,
    "30-60 off, behind": lambda r: not r.in_front and r.yaw_deg < 60,
}


def judged_beyond(results: Sequence[ClipResult]) -> list[ClipResult]:
    """Clips filmed from too far off the side in which something was judged or cued all the same."""
    return [
        r for r in results
        if r.yaw_deg > SIDE_LIMIT_DEG
        and any(unit.judged or unit.chances or unit.points for unit in r.judged)
    ]  # fmt: skip


def sides_table(results: Sequence[ClipResult]) -> str:
    """Counts from every side, and in how many clips something was judged that cannot be."""
    groups = {"all": list(results)}
    groups |= {name: [r for r in results if takes(r)] for name, takes in SIDES.items()}
    groups |= {m: [r for r in results if r.movement == m] for m in _movements(results)}
    rows = []
    for name, clips in groups.items():
        if clips:
            found = counting(clips)
            rows.append([name, str(found.clips), str(found.performed), percent(found.exact),
                         percent(found.off_by_one), str(len(judged_beyond(clips)))])  # fmt: skip
    heads = ("clips", "", "repetitions", "exact", "off by at most one", "judged all the same")
    return table(heads, rows)


def hand_table(results: Sequence[ClipResult]) -> str:
    """Every signal of the second hand's people, frame by frame."""
    return by_level(results, SIGNAL_NAMES, "clips of", {"the second hand": Selection()})


def trunk_bias(results: Sequence[ClipResult]) -> tuple[float, tuple[float, float]]:
    """Mean over clips of the trunk's mean error in degrees, and its 95 % interval (bootstrap)."""
    means = []
    for result in results:
        found = pooled([result], TRUNK, Selection())
        if np.isfinite(found.bias):
            means.append(found.bias)
    if len(means) < 2:
        return (means[0] if means else np.nan), (np.nan, np.nan)
    rng = np.random.default_rng(0)
    drawn = rng.choice(means, (1000, len(means))).mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(np.mean(means)), (float(low), float(high))


def covered(results: Sequence[ClipResult]) -> dict[str, Figures]:
    """Figures of every signal over all frames."""
    return {name: pooled(results, name, Selection()) for name in SIGNAL_NAMES}


def reliability_table(results: Sequence[ClipResult]) -> str:
    """Cues by their probability, beside the share that was truly due."""
    rows = []
    for found in reliability(results):
        certainty = "sure" if found.low >= 0.9 else "perhaps"
        between = with_range(found.share, share_range(np.array(_due(results, found.low,
                                                                    found.high))))  # fmt: skip
        rows.append([f"{found.low:g} to {found.high:g}", certainty, str(found.cues),
                     number(found.mean, 2), between])  # fmt: skip
    return table(("probability", "given as", "cues", "said", "truly due"), rows)


def _due(results: Sequence[ClipResult], low: float, high: float) -> list[tuple[int, int]]:
    """(due, all) cues of this probability of each clip that has any."""
    found = []
    for result in results:
        bins = [b for b in reliability([result]) if b.low >= low and b.high <= high]
        if (count := sum(b.cues for b in bins)) > 0:
            found.append((sum(b.due for b in bins), count))
    return found


def gates_table(results: Sequence[ClipResult]) -> str:
    """What each gate lets through, set by set."""
    sets = {
        "usual": [r for r in results if r.purpose in ("all", "counting", "cues")],
        "unstill": [r for r in results if r.purpose == "unstill"],
        "second hand": [r for r in results if r.purpose == "second hand"],
    }
    passed = {name: let_through([r.gates for r in clips]) for name, clips in sets.items() if clips}
    rows = []
    for gate, of in GATES.items():
        shares = [
            percent(found[gate].let / found[gate].of) if found[gate].of else "–"
            for found in passed.values()
        ]
        rows.append([gate, of, *shares])
    return table(("gate", "lets through, of", *passed), rows)


def _movements(results: Sequence[ClipResult]) -> list[str]:
    return sorted({r.movement for r in results})
