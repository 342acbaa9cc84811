"""Who is followed when, over all parts of a clip, and whom of them the clip is about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.footage import Appearance
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.subject import SAME_LOOK
from posture_lab.pose.wardrobe import Wardrobe

LONGER: Final = 1.5
"""Who is seen so many times longer than the first one is who the clip is about."""


def join_appearances(
    earlier: Sequence[Appearance], later: Sequence[Appearance], *, same: bool
) -> tuple[Appearance, ...]:
    """Return the appearances of two parts of a clip, the later part's people numbered anew.

    ``same`` says that at the seam both follow one person; others are known by their looks.
    """
    if not earlier or not later:
        return (*earlier, *later)
    numbers = {later[0].person: earlier[-1].person} if same else {}
    known = {each.person: Wardrobe(each.looks) for each in earlier}
    for each in later:
        if each.person not in numbers:
            numbers[each.person] = _recognised(each.looks, known)
            known.setdefault(numbers[each.person], Wardrobe(each.looks))
    seam_s = later[0].start_s
    return (
        *(each for each in earlier if each.start_s <= seam_s or same),
        *(replace(each, person=numbers[each.person], picked=False) for each in later),
    )


def _recognised(looks: Floats, known: dict[int, Wardrobe]) -> int:
    """The number of the known person with these looks, or the next free one."""
    apart = {
        number: min((wardrobe.unlike(look) for look in looks), default=np.nan)
        for number, wardrobe in known.items()
    }
    alike = {number: off for number, off in apart.items() if off <= SAME_LOOK}
    return min(alike, key=alike.__getitem__) if alike else max(known, default=-1) + 1


def who_is_followed(time_s: Floats, appearances: Sequence[Appearance]) -> NDArray[np.intp]:
    """(T,) number of the person followed at each time; 0 where nothing is known."""
    who = np.zeros(len(time_s), dtype=np.intp)
    for each in appearances:
        who[time_s >= each.start_s - 1e-6] = each.person
    return who


def main_person(
    who: NDArray[np.intp], seen: NDArray[np.bool_], appearances: Sequence[Appearance]
) -> int:
    """Return the number of the person the clip is about: the first one, or who is seen longer.

    ``who`` (T,) is followed in each frame, ``seen`` (T,) whether they are seen there. Whoever was
    picked is meant however short.
    """
    if not appearances:
        return 0
    first = appearances[0]
    counts = np.bincount(who[seen], minlength=1 + max(each.person for each in appearances))
    longest = int(counts.argmax())
    stays = first.picked or counts[longest] <= LONGER * counts[first.person]
    return first.person if stays else longest


def one_person(poses: PoseSequence) -> PoseSequence:
    """Return raw poses of the one person that the clip is about; where others are followed, nobody.

    A warning says when others were in the picture.
    """
    appearances = () if poses.footage is None else poses.footage.appearances
    who = who_is_followed(poses.time_s, appearances)
    seen = np.asarray(np.isfinite(poses.landmarks_px).any(axis=(1, 2)), dtype=np.bool_)
    main = main_person(who, seen, appearances)
    others = seen & (who != main)
    if not others.any():
        return poses
    spans = [_told(poses.time_s[run]) for run in _runs(others)]
    places = spans[0] if len(spans) == 1 else ", ".join(spans[:-1]) + " and " + spans[-1]
    warning = (
        f"Another person is in the picture {places}; only the one seen "
        f"{'first' if main == appearances[0].person else 'longest'} was analysed."
    )
    provenance = poses.provenance
    changes = {
        name: np.where(_like(others, values), np.nan, values)
        for name in ("landmarks_px", "world_m", "visibility", "outline", "leg_outline")
        for values in (getattr(poses, name),)
    }
    return replace(
        poses,
        provenance=replace(provenance, warnings=(*provenance.warnings, warning)),
        **changes,  # type: ignore[arg-type]
    )


def _like(flags: NDArray[np.bool_], values: Floats) -> NDArray[np.bool_]:
    """(T, 1, ...) flags with as many axes as the values."""
    return flags.reshape(len(flags), *(1 for _ in values.shape[1:]))


def _runs(flags: NDArray[np.bool_]) -> Iterator[slice]:
    """Slices from the first to the last of the frames that follow each other and are True.

    A frame in which nobody is seen does not part them.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield slice(start, stop)


def _told(time_s: Floats) -> str:
    return f"from {time_s[0]:.1f} to {time_s[-1]:.1f} s"
