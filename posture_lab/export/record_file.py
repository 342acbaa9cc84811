"""A Measured in one compact file, and back: judging it again gives the same result.

The file is a NumPy ``.npz``: a zip of plain arrays, read without pickle, whose ``header`` is JSON.
Signals, their errors, neutrals and what could be seen are kept to the last bit; poses are kept for
drawing, a little coarser.
"""

import json
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from posture_lab import __version__
from posture_lab.analysis.measured import Measured
from posture_lab.arrays import Bools, Floats
from posture_lab.errors import InputFileError
from posture_lab.export.files import complete_file
from posture_lab.export.record_header import UnknownError, header_of, measured_of
from posture_lab.export.record_poses import pose_arrays, poses_of
from posture_lab.metrics.signals.context import CONTEXT_SIGNALS
from posture_lab.metrics.signals.sight import Sight
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

SUFFIX: Final = ".posture"

MAX_BYTES: Final = 512 * 1024 * 1024
"""Of the arrays together, unpacked: ten minutes of clip take 25 MB."""

MAX_FRAMES: Final = 200_000
_MAX_HEADER_BYTES: Final = 1 << 20

_SIGNALS: Final = (*SIGNAL_NAMES, *CONTEXT_SIGNALS)

Arrays = dict[str, NDArray[Any]]


def write_record(measured: Measured, path: Path) -> None:
    """Write a record to ``path``, completely or not at all; under 40 kB a second of clip.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    signals, sight = measured.signals, measured.sight
    header = {
        "posture_lab_version": __version__,
        "signals": list(signals),
        "sight": list(_seen(sight)),
        "large_enough": sight.large_enough,
        **header_of(measured),
    }
    text = json.dumps(header, ensure_ascii=False, allow_nan=False)
    arrays: Arrays = {
        "header": np.frombuffer(text.encode(), np.uint8),
        "time_s": signals.time_s,
        "values": np.stack([signal.values for signal in signals.values()]),
        "errors": np.stack([signal.error for signal in signals.values()]),
        "yaw_deg": sight.yaw_deg,
        "sight": np.packbits(np.stack(list(_seen(sight).values())), axis=1),
    }
    if measured.poses is not None:
        arrays |= pose_arrays(measured.poses)
    with complete_file(path) as temporary, temporary.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def read_record(path: Path) -> Measured:
    """Read a record that ``write_record`` wrote.

    Raises
    ------
    InputFileError
        If the file cannot be read, is not such a record, or holds what this version does not know.
    """
    try:
        arrays = _arrays(path)
        return _measured(json.loads(arrays["header"].tobytes()), arrays)
    except OSError as error:
        raise InputFileError(
            f"Cannot read {path}: {error.strerror or error}; check the file name."
        ) from error
    except UnknownError as error:
        raise InputFileError(
            f"{path} was written by another version ({error}); analyse the clip again."
        ) from error
    except (ArithmeticError, EOFError, LookupError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    except (zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> InputFileError:
    return InputFileError(
        f"{path} is damaged or no record of Posture Lab; check that it is the right file, or "
        "analyse the clip again."
    )


def _arrays(path: Path) -> Arrays:
    with zipfile.ZipFile(path) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    if sum(sizes.values()) > MAX_BYTES or sizes.get("header.npy", 0) > _MAX_HEADER_BYTES:
        raise ValueError("larger than any record")
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _measured(header: dict[str, Any], arrays: Arrays) -> Measured:
    time_s = _shaped(arrays["time_s"], (arrays["time_s"].size,))
    if len(time_s) > MAX_FRAMES or not (np.diff(time_s) > 0.0).all():
        raise ValueError("times that do not go on")
    return measured_of(
        header,
        signals=lambda: _signals(header["signals"], arrays, time_s),
        sight=lambda: _sight(header, arrays, time_s),
        poses=lambda: poses_of(header, arrays, time_s) if "landmarks_px" in arrays else None,
    )


def _signals(names: list[str], arrays: Arrays, time_s: Floats) -> Signals:
    if tuple(names) != _SIGNALS:
        odd = sorted(set(names) ^ set(_SIGNALS)) or ["another order"]
        raise UnknownError(f"its signals differ: {', '.join(map(str, odd[:3]))}")
    shape = (len(names), len(time_s))
    rows = zip(
        names, _shaped(arrays["values"], shape), _shaped(arrays["errors"], shape), strict=True
    )
    return Signals(time_s, {name: Signal(name, value, error) for name, value, error in rows})


def _seen(sight: Sight) -> dict[str, Bools]:
    """The (T,) yes and no of a Sight, by name."""
    clear = {f"clear {name}": frames for name, frames in sight.clear.items()}
    outlined = {f"outlined {name}": frames for name, frames in sight.outlined.items()}
    return {"somebody": sight.somebody, "faced": sight.faced, **clear, **outlined}


def _sight(header: dict[str, Any], arrays: Arrays, time_s: Floats) -> Sight:
    bits = np.unpackbits(arrays["sight"], axis=1, count=len(time_s)).astype(bool)
    rows = dict(zip(header["sight"], bits, strict=True))
    return Sight(
        time_s=time_s,
        somebody=rows["somebody"],
        faced=rows["faced"],
        yaw_deg=_shaped(arrays["yaw_deg"], time_s.shape),
        clear=_named(rows, "clear "),
        outlined=_named(rows, "outlined "),
        large_enough=bool(header["large_enough"]),
    )


def _named(rows: dict[str, Bools], start: str) -> dict[str, Bools]:
    return {name.removeprefix(start): row for name, row in rows.items() if name.startswith(start)}


def _shaped(array: NDArray[Any], shape: tuple[int, ...]) -> Floats:
    if array.dtype != np.float64 or array.shape != shape:
        raise ValueError("an array of another shape")
    return array
