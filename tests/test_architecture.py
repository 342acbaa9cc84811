"""The rules of the house: data flows one way, each folder has its libraries, imports are cheap."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "posture_lab"

# Folder -> the other folders it may import. docs/architecture.md draws this.
MAY_IMPORT = {
    "video": set(),
    "level": set(),
    "pose": {"video", "level"},
    "movements": set(),
    "metrics": {"pose", "movements"},
    "analysis": {"video", "pose", "metrics", "movements"},
    "telling": {"metrics", "movements", "analysis"},
    "export": {"video", "pose", "metrics", "movements", "analysis", "telling"},
    "live": {"video", "level", "pose", "metrics", "movements", "analysis", "telling", "export"},
    "ui": {"video", "pose", "metrics", "movements", "analysis", "telling", "export", "live"},
    "cli": {"video", "pose", "metrics", "movements", "analysis", "telling", "export", "ui"},
}
# Folder -> the third-party libraries it may import. The command line and the page may use any.
MAY_USE = {
    "video": {"numpy", "av", "cv2"},
    "level": {"numpy", "scipy", "cv2"},
    "pose": {"numpy", "scipy", "mediapipe", "cv2"},
    "movements": set(),
    "metrics": {"numpy", "scipy", "threadpoolctl"},
    "analysis": {"numpy"},
    "telling": set(),
    "export": {"numpy", "pyarrow", "cv2", "PIL", "pandas", "xarray"},
}
DISTRIBUTIONS = {"cv2": "opencv-python", "PIL": "pillow", "google": "protobuf"}
HEAVY = {"numpy", "scipy", "pandas", "pyarrow", "cv2", "av", "mediapipe", "streamlit"}


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def folder_imports(folder: str) -> set[str]:
    return {name for path in (PACKAGE / folder).rglob("*.py") for name in imports(path)}


def test_every_folder_of_the_package_has_a_rule() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= set(MAY_IMPORT)


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_data_flows_one_way(folder: str) -> None:
    others = {
        name.split(".")[1]
        for name in folder_imports(folder)
        if name.startswith("posture_lab.") and name.split(".")[1] in MAY_IMPORT
    }
    assert others - {folder} <= MAY_IMPORT[folder]


@pytest.mark.parametrize("folder", MAY_USE)
def test_a_folder_uses_only_its_own_libraries(folder: str) -> None:
    used = {name.split(".")[0] for name in folder_imports(folder)}
    assert used - sys.stdlib_module_names - {"posture_lab"} <= MAY_USE[folder]


def test_the_declared_dependencies_are_those_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=]", entry)[0] for entry in project["dependencies"]}
    used = {name.split(".")[0] for path in PACKAGE.rglob("*.py") for name in imports(path)}
    third_party = used - sys.stdlib_module_names - {"posture_lab"}
    extras = project["optional-dependencies"]["science"]
    optional = {re.split(r"[<>=]", entry)[0] for entry in extras}
    assert {DISTRIBUTIONS.get(name, name) for name in third_party} - optional == declared


def test_nothing_in_the_package_can_talk_to_the_network() -> None:
    # The page's server is Streamlit's; the package itself opens no connection at all.
    networked = {"requests", "urllib", "urllib3", "http", "httpx", "aiohttp", "ftplib", "smtplib"}
    named = {name for path in PACKAGE.rglob("*.py") for name in imports(path)}
    # Taking an address apart is no connection.
    used = {name.split(".")[0] for name in named if not name.startswith("urllib.parse")}
    assert not used & networked


@pytest.mark.parametrize(
    "statement",
    [
        "import posture_lab",
        "from posture_lab.cli import main; import contextlib\n"
        "with contextlib.suppress(SystemExit): main(['--help'])",
        "from posture_lab.cli import main; import contextlib\n"
        "with contextlib.suppress(SystemExit): main(['analyse', '--help'])",
    ],
    ids=["import", "help", "analyse-help"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str) -> None:
    code = f"{statement}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert not set(done.stdout.splitlines()[-1].split()) & HEAVY


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in ("posture_lab", "build_hook", "groundtruth", "benchmarks", "fuzzing")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_file_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
