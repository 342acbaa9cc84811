"""What there is to say of the repetitions of a set: a cue, praise, or why one was not judged."""

import numpy as np

from posture_lab.live.cueing import Cueing
from posture_lab.metrics.judging.judgement import Judgement


class Comments:
    """The word on the newest repetition of the set under way.

    Attributes
    ----------
    cueing : what is being cued.
    praise : said after the last repetition, None if nothing was.
    unjudged : why the last repetition could not be judged, None if it could.
    took_back : whether the first repetition has just turned out to be a half one.
    any : whether a repetition of the set under way has ended.
    last_s : when the last one ended, in seconds; minus infinity before the first.
    """

    def __init__(self) -> None:
        self.cueing = Cueing()
        self.last_s = -np.inf
        self.clear()

    def clear(self) -> None:
        """The set has ended: nothing of it is said any more."""
        self.cueing.clear()
        self.praise: str | None = None
        self.unjudged: str | None = None
        self.took_back = self.any = False

    def add(self, judgement: Judgement, now_s: float, *, took_back: bool) -> None:
        """Take in the judgement of a repetition that has just ended."""
        self.any = True
        self.last_s = now_s
        self.praise = self.cueing.after(judgement, now_s)
        self.unjudged = judgement.reason if judgement.verdict == "cannot_judge" else None
        self.took_back = took_back
