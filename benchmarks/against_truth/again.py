"""The end of the page in docs/: the commands that draw and measure the same clips again."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from against_truth.compare import ClipResult
from against_truth.plan import FIRST_FURTHER_SEEDS, Purpose

AGAIN: Final = """\
## Do it again

Clips made for counting are all hard, within 20 degrees of the side, with up to four repetitions and
15 pictures a second. Those made for cues are calm, within 10 degrees, with two repetitions and one
fault, of a size that takes its true measure to 0.8 to 2.8 times its limit.

```
python benchmarks/accuracy.py render --clips DIR --count {count}
{draw_hard}
python benchmarks/accuracy.py render --clips FAULTS --faults --count {count_faults}
{draw_further}
python benchmarks/accuracy.py measure --clips DIR HARD FAULTS UNSTILL SIDES HAND \\
    --write docs/accuracy.md
```

How measures are read is found on people of the split `calibrate`, again after anything that reads
them has changed:

```
python benchmarks/accuracy.py render --clips FAULTS_CAL --faults --calibrate --count 46
python benchmarks/accuracy.py readings --clips CALIBRATE FAULTS_CAL
```

Rendering needs the dependencies of the extra `groundtruth` and takes about half a minute of one
core for each clip; `--also-model lite=FILE` measures other pose models. What was seen in a clip is
kept beside it, so that a new way to judge is measured in seconds; another clip, pose model or
change to the code that sees is seen afresh. `--rows FILE.csv` writes every signal in every view,
clothing, movement, speed and model, one line each.
"""


def do_it_again(results: Sequence[ClipResult]) -> str:
    """The commands for as many clips of each kind as were measured."""
    purposes = Counter(r.purpose for r in results)
    return AGAIN.format(
        count=purposes["all"],
        count_faults=purposes["cues"],
        draw_hard=_draw_hard(results),
        draw_further=_draw_further(purposes),
    )


def _draw_hard(results: Sequence[ClipResult]) -> str:
    """The commands that draw the clips made for counting, one for each run of their numbers."""
    numbers = sorted(int(r.clip.rpartition("_")[2]) for r in results if r.purpose == "counting")
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((number, 1))
    command = "python benchmarks/accuracy.py render --clips HARD --counted"
    return "\n".join(f"{command} --seed {first} --count {count}" for first, count in runs)


def _draw_further(purposes: Counter[Purpose]) -> str:
    """The commands that draw the further sets, as many clips as were measured."""
    folders = zip(FIRST_FURTHER_SEEDS, ("UNSTILL", "SIDES", "HAND"), strict=True)
    command = "python benchmarks/accuracy.py render --clips"
    return "\n".join(
        f"{command} {folder} --{kind.replace(' ', '-')} --count {purposes[kind]}"
        for kind, folder in folders
    )
