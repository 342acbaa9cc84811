"""Assemble a Pose Landmarker ``.task`` file from the networks in an npm package.

A ``.task`` file is a zip archive, stored without compression, of two TensorFlow Lite networks: one
finds the person, the other places the landmarks and the mask. The package ``@mediapipe/pose`` has
both, but without the metadata that tells the Tasks API how to scale a picture's pixel values, so it
is added here. The same input gives the same bytes.
"""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import flatbuffers
import numpy as np
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as tflite_schema

DETECTOR_MEMBER = "pose_detector.tflite"
LANDMARKS_MEMBER = "pose_landmarks_detector.tflite"
_DETECTOR_FILE = "pose_solution_packed_assets.data"
_LANDMARKS_FILES = {
    "lite": "pose_landmark_lite.tflite",
    "full": "pose_landmark_full.tflite",
    "heavy": "pose_landmark_heavy.tflite",
}
VARIANTS = tuple(_LANDMARKS_FILES)

# Of the files in @mediapipe/pose 0.5.1675469404.
_SHA256 = {
    _DETECTOR_FILE: "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
    "pose_landmark_lite.tflite": "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
    "pose_landmark_full.tflite": "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    "pose_landmark_heavy.tflite": (
        "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe"
    ),
}
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class ModelBuildError(RuntimeError):
    """The pose model cannot be made, or the file given for it is not one; one sentence."""


class _Scaling(NamedTuple):
    """How a network wants its pixels: ``(value - mean) / std``, which gives ``lowest`` to 1."""

    mean: float
    std: float
    lowest: float


_DETECTOR_SCALING = _Scaling(mean=127.5, std=127.5, lowest=-1.0)
_LANDMARKS_SCALING = _Scaling(mean=0.0, std=255.0, lowest=0.0)


def assemble_task(package: Path, variant: str = "full") -> bytes:
    """Return the content of ``pose_landmarker_<variant>.task``.

    Parameters
    ----------
    package
        Folder of the unpacked ``@mediapipe/pose`` npm package.
    variant
        ``"lite"``, ``"full"`` or ``"heavy"``.

    Raises
    ------
    ModelBuildError
        When a file is missing or is not byte for byte the expected one.
    """
    detector = with_scaling(_checked(package / _DETECTOR_FILE), _DETECTOR_SCALING)
    landmarks = with_scaling(_checked(package / _LANDMARKS_FILES[variant]), _LANDMARKS_SCALING)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, network in ((DETECTOR_MEMBER, detector), (LANDMARKS_MEMBER, landmarks)):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), network)
    return content.getvalue()


def check_task(path: Path) -> None:
    """Make sure that ``path`` is a Pose Landmarker ``.task`` file: two networks in a zip archive.

    Raises
    ------
    ModelBuildError
        When it does not exist, cannot be read, or holds something else.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            starts = [archive.read(name)[4:8] for name in (DETECTOR_MEMBER, LANDMARKS_MEMBER)]
    except OSError as error:
        raise ModelBuildError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelBuildError(f"{path} is not a Pose Landmarker .task file: {error}.") from error
    if any(start != b"TFL3" for start in starts):
        raise ModelBuildError(f"{path} is not a Pose Landmarker .task file: a network is damaged.")


def with_scaling(network: bytes, scaling: _Scaling) -> bytes:
    """Return the TensorFlow Lite ``network`` with its pixel scaling added as metadata."""
    model = tflite_schema.ModelT.InitFromObj(tflite_schema.Model.GetRootAsModel(network, 0))
    buffer = tflite_schema.BufferT()
    buffer.data = np.frombuffer(_packed_metadata(model.subgraphs[0], scaling), np.uint8)
    model.buffers.append(buffer)
    entry = tflite_schema.MetadataT()
    entry.name = "TFLITE_METADATA"
    entry.buffer = len(model.buffers) - 1
    model.metadata = [*(model.metadata or ()), entry]
    return _packed(model, b"TFL3", len(network) + 65536)


def _packed_metadata(graph: Any, scaling: _Scaling) -> bytes:
    """Metadata: the input's scaling, and the outputs' own names, by which MediaPipe finds them."""
    image = metadata_schema.TensorMetadataT()
    image.name = "image"
    image.content = _rgb_content()
    image.processUnits = [_normalization(scaling)]
    image.stats = metadata_schema.StatsT()
    image.stats.min, image.stats.max = [scaling.lowest], [1.0]

    part = metadata_schema.SubGraphMetadataT()
    part.inputTensorMetadata = [image]
    part.outputTensorMetadata = []
    for index in graph.outputs:
        output = metadata_schema.TensorMetadataT()
        output.name = graph.tensors[index].name
        part.outputTensorMetadata.append(output)

    metadata = metadata_schema.ModelMetadataT()
    metadata.name = "pose"
    metadata.subgraphMetadata = [part]
    return _packed(metadata, b"M001", 0)


def _rgb_content() -> Any:
    content = metadata_schema.ContentT()
    content.contentPropertiesType = metadata_schema.ContentProperties.ImageProperties
    content.contentProperties = metadata_schema.ImagePropertiesT()
    content.contentProperties.colorSpace = metadata_schema.ColorSpaceType.RGB
    return content


def _normalization(scaling: _Scaling) -> Any:
    unit = metadata_schema.ProcessUnitT()
    unit.optionsType = metadata_schema.ProcessUnitOptions.NormalizationOptions
    unit.options = metadata_schema.NormalizationOptionsT()
    unit.options.mean, unit.options.std = [scaling.mean], [scaling.std]
    return unit


def _packed(table: Any, identifier: bytes, size_hint: int) -> bytes:
    builder = flatbuffers.Builder(size_hint)
    builder.Finish(table.Pack(builder), identifier)
    return bytes(builder.Output())


def _checked(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelBuildError(f"{path} cannot be read: {error.strerror or error}.") from error
    if hashlib.sha256(content).hexdigest() != _SHA256[path.name]:
        raise ModelBuildError(f"{path.name} of @mediapipe/pose is not the expected file.")
    return content
