"""AnalysisOptions from the command line's arguments."""

import argparse

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.cli.arguments import Pointed
from posture_lab.cli.parser import did_you_mean
from posture_lab.errors import InputFileError
from posture_lab.export.neutral_file import read_neutral
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.model import find_model
from posture_lab.pose.subject import SubjectChoice

AUTO = "auto"


def analysis_options(arguments: argparse.Namespace) -> AnalysisOptions:
    """Return the options that ``analyse`` and ``batch`` share.

    Raises
    ------
    InputFileError
        If the movement is not known or the neutral file cannot be used.
    ModelError
        If there is no model file.
    """
    movement = None if arguments.movement == AUTO else arguments.movement
    if movement is not None and movement not in MOVEMENTS:
        raise InputFileError(
            f"There is no movement '{movement}'{did_you_mean(movement, MOVEMENTS)}; "
            f"choose {', '.join(MOVEMENTS)} or {AUTO}."
        )
    who = getattr(arguments, "subject", None)
    pointed = SubjectChoice(who.time_s, (who.x, who.y)) if isinstance(who, Pointed) else None
    return AnalysisOptions(
        movement=movement,
        neutral=None if arguments.neutral is None else read_neutral(arguments.neutral),
        model=find_model(arguments.model),
        subject=pointed,
        workers=arguments.workers,
    )
