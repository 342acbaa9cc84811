"""Posture and movement analysis from a webcam or a video clip.

Importing this package is cheap: nothing heavy (MediaPipe, OpenCV, Streamlit, SciPy) is loaded
until a function that needs it is called. The names below come from ``posture_lab.public``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from posture_lab.public import (
        MOVEMENTS,
        Analysis,
        Measured,
        analyse,
        judge,
        measure,
        read_record,
        see,
        to_pandas,
        to_xarray,
        write_record,
    )

__all__ = [
    "MOVEMENTS",
    "Analysis",
    "Measured",
    "__version__",
    "analyse",
    "judge",
    "measure",
    "read_record",
    "see",
    "to_pandas",
    "to_xarray",
    "write_record",
]


def __getattr__(name: str) -> Any:
    """Load the public face when one of its names is first asked for."""
    if name in __all__:
        return getattr(import_module("posture_lab.public"), name)
    raise AttributeError(f"module 'posture_lab' has no attribute {name!r}")
