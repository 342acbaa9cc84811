"""The public face: what ``from posture_lab import ...`` gives.

``analyse`` is ``see``, ``measure`` and ``judge`` in one; each can be called alone.
"""

from pathlib import Path

from posture_lab.analysis.measured import Measured, measure
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip, judge, see
from posture_lab.analysis.result import Analysis
from posture_lab.export.frames import to_pandas, to_xarray
from posture_lab.export.record_file import read_record, write_record
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.movements.catalogue import MOVEMENTS

__all__ = [
    "MOVEMENTS",
    "Analysis",
    "Measured",
    "analyse",
    "judge",
    "measure",
    "read_record",
    "see",
    "to_pandas",
    "to_xarray",
    "write_record",
]


def analyse(
    clip: str | Path,
    movement: str | None = None,
    *,
    neutral: Neutral | None = None,
    workers: int = 1,
) -> Analysis:
    """Analyse one clip: see, measure, count, judge.

    Parameters
    ----------
    clip : the video file.
    movement : id of the movement to judge, one of MOVEMENTS; None recognises it.
    neutral : the person's own, None looks for it in the clip.
    workers : processes that share the clip.

    Raises
    ------
    ClipError
        If the clip cannot be read, is outside the limits, or shows nobody.
    ModelError
        If the pose model cannot be used.
    InputFileError
        If the movement is not known.

    Examples
    --------
    >>> from posture_lab import analyse, to_pandas
    >>> result = analyse("sample_videos/hinge_clean.mp4", "hip_hinge")
    >>> result.summary.reps
    3
    >>> angles = to_pandas(result)
    >>> round(angles["hip_flexion_deg"].max())
    92
    """
    options = AnalysisOptions(movement=movement, neutral=neutral, workers=workers)
    return analyse_clip(Path(clip), options)
