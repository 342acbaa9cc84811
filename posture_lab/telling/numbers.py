"""Counts, times and lists in words."""

from collections.abc import Iterable, Sequence
from itertools import groupby


def counted(count: int, one: str) -> str:
    """Return ``"1 repetition"`` or ``"3 repetitions"``."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def clock(time_s: float) -> str:
    """Return a time in the clip as minutes and seconds, ``"1:07.3"``."""
    tenths = round(max(time_s, 0.0) * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def stretch(start_s: float, end_s: float) -> str:
    """Return a stretch of the clip, ``"0:02.1 to 0:04.6"``."""
    return f"{clock(start_s)} to {clock(end_s)}"


def listed(words: Iterable[str]) -> str:
    """Return ``"a"``, ``"a and b"`` or ``"a, b and c"``."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def which(indices: Sequence[int]) -> str:
    """Return numbers in order with their runs joined, ``"1 to 4, 6 and 7"``."""
    runs: list[str] = []
    for _, run in groupby(enumerate(sorted(indices)), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        long = len(numbers) > 2
        runs += [f"{numbers[0]} to {numbers[-1]}"] if long else [str(each) for each in numbers]
    return listed(runs)


def percent(share: float) -> str:
    """Return a share of 0 to 1 in whole percent, never rounded up: ``"92 %"``."""
    return f"{int(100 * min(max(share, 0.0), 1.0) + 1e-6)} %"


def uncapitalised(sentence: str) -> str:
    """Return the sentence as it goes on after a colon: its first letter small."""
    if len(sentence) > 1 and sentence[1].isupper():
        return sentence
    return sentence[:1].lower() + sentence[1:]
