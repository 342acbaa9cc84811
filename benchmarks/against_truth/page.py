"""The page kept in docs/: limits first, then goals, then every table."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from against_truth.again import do_it_again
from against_truth.compare import ClipResult
from against_truth.figures import CLOTHING, SPEEDS, Selection, table_rows
from against_truth.further_page import further_part
from against_truth.goals import counted_clips, goals_table
from against_truth.tables import (
    by_level,
    counting_table,
    cue_table,
    fault_table,
    floor_table,
    level_table,
    missed_table,
    reach_table,
    view_table,
)
from against_truth.truth_file import BESIDE
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

OWN_MODEL: Final = "full"

USUAL: Final = ("all", "counting")
"""What the clips were drawn for that all tables but those of cues and further sets rest on."""

PAGE: Final = """\
# How far off: the product beside the truth

The last run of `benchmarks/accuracy.py`, written by the command. {version}.

**Read this first.** The people here are rendered, because only then is every angle known exactly.
Their skin slides less and their joints are simpler than a body's, the spine bends in five stiff
pieces, cloth has no weight, and rooms, light and noise are plausible rather than measured
([truth.md](truth.md)). An error found here is a lower bound for real people in real rooms: good
for comparing versions and for finding what fails. It is not a clinical validation, and nothing
here says how well the product agrees with a physiotherapist.

## Who was measured

{who}

None of these bodies was used to fit, correct or calibrate anything: a body belongs to one split by
its number, and only those of the split `test` are drawn here. The same choices of rooms, clothes
and cameras are behind all splits, so people are new here but the way they are drawn is not.

## Goals

{goals}

A goal that is not reached is shown as it is. Figures that rest on a handful of clips are that
uncertain: one more person can move them by as much as they differ from their goal.

## How to read the tables

Signals are compared frame by frame by time, measured less true, in the signal's own unit, on frames
in which the person is to be seen; all frames count alike. `95 %` is the 95th percentile of the
absolute error. `within stated error` is the share of judged frames whose error is no larger than
the 90 % error that the product itself states, in brackets between what that share lies with 95 %
certainty, given how many people were measured; `not judged` the share for which it gives no value.
Angles refer to the body's surface points of the near side; pelvis, spine and ribs count from the
person's own neutral. In standing and at the desk that neutral is never shown, so there the truth
counts, as the product must, from where the product took its zero. The view is the person's turn off
the exact side view in each frame, the speed that of the quickest of trunk, hip, knee and shoulder:
{speeds} degrees a second.

## By view

{by_view}

## By clothing, side view

{by_clothing}

"Loose" is a shirt that can hide the trunk's shape, "regular" one that hangs a little.

## By movement, side view

{by_movement}

## By speed, side view

{by_speed}

## By posture, side view

Pelvis, spine and ribs count from the person's own neutral, so while somebody stands in it they are
nearly right for nothing. What matters is how they are read away from it: "leaning" is a trunk that
leans by 15 degrees or more.

{by_posture}

## How level the camera is

Degrees by which upright things lean in the middle of the picture, read off the lines of the room
([pose.md](pose.md)), and how far off somebody would be who took every camera for level. Cameras
here are rolled by one degree (SD), less than a phone that leans against a bottle.

{level}

## From where the camera looks

Degrees off the exact side view, told of a clip beside the true turn of its middle frame. Up to 25
the product judges; further off it says where to put the camera.

{turned}

## The floor of a single picture

Angles between points that are seen perfectly, in the same pictures: what is left is perspective,
the camera's height and roll, and the turn off the side view. No way to find points does better than
this unless it also allows for the camera.

{floor}

Pelvis and spine have no points. What networks of the product's make reach when points and
silhouette are seen perfectly, and what that leaves for the lines: [spine.md](spine.md).

## Beside the bones' own pivots, side view

The same answers against lines between the joints' pivots inside the body. The difference to the
rows above is one of definition, not of measurement.

{by_pivot}

## Pose models, side view

{by_model}

## Repetitions

A clip is exact when the product counts as many repetitions as were performed; partial ones are not
to be counted. The turning point is compared with the middle of the true plateau, and with the
plateau itself: in a long pause at the bottom any moment of it is right. Clips filmed from further
than 20 degrees off the side are a row of their own, because the product declines to count beyond
25, and so are those whose performer stays so shallow on purpose that "partial" may be right. `exact
on true angles` is the floor: the same counter reads the true signals of the same clips, so that
what it misses there is the counter's, and the rest is what was seen.

{counts}

## Cues

Whether a cue is due is decided by the movement's own limits applied to the true angles of each
repetition or hold that the product found and judged in any part. Given here means for sure, with a
probability of 0.9 or more that the limit is passed, so that close to the limit most are rightly
withheld; those said with "perhaps" are further down. `2 x` means twice the limit (for a least
amount, half of it); `found from` is the multiple that best parts the given from the missed. Clips
within 20 degrees of the side, {count_faults} of them drawn for this table.

{cues}

### What can be found at twice the limit

How the measures behind the cues are read in people who set errors and are at exactly twice the
limit, with the stated errors usual here: where a cue starts, what is read on average, how that
scatters from person to person, and which share is found. Perfect readings would find all. What is
missing is no noise that an average over repetitions removes: most of it is the same in every
repetition of a person.

{reaches}

### Missed at twice the limit

Within 10 degrees of the side. A dash is what the product said it could not judge there.

{missed}

### By the fault that was drawn

The same by the fault that was put into the movement. A fault may stay inside what the movement
allows, and the body's balance can undo part of it, so this says less about the product than the
table above. Sizes are degrees, millimetres for ribs, and for `not_deep_enough` and `too_fast` the
missing share of the usual depth or time.

{faults}

{further}
{failures}{again}"""


def page(results: Sequence[ClipResult], version: str) -> str:
    """The whole page."""
    all_own = [r for r in results if r.model == OWN_MODEL]
    own = [r for r in all_own if r.purpose in USUAL]
    purposes = Counter(r.purpose for r in all_own)
    ends = [f"{name} {low:g} to {high:g}" for name, (low, high) in SPEEDS.items()]
    failed = [f"- `{r.clip}` ({r.model}): {r.failure}" for r in results if r.failure]
    side = Selection(view="side", model=OWN_MODEL)
    return PAGE.format(
        version=version,
        who=who(own, purposes["cues"]),
        goals=goals_table(all_own),
        speeds=", ".join(ends).replace("to inf", "and more"),
        **{
            f"by_{head}": by_level(own, SIGNAL_NAMES, head, rows)
            for head, rows in table_rows(own).items()
        },
        level=level_table([r for r in own if not r.failure]),
        turned=view_table([r for r in own if not r.failure]),
        floor=floor_table(own),
        by_pivot=by_level(own, BESIDE.values(), "view", {"side": side}),
        by_model=_models(results),
        counts=counting_table(_groups(own)),
        cues=cue_table([r for r in all_own if r.yaw_deg < 20]),
        faults=fault_table([r for r in all_own if r.yaw_deg < 20]),
        failures="## Clips refused\n\n" + "\n".join(failed) + "\n\n" if failed else "",
        reaches=reach_table([r for r in all_own if r.yaw_deg < 10]),
        missed=missed_table([r for r in all_own if r.yaw_deg < 10]),
        count_faults=purposes["cues"],
        further=further_part(all_own),
        again=do_it_again(all_own),
    )  # fmt: skip


def who(results: Sequence[ClipResult], for_cues: int) -> str:
    """How many people and clips, and how they are spread."""
    bodies = len({r.body_id for r in results})
    clothes = ", ".join(f"{sum(r.clothing == c for r in results)} {c}" for c in CLOTHING)
    movements = sorted({r.movement for r in results})
    moves = ", ".join(f"{sum(r.movement == m for r in results)} {m}" for m in movements)
    side = sum(r.yaw_deg < 10 for r in results)
    hard = sum(r.hard for r in results)
    frames = sum(len(r.compared[0].difference) for r in results if r.compared)
    return (
        f"{len(results)} clips of {bodies} people, {frames} frames. Clothes: {clothes}. "
        f"Movements: {moves}. {side} clips are filmed within 10 degrees of the side, the others "
        f"up to 40 degrees off; {hard} are hard, with fidgets, dropouts, partial or cut "
        f"repetitions, or people who walk in. Another {for_cues} clips were drawn for the table of "
        "cues and count there alone."
    )


def _models(results: Sequence[ClipResult]) -> str:
    """Pose models side by side, on the clips that all of them saw."""
    models = sorted({r.model for r in results})
    if len(models) < 2:
        return "Only the product's own model was measured in this run."
    shared = set.intersection(*({r.clip for r in results if r.model == m} for m in models))
    same = [r for r in results if r.clip in shared]
    levels = {m: Selection(view="side", model=m) for m in models}
    return by_level(same, SIGNAL_NAMES, "model", levels)


def _groups(results: Sequence[ClipResult]) -> dict[str, list[ClipResult]]:
    """Clips with repetitions, in the groups that the page tells apart."""
    counted = counted_clips(results)
    performed = [r for r in results if r.performed and r.movement != "forward_bend"]
    return {
        "within 20 degrees of the side": counted,
        "of them calm": [r for r in counted if not r.hard],
        "of them hard": [r for r in counted if r.hard],
        **{
            f"of them {m}": [r for r in counted if r.movement == m]
            for m in sorted({r.movement for r in counted})
        },
        "further than 20 degrees off": [
            r for r in performed if r.yaw_deg >= 20 and "not_deep_enough" not in r.faults
        ],
        "shallow on purpose": [r for r in performed if "not_deep_enough" in r.faults],
    }
