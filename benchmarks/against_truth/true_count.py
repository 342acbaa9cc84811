"""The floor of counting: the product's own counter on true angles instead of seen ones."""

import numpy as np

from against_truth.truth_file import TrueClip
from posture_lab.metrics.counting.reps import find_repetitions
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.movements.catalogue import MOVEMENTS


def counted_from_truth(truth: TrueClip) -> int:
    """How many repetitions the product finds in the true signals, unseen where nobody is shown.

    0 for a movement that the product does not know.
    """
    movement = MOVEMENTS.get(truth.movement)
    if movement is None:
        return 0
    true = truth.as_signals()
    hidden = ~truth.visible
    by_name = {
        name: Signal(name, *(np.where(hidden, np.nan, each) for each in (part.values, part.error)))
        for name, part in true.by_name.items()
    }
    found, _ = find_repetitions(Signals(true.time_s, by_name), movement)
    return len(found)
