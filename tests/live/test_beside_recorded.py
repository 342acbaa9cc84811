"""The same person live and recorded: the same repetitions, measures within two degrees.

Measures that are set straight are compared as they were read: stretched, they differ by as much
more as their error is wider.
"""

import pytest

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.analysis.result import Analysis
from posture_lab.live.message import read_batch
from posture_lab.live.plan import plan_for
from posture_lab.live.session import LiveSession
from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.straighten import readings
from posture_lab.movements.catalogue import MOVEMENTS
from tests.live.clip_page import STILL_S, SeenClip, clip_batches, see
from tests.live.page import message
from tests.ui.camera import SAMPLES

WITHIN_DEG = 2.0
WITHIN_MM = 5.0
"""The rib signal's own error is several times that."""
FRAMES_A_SECOND_SHARE = 2
"""Every second frame: about what a browser on a laptop manages."""


def practise_clip(movement: str, seen: SeenClip) -> Analysis:
    """Practise a seen clip as if it happened now, and stop."""
    session = LiveSession(plan_for(MOVEMENTS[movement]))
    seq = 0
    for batch in clip_batches(seen):
        session.take(batch)
        seq = batch.seq
    session.take(read_batch(message(seen.poses, slice(0, 0), seq + 1, events=("stop",))))
    (analysis,) = session.analyses
    return analysis


def as_read(measures: dict[str, Measure]) -> dict[str, Measure]:
    """The measures before they were set straight."""
    known = readings()
    return {name: known[name].read(m) if name in known else m for name, m in measures.items()}


@pytest.mark.parametrize(
    ("movement", "clip"),
    [
        ("hip_hinge", "hinge_clean"),
        ("squat", "squat_clean"),
        ("overhead_reach", "overhead_reach_clean"),
    ],
)
def test_a_set_is_the_same_live_and_recorded(movement: str, clip: str) -> None:
    path = SAMPLES / f"{clip}.mp4"
    recorded = analyse_clip(path, AnalysisOptions(movement=movement))
    live = practise_clip(movement, see(path, every=FRAMES_A_SECOND_SHARE))
    assert len(recorded.reps) == len(live.reps) == 3
    for one, other in zip(live.reps, recorded.reps, strict=True):
        assert one.turn_s - other.turn_s == pytest.approx(STILL_S, abs=0.15)
        assert one.judgement.cues == other.judgement.cues == ()
        found, wanted = (as_read(rep.judgement.measures) for rep in (one, other))
        for name in wanted:
            within = {"deg": WITHIN_DEG, "mm": WITHIN_MM}.get(name.rsplit("_", 1)[-1])
            if within is not None:
                assert found[name].value == pytest.approx(wanted[name].value, abs=within), name
