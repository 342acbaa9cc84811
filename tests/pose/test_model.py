import zipfile
from pathlib import Path

import pytest

from posture_lab.errors import ModelError
from posture_lab.pose.estimator import estimate_raw
from posture_lab.pose.model import MODEL_VARIABLE, find_model


def bundle(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"not a network")
    return path


def test_the_packaged_model_is_found() -> None:
    assert find_model().suffix == ".task"


def test_the_argument_comes_before_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = ("pose_detector.tflite", "pose_landmarks_detector.tflite")
    named = bundle(tmp_path / "named.task", *parts)
    other = bundle(tmp_path / "other.task", *parts)
    monkeypatch.setenv(MODEL_VARIABLE, str(other))
    assert find_model() == other
    assert find_model(named) == named


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path, "is not there"),
        (lambda path: path.write_bytes(b"no bundle") and path, "is not a .task bundle"),
        (lambda path: bundle(path, "hand_detector.tflite"), "is not a Pose Landmarker"),
        (lambda path: path.mkdir() or path, "is not there"),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path: Path, make, says: str) -> None:  # type: ignore[no-untyped-def]
    path = make(tmp_path / "model.task")
    with pytest.raises(ModelError, match=says) as caught:
        find_model(path)
    message = str(caught.value)
    assert str(path) in message
    assert message.endswith(".")
    assert "\n" not in message


def test_a_bundle_with_broken_networks_is_a_model_error(tmp_path: Path) -> None:
    path = bundle(tmp_path / "x.task", "pose_detector.tflite", "pose_landmarks_detector.tflite")
    with pytest.raises(ModelError, match="cannot be loaded"):
        estimate_raw([], (640, 480), model=path)
