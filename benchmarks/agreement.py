"""How far the product agrees with itself on real clips, whose true angles nobody knows.

    python benchmarks/agreement.py CLIPS...                 folders or files; none is kept here
    python benchmarks/agreement.py CLIPS --write agreement.md --longest 12

Every clip is changed in ways that change nobody's posture: mirrored, scaled, shifted, cropped,
encoded anew. Readings of all of them must agree within the stated errors. What they differ by is a
floor for the error: agreeing says nothing of being right.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from against_itself.changes import CHANGES, write_changed
from against_itself.disagreement import Pair, agreement, pairs_of
from against_truth.tables import number, percent, table

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.analysis.result import Analysis
from posture_lab.errors import PostureLabError
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.video.reader import ClipReader

ENDINGS: Final = (".mp4", ".mov", ".avi", ".mkv", ".webm")

Changed = dict[str, list[Pair]]
"""Of each change, the pairs of all signals."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("clips", type=Path, nargs="+", help="clips, or folders of clips")
    parser.add_argument("--longest", type=float, default=15.0, help="leave out longer clips, s")
    parser.add_argument("--fps", type=float, default=15.0, help="pictures a second looked at")
    parser.add_argument("--write", type=Path, help="also write the tables as Markdown")
    asked = parser.parse_args()
    found: list[Changed] = []
    counts: list[tuple[str, list[int]]] = []
    for clip in clips_of(asked.clips, asked.longest):
        try:
            pairs, reps = disagreements(clip, asked.fps)
        except PostureLabError as error:
            print(f"{clip.name}: {error}", file=sys.stderr)
            continue
        found.append(pairs)
        counts.append((clip.name, reps))
        print(f"{clip.name}: repetitions {reps}", file=sys.stderr, flush=True)
        if asked.write:
            # After every clip: who stops a long run has what was read until then.
            asked.write.write_text(report(found, counts), encoding="utf-8")
    print(report(found, counts))


def clips_of(paths: Iterable[Path], longest_s: float) -> list[Path]:
    """The clips named, or in the folders named, that are no longer than this."""
    files = [
        file
        for path in paths
        for file in (sorted(path.iterdir()) if path.is_dir() else [path])
        if file.suffix.lower() in ENDINGS
    ]
    return [file for file in files if _duration_s(file) <= longest_s]


def _duration_s(clip: Path) -> float:
    try:
        with ClipReader(clip) as reader:
            return reader.duration_s or 0.0
    except PostureLabError:
        return float("inf")


def disagreements(clip: Path, fps: float) -> tuple[Changed, list[int]]:
    """Read a clip as it is and after every change: pairs of signals, and the repetitions counted.

    Raises
    ------
    PostureLabError
        If the clip itself cannot be analysed. A change after which it cannot is left out, with a
        count of -1.
    """
    first = _analysed(clip, None, fps)
    found: Changed = {}
    reps = [len(first.reps)]
    with tempfile.TemporaryDirectory() as folder:
        for name in CHANGES:
            changed = Path(folder) / f"{name.replace(' ', '_')}.mp4"
            write_changed(clip, name, changed, fps)
            try:
                second = _analysed(changed, first.movement.id, fps)
            except PostureLabError as error:
                print(f"{clip.name}, {name}: {error}", file=sys.stderr)
                reps.append(-1)
                continue
            found[name] = pairs_of(first, second)
            reps.append(len(second.reps))
    return found, reps


def _analysed(clip: Path, movement: str | None, fps: float) -> Analysis:
    return analyse_clip(clip, AnalysisOptions(movement=movement, sample_fps=fps))


def report(found: Sequence[Changed], counts: Sequence[tuple[str, list[int]]]) -> str:
    """All signals over all changes, the changes one by one, and whether counts agree."""
    every = [pair for clip in found for pairs in clip.values() for pair in pairs]
    parts = [f"{len(found)} clips, each changed in {len(CHANGES)} ways.", _signals(every)]
    for change in CHANGES:
        of_change = [pair for clip in found for pair in clip.get(change, ())]
        parts += [f"### {change.capitalize()}", _signals(of_change)]
    same = sum(len(set(reps)) == 1 for _, reps in counts)
    parts.append(f"Repetitions counted alike in all versions: {same} of {len(counts)} clips.")
    return "\n\n".join(parts) + "\n"


def _signals(pairs: Sequence[Pair]) -> str:
    rows = []
    for name in SIGNAL_NAMES:
        found = agreement([pair for pair in pairs if pair.signal == name])
        if found.frames:
            digits = 3 if name.endswith("_legs") else 1
            sizes = (found.disagreement, found.floor, found.stated)
            rows.append([f"`{name}`", str(found.clips), str(found.frames), percent(found.within),
                         *(number(size, digits) for size in sizes),
                         percent(found.lost)])  # fmt: skip
    heads = ("signal", "readings", "frames", "within both stated errors", "differ by, 90 %",
             "floor of the error", "stated, median", "no longer judged")  # fmt: skip
    return table(heads, rows)


if __name__ == "__main__":
    main()
