"""What every gate lets through on clips of real people, and what is counted, judged and cued there.

    python benchmarks/real_clips.py --clips DIR [--rendered DIR] [--write docs/gates.md]

``real_clips.csv`` names public clips, what they show and how many repetitions there are, counted by
eye. None comes with the project: put those you have into DIR under the names of its first column.
Rendered clips, each with its truth, are a column beside them.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from against_truth.gates import GATES, Passed, gates_of, let_through
from against_truth.seen import seen_in
from report import write_between

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_poses
from posture_lab.analysis.result import Analysis, RepetitionResult

LIST = Path(__file__).with_suffix(".csv")
BACK = "lumbar_flexion_change_deg"


@dataclass(frozen=True)
class Known:
    """A clip, the movement it shows and its true count."""

    path: Path
    movement: str
    repetitions: int


@dataclass(frozen=True)
class Tried:
    """A clip as the product sees it: with the movement chosen, and left to itself."""

    known: Known
    chosen: Analysis
    left_to_itself: Analysis
    gates: dict[str, Passed]

    @property
    def off(self) -> int:
        """Repetitions counted too many (positive) or too few."""
        return len(self.chosen.reps) - self.known.repetitions


def known_clips(folder: Path) -> Iterator[Known]:
    """The clips of the list that are there."""
    with LIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            path = folder / row["file"]
            if path.exists():
                yield Known(path, row["movement"], int(row["repetitions"]))


def rendered_clips(folder: Path) -> Iterator[Known]:
    """Rendered clips, for the gates only: their counts stand in docs/accuracy.md."""
    from against_truth.truth_file import read_truth  # noqa: PLC0415

    for path in sorted(folder.rglob("*.truth.json")):
        truth = read_truth(path)
        yield Known(truth.path, truth.movement, truth.performed)


def tried(known: Known) -> Tried:
    """Analyse a clip both ways."""
    poses, facts = seen_in(known.path, None)
    chosen = analyse_poses(poses, facts, AnalysisOptions(movement=known.movement))
    found = gates_of(poses, chosen, (), np.zeros(len(poses), dtype=bool))
    judgements = [rep.judgement for rep in chosen.reps] + [hold.judgement for hold in chosen.holds]
    measured = [c for judgement in judgements for c in judgement.criteria if c.value is not None]
    fine = sum(criterion.points is not None for criterion in measured)
    gates = found | {"error against margin": Passed(fine, len(measured))}
    return Tried(known, chosen, analyse_poses(poses, facts), gates)


def from_the_side(clips: Sequence[Tried]) -> list[RepetitionResult]:
    """Repetitions that were seen from the side."""
    return [
        rep
        for clip in clips
        for rep in clip.chosen.reps
        if not (rep.judgement.reason or "").startswith("Form cannot be judged from here")
    ]


def counts_lines(clips: Sequence[Tried]) -> list[str]:
    exact = sum(clip.off == 0 for clip in clips)
    within = sum(abs(clip.off) <= 1 for clip in clips)
    named = [c for c in clips if c.left_to_itself.movement.id is not None]
    right = sum(c.left_to_itself.movement.id == c.known.movement for c in named)
    lines = [
        "| | |",
        "|---|---|",
        f"| clips | {len(clips)} |",
        f"| counted exactly, the movement chosen | {exact} ({exact / len(clips):.0%}) |",
        f"| within one | {within} ({within / len(clips):.0%}) |",
        f"| recognised, of these rightly | {len(named)}, {right} |",
    ]
    lines += [
        f"| missed: {c.known.path.stem} ({c.known.movement}) | "
        f"{len(c.chosen.reps)} instead of {c.known.repetitions} |"
        for c in clips
        if c.off
    ]
    return lines


def judged_lines(clips: Sequence[Tried]) -> list[str]:
    reps = from_the_side(clips)
    back = [c for rep in reps for c in rep.judgement.criteria if c.measure == BACK]
    judged = sum(c.points is not None for c in back)
    why = Counter(c.reason for c in back if c.points is None)
    lines = [
        "| | |",
        "|---|---|",
        f"| repetitions seen from the side | {len(reps)} |",
        f"| with the low back judged | {judged} of {len(back)} |",
        f"| with a score | {sum(rep.judgement.score is not None for rep in reps)} |",
    ]
    lines += [f"| not judged: {reason} | {count} |" for reason, count in why.most_common()]
    sources = Counter(c.chosen.neutral.source for c in clips)
    lines += [f"| clips whose neutral is `{name}` | {n} |" for name, n in sources.most_common()]
    return lines


def cue_lines(clips: Sequence[Tried]) -> list[str]:
    reps = from_the_side(clips)
    cues = Counter((cue.id, cue.certainty) for rep in reps for cue in rep.judgement.cues)
    ids = sorted({name for name, _ in cues})
    lines = ["| cue | sure | perhaps | of repetitions |", "|---|---|---|---|"]
    return lines + [
        f"| `{name}` | {cues[name, 'sure']} | {cues[name, 'perhaps']} | {len(reps)} |"
        for name in ids
    ]


def gates_lines(real: Sequence[Tried], rendered: Sequence[Tried]) -> list[str]:
    columns = [let_through([clip.gates for clip in clips]) for clips in (real, rendered)]
    lines = ["| gate | share of | real clips | rendered clips |", "|---|---|---|---|"]
    for name, of in GATES.items():
        shares = [
            f"{100 * column[name].let / column[name].of:.0f} %" if column[name].of else "–"
            for column in columns
        ]
        if shares != ["–", "–"]:
            lines.append(f"| {name} | {of} | {shares[0]} | {shares[1]} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--clips", type=Path, required=True)
    parser.add_argument("--rendered", type=Path, help="a folder of rendered clips with their truth")
    parser.add_argument("--write", type=Path, help="a page with places for the tables")
    asked = parser.parse_args()
    real = [tried(known) for known in known_clips(asked.clips)]
    rendered = [tried(known) for known in rendered_clips(asked.rendered)] if asked.rendered else []
    tables = {
        "gates": gates_lines(real, rendered),
        "counts": counts_lines(real),
        "judged": judged_lines(real),
        "cues": cue_lines(real),
    }
    for mark, lines in tables.items():
        print("\n".join(lines), end="\n\n")
        if asked.write:
            write_between(asked.write, mark, "\n".join(lines))


if __name__ == "__main__":
    main()
