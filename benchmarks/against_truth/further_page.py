"""The part of the page in docs/ about the further sets, and their goals."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from against_truth.compare import ClipResult
from against_truth.counts import counting
from against_truth.figures import Selection
from against_truth.further_tables import (
    back_judged,
    covered,
    gates_table,
    hand_table,
    judged_beyond,
    reliability_table,
    sides_table,
    trunk_bias,
    unstill_table,
    zero_held,
    zero_table,
)
from against_truth.tables import by_level, number, percent, table
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS

LEANING: Final = {"leaning": Selection(view="side", lean="leaning")}

SPINE: Final = ("pelvic_tilt_deg", "lumbar_flexion_deg", "thoracic_flexion_deg")

FURTHER: Final = """\
## Other clips than those that were learned from

Three sets show what people do rather than what they are asked for.

{goals}

### Nobody stands still

Not one second is still: arms swing, a bar or a weight is in the hands, between two repetitions
people stand for 0.2 to 0.4 s, and deadlifts begin at the floor. `low back judged` is the share of
the repetitions performed after a moment of standing in which the low back got points.

{unstill}

How far the zero of pelvis, spine and ribs is off where somebody truly stands near their own
neutral, whether the clip shows it or not, beside the error that the neutral itself states.

{zeros}

What that leaves for pelvis, spine and ribs where it matters, with the trunk leaning by 15 degrees
or more, within 10 degrees of the side:

{spine}

### From every side

30 to 150 degrees off the side view. Repetitions are counted all the same; form cannot be judged.

{sides}

### The second hand

People from other parts of the body space, who carry shoulders, neck and head in other ways, in
other clothes, light and places, filmed by other cameras: near and wide, far and long, off their
middle. Nothing is fitted to them ([truth.md](truth.md)); only stated errors are set so that they
hold there too, on others of them than those measured here.

{hand}

### Cues by probability

A cue is given as sure from a probability of 0.9, as "perhaps" from 0.7. Of those said to be due
with some probability, as many should be.

{reliability}

### What the gates let through

Gates are decided on real clips; here is what they do to rendered ones, within 20 degrees of the
side.

{gates}
"""


def further_part(results: Sequence[ClipResult]) -> str:
    """The sections of the further sets."""
    unstill, sides, hand = (_of(results, p) for p in ("unstill", "every side", "second hand"))
    side = [r for r in results if r.yaw_deg < 20]
    return FURTHER.format(
        goals=further_goals(results),
        unstill=unstill_table(unstill),
        zeros=zero_table(unstill),
        spine=by_level(unstill, RELATIVE_SIGNALS, "nobody still", LEANING),
        sides=sides_table(sides),
        hand=hand_table(hand),
        reliability=reliability_table(side),
        gates=gates_table(side),
    )


def further_goals(results: Sequence[ClipResult]) -> str:
    """What the further sets should reach, beside what they reach."""
    unstill, sides, hand = (_of(results, p) for p in ("unstill", "every side", "second hand"))
    tight = [r for r in unstill if r.clothing == "tight"]
    judged, performed = back_judged(tight)
    held, zeros, _ = zero_held(unstill, SPINE)
    figures = [found.coverage for found in covered(hand).values() if np.isfinite(found.coverage)]
    ends = f"{percent(min(figures))} to {percent(max(figures))}" if figures else "–"
    inside = sum(0.86 <= share <= 0.94 for share in figures)
    bias, (low, high) = trunk_bias(hand)
    rows = [
        ["nobody still: counted exactly", "95 %", percent(counting(unstill).exact),
         f"{len(unstill)} clips"],
        ["nobody still, tight clothes: low back judged", "85 %",
         percent(judged / performed if performed else np.nan), f"{performed} repetitions"],
        ["nobody still: neutral's stated error holds", "88-92 %",
         percent(held / zeros if zeros else np.nan), f"{zeros} zeros of pelvis and spine"],
        ["every side: counted exactly", "92 %", percent(counting(sides).exact),
         f"{len(sides)} clips"],
        ["every side: judged what cannot be", "0", str(len(judged_beyond(sides))),
         f"{len(sides)} clips"],
        ["second hand: stated 90 % error holds", "86-94 % for every signal",
         f"{ends}, {inside} of {len(figures)} signals inside", f"{len(hand)} clips"],
        ["second hand: bias of the trunk", "under 0.5 deg",
         f"{number(bias)} ({number(low)} to {number(high)})", f"{len(hand)} clips"],
    ]  # fmt: skip
    return table(("further sets", "goal", "reached", "measured on"), rows)


def _of(results: Sequence[ClipResult], purpose: str) -> list[ClipResult]:
    return [r for r in results if r.purpose == purpose]
