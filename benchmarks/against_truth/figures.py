"""Figures over many frames: how far off, which way, how honest, how often silent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from against_truth.compare import ClipResult, Compared
from posture_lab.arrays import Floats

Frames = NDArray[np.bool_]

VIEWS: Final = {
    "side": (0.0, 10.0),
    "10-20 off": (10.0, 20.0),
    "20-30 off": (20.0, 30.0),
    "more": (30.0, 90.1),
}
"""Degrees off the exact side view, from and below."""

SPEEDS: Final = {"still": (0.0, 15.0), "moderate": (15.0, 90.0), "fast": (90.0, np.inf)}
"""Degrees a second of the quickest joint, from and below."""

LEANS: Final = {"upright": (0.0, 15.0), "leaning": (15.0, 180.1)}
"""Degrees that the trunk leans, either way, from and below."""


DRAWN_ANEW: Final = 1000
"""How often the clips are drawn anew to see how much a share depends on who was measured."""


@dataclass(frozen=True)
class Figures:
    """Mean absolute error, mean error, 95th percentile of the absolute error, in the signal's unit.

    ``coverage`` is the share of judged frames within the stated error, ``coverage_range`` the 95 %
    interval that it has because other people would have been as good, ``abstained`` the share of
    frames that were not judged. NaN where there is nothing to take it of. Every frame counts
    alike.
    """

    frames: int
    clips: int
    mae: float
    bias: float
    p95: float
    coverage: float
    abstained: float
    coverage_range: tuple[float, float] = (np.nan, np.nan)


def figures(parts: Sequence[tuple[Floats, Floats]]) -> Figures:
    """Pool (difference (N,), stated error (N,)) pairs, one of each clip; NaN is not judged."""
    differences = np.concatenate([d for d, _ in parts]) if parts else np.zeros(0)
    stated = np.concatenate([s for _, s in parts]) if parts else np.zeros(0)
    clips = sum(len(d) > 0 for d, _ in parts)
    judged = np.isfinite(differences)
    if not len(differences) or not judged.any():
        silent = 1.0 if len(differences) else np.nan
        return Figures(len(differences), clips, *(np.nan,) * 4, silent)
    off = np.abs(differences[judged])
    held = np.array([(np.sum(np.abs(d) <= s), np.isfinite(d).sum()) for d, s in parts])
    return Figures(
        frames=len(differences),
        clips=clips,
        mae=float(off.mean()),
        bias=float(differences[judged].mean()),
        p95=float(np.percentile(off, 95)),
        coverage=float((off <= stated[judged]).mean()),
        abstained=float(1.0 - judged.mean()),
        coverage_range=share_range(held[held[:, 1] > 0]),
    )


def share_range(held: NDArray[np.int_]) -> tuple[float, float]:
    """95 % interval of a share over clips (N, 2) of frames that held and frames in all.

    From clips drawn anew with replacement (the bootstrap), because the frames of one person err
    together. NaN for a single clip.
    """
    if len(held) < 2:
        return np.nan, np.nan
    rng = np.random.default_rng(0)
    drawn = rng.multinomial(len(held), np.full(len(held), 1.0 / len(held)), size=DRAWN_ANEW) @ held
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    return float(low), float(high)


@dataclass(frozen=True)
class Selection:
    """Which frames of which clips: None takes all. Names are those of VIEWS, SPEEDS and LEANS."""

    view: str | None = None
    clothing: str | None = None
    movement: str | None = None
    speed: str | None = None
    model: str | None = None
    lean: str | None = None

    def takes(self, clip: ClipResult) -> bool:
        """Whether any frame of the clip can be among them."""
        return (
            self.clothing in (None, clip.clothing)
            and self.movement in (None, clip.movement)
            and self.model in (None, clip.model)
        )

    def frames(self, part: Compared) -> Frames:
        """(N,) which frames of the clip."""
        view = _within(part.yaw_deg, VIEWS, self.view)
        speed = _within(part.speed_deg_s, SPEEDS, self.speed)
        return view & speed & _within(part.lean_deg, LEANS, self.lean)


CLOTHING: Final = ("tight", "regular", "loose")


def table_rows(results: Sequence[ClipResult]) -> dict[str, dict[str, Selection]]:
    """What each table has a row for: all views, and of the side view everything else."""
    movements = sorted({clip.movement for clip in results})
    return {
        "view": {view: Selection(view=view) for view in VIEWS},
        "clothing": {c: Selection(view="side", clothing=c) for c in CLOTHING},
        "movement": {m: Selection(view="side", movement=m) for m in movements},
        "speed": {speed: Selection(view="side", speed=speed) for speed in SPEEDS},
        "posture": {lean: Selection(view="side", lean=lean) for lean in LEANS},
    }


def _within(values: Floats, bands: dict[str, tuple[float, float]], name: str | None) -> Frames:
    if name is None:
        return np.ones(len(values), dtype=bool)
    low, high = bands[name]
    return np.asarray((values >= low) & (values < high))


def pooled(results: Iterable[ClipResult], signal: str, selection: Selection) -> Figures:
    """Figures of one signal over the selected frames of all clips."""
    parts = []
    for clip in results:
        if not selection.takes(clip):
            continue
        for part in clip.compared:
            if part.signal == signal:
                frames = selection.frames(part)
                parts.append((part.difference[frames], part.stated[frames]))
    return figures(parts)


def every_cell(
    results: Sequence[ClipResult], signals: Iterable[str]
) -> Iterator[tuple[str, Selection, Figures]]:
    """Every signal in every view, clothing, movement, speed and model that has frames."""
    kinds = sorted({(r.clothing, r.movement, r.model) for r in results})
    for signal in signals:
        for clothing, movement, model in kinds:
            for view in VIEWS:
                for speed in SPEEDS:
                    selection = Selection(view, clothing, movement, speed, model)
                    found = pooled(results, signal, selection)
                    if found.frames:
                        yield signal, selection, found


def told_apart(with_it: Sequence[float], without: Sequence[float]) -> float:
    """Area under the ROC curve: how often a value with it is above one without; NaN if none."""
    if not with_it or not without:
        return np.nan
    difference = np.subtract.outer(with_it, without)
    return float(np.mean(difference > 0) + 0.5 * np.mean(difference == 0))
