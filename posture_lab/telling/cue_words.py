"""A cue as it is read and said: one that is not sure is put more softly and comes later."""

from collections.abc import Iterable
from typing import Final

from posture_lab.metrics.judging.judgement import Cue
from posture_lab.telling.numbers import uncapitalised

PERHAPS: Final = "Perhaps"


def is_sure(cue: Cue) -> bool:
    """Whether it is sure enough to be said without a "perhaps"."""
    return cue.certainty == "sure"


def to_read(cue: Cue) -> str:
    """Return the sentence, ``"Perhaps: go a little further ..."`` when it is not sure."""
    return cue.text if is_sure(cue) else f"{PERHAPS}: {uncapitalised(cue.text)}"


def to_say(cue: Cue) -> str:
    """Return the few words to say, ``"Perhaps slower down"`` when it is not sure."""
    return cue.say if is_sure(cue) else f"{PERHAPS} {uncapitalised(cue.say)}"


def sure_first(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Return the cues with the sure ones first, each kind in the order given."""
    return tuple(sorted(cues, key=lambda cue: not is_sure(cue)))
