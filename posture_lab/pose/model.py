"""Where the pose model file lies, and whether it is one."""

import os
import zipfile
from pathlib import Path
from typing import Final

from posture_lab.errors import ModelError

MODEL_VARIABLE: Final = "POSTURE_LAB_POSE_MODEL"
"""Environment variable that names another Pose Landmarker ``.task`` file."""

PACKAGED_MODEL: Final = Path(__file__).parent / "assets" / "pose_landmarker_full.task"

_PARTS: Final = frozenset({"pose_detector.tflite", "pose_landmarks_detector.tflite"})


def find_model(override: Path | None = None) -> Path:
    """Return the Pose Landmarker file to use: lite, full or heavy.

    ``override`` comes first, then the environment variable ``POSTURE_LAB_POSE_MODEL``, then the
    full model inside the package.

    Raises
    ------
    ModelError
        If the file is missing, unreadable, or not a Pose Landmarker ``.task``.
    """
    named = override or (Path(value) if (value := os.environ.get(MODEL_VARIABLE)) else None)
    path = named or PACKAGED_MODEL
    if not path.is_file():
        hint = (
            "check the path"
            if named
            else f"install Posture Lab again, or point {MODEL_VARIABLE} to a Pose Landmarker .task"
        )
        raise ModelError(f"The pose model {path} is not there; {hint}.")
    try:
        with zipfile.ZipFile(path) as bundle:
            names = set(bundle.namelist())
    except zipfile.BadZipFile as error:
        raise ModelError(
            f"The pose model {path} is not a .task bundle; give a Pose Landmarker file "
            "(lite, full or heavy)."
        ) from error
    except OSError as error:
        raise ModelError(
            f"The pose model {path} cannot be read ({error.strerror}); check its permissions."
        ) from error
    if missing := _PARTS - names:
        raise ModelError(
            f"The pose model {path} is not a Pose Landmarker ({', '.join(sorted(missing))} is not "
            "in it); give a pose_landmarker .task file (lite, full or heavy)."
        )
    return path
