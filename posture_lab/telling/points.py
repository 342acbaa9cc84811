"""Points in whole numbers that add up to the score and never exceed what there was to get."""

from collections.abc import Sequence


def whole_points(
    points: Sequence[float], most: Sequence[float], score: float | None = None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return ``points`` and ``most`` in whole numbers.

    The points sum to the rounded ``score`` (to their own rounded sum where none is given or it is
    not their sum), and none lies above its most. Full points stay full and none stay none, as far
    as that leaves a sum: what is shared out are the points lost in part.

    Example
    -------
    >>> whole_points([22.5, 10.4, 66.6], [22.5, 10.9, 66.6])
    ((22, 11, 67), (22, 11, 67))
    """
    highest = _shared_out(most, [round(each) for each in most], round(sum(most)))
    lost = [max(top - got, 0.0) for got, top in zip(points, most, strict=True)]
    # What was got of nothing is nothing lost; what lost all loses all of its whole points too.
    missing = [
        top if gone >= each > 0 else min(round(gone), top)
        for top, gone, each in zip(highest, lost, most, strict=True)
    ]
    given = sum(points)
    goal = round(score if score is not None and abs(score - given) < 1.0 else given)
    total = min(max(sum(highest) - goal, 0), sum(highest))
    missing = _shared_out(lost, missing, total, highest)
    return tuple(top - gone for top, gone in zip(highest, missing, strict=True)), tuple(highest)


def _shared_out(
    shares: Sequence[float],
    whole: Sequence[int],
    total: int,
    limits: Sequence[int] | None = None,
) -> list[int]:
    """Return ``whole`` changed as little as it takes to sum to ``total``.

    What changes first is what lies furthest from its share; what lies at 0 or at its limit, last.
    """
    changed = list(whole)
    highest = [total] * len(changed) if limits is None else limits
    while (short := total - sum(changed)) != 0:
        step = 1 if short > 0 else -1
        free = [i for i, each in enumerate(changed) if 0 <= each + step <= highest[i]]
        if not free:
            break

        def reluctance(i: int, step: int = step) -> tuple[bool, float]:
            at_an_end = limits is not None and changed[i] in (0, highest[i])
            return at_an_end, step * (changed[i] - shares[i])

        changed[min(free, key=reluctance)] += step
    return changed
