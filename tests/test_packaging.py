"""The package as a stranger gets it: source archive, wheel, installation without a network."""

import hashlib
import json
import os
import shutil
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from build_hook.hook import MODEL_SHA256
from build_hook.live_camera import PARTS, WASM_FILES, is_current
from build_hook.pose_model import ModelBuildError, assemble_task, check_task
from posture_lab.ui.live.component import NEEDED
from posture_lab.ui.samples import FIRST
from tests.isolation import run, without_network

ROOT = Path(__file__).resolve().parent.parent
ASSETS = "posture_lab/pose/assets"
MODEL = f"{ASSETS}/pose_landmarker_full.task"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The surroundings of somebody who never built this before: no model, nothing downloaded."""
    own = {name: text for name, text in os.environ.items() if name != "POSTURE_LAB_POSE_MODEL"}
    return {**own, "npm_config_cache": str(tmp_path_factory.mktemp("npm-cache"))}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    done = run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], cwd=ROOT)
    assert done.returncode == 0, done.stderr
    (archive,) = folder.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def source(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source archive: a tree without a model."""
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    return tree


@pytest.fixture(scope="module")
def wheel(
    sdist: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The wheel that pip builds from the source archive, fetching the model's parts."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run([*PIP, "wheel", "--no-deps", "-w", folder, sdist], env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of a fresh environment with the wheel installed, all without network."""
    folder = tmp_path_factory.mktemp("installed")
    assert run([sys.executable, "-m", "venv", folder]).returncode == 0
    python = folder / "bin" / "python"
    install = ("-m", "pip", "install", "--no-index", "--no-deps", wheel)
    done = run(without_network([python, *install]))
    assert done.returncode == 0, done.stdout + done.stderr
    # The dependencies are those of the test environment; the package itself is not.
    (site_packages,) = folder.glob("lib/python*/site-packages")
    dependencies = sysconfig.get_path("purelib")
    (site_packages / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")
    return folder / "bin"


def test_the_source_archive_is_complete_and_holds_no_third_party_binary(source: Path) -> None:
    expected: tuple[str, ...] = (
        "app.py",
        "build_hook/hook.py",
        "frontend/package-lock.json",
        "scripts/test",
    )
    expected += ("frontend/src/index.ts", "frontend/vite.config.ts")
    for name in (*expected, "LICENSE", "NOTICE", "README.md", "tests", "sample_videos"):
        assert (source / name).exists(), name
    for pattern in ("*.task", "*.wasm", "live.js", "node_modules"):
        assert not list(source.rglob(pattern)), pattern


def test_the_wheel_holds_what_the_product_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {MODEL, "posture_lab/py.typed", "posture_lab/cli/entry.py"} <= names
    notices = {name.rpartition("/")[2] for name in names if "dist-info/licenses/" in name}
    assert notices == {"LICENSE", "NOTICE"}
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"posture_lab"}


def test_the_wheel_holds_the_live_camera_as_the_page_asks_for_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        page = archive.read(f"{ASSETS}/live.js").decode()
        manifest = archive.read("posture_lab/pyproject.toml").decode()
    files = {*PARTS, *(f"wasm/{name}" for name in WASM_FILES)}
    assert {f"{ASSETS}/{name}" for name in files} <= names
    # What the page looks for is there, and every script that a script names.
    assert {name.partition("/")[0] for name in files} | {Path(MODEL).name} >= set(NEEDED)
    assert "worker.js" in page
    assert "counterWorker.js" in page
    assert 'asset_dir = "pose/assets"' in manifest
    assert "https://" not in page


def test_the_wheel_holds_every_tracked_file_of_the_package(wheel: Path) -> None:
    tracked = run(["git", "ls-files", "posture_lab"], cwd=ROOT).stdout.splitlines()
    with zipfile.ZipFile(wheel) as archive:
        assert set(tracked) <= set(archive.namelist())


def test_the_wheel_holds_the_sample_that_the_app_offers_first(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = archive.read(f"posture_lab/ui/sample/{FIRST}")
    assert held == (ROOT / "sample_videos" / FIRST).read_bytes()


def test_the_model_in_the_wheel_is_the_same_on_every_machine(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert hashlib.sha256(archive.read(MODEL)).hexdigest() == MODEL_SHA256


def test_the_installed_wheel_passes_its_own_doctor_offline(
    installed: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    done = run(
        without_network([installed / "posture-lab", "doctor"]), env=environment, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_installed_wheel_analyses_a_clip_offline(
    installed: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    clip = sorted((ROOT / "sample_videos").glob("*.mp4"))[0]
    command = [str(installed / "posture-lab"), "analyse", str(clip), "--json", "-"]
    done = run(without_network(command), env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"].startswith("posture-lab/analysis/")


@pytest.fixture
def build_offline(source: Path, tmp_path: Path) -> list[str]:
    """A wheel build of the source tree, without network and with the build tools at hand."""
    options = ("--no-build-isolation", "--no-index", "--no-deps")
    return without_network([*PIP, "wheel", *options, "-w", tmp_path, source])


def test_a_build_without_network_says_which_file_to_supply_and_where(
    build_offline: list[str], environment: dict[str, str], source: Path, tmp_path: Path
) -> None:
    done = run(build_offline, env={**environment, "npm_config_cache": str(tmp_path / "empty")})
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "npm error" in said
    assert "POSTURE_LAB_POSE_MODEL=/path/to/pose_landmarker_full.task" in said
    assert str(source / MODEL) in said
    assert "Traceback" not in said


def test_a_build_without_network_takes_the_model_it_is_given(
    build_offline: list[str], environment: dict[str, str], wheel: Path, source: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        given = Path(archive.extract(MODEL, tmp_path / "given"))
    nothing_fetched = {"npm_config_cache": str(tmp_path / "empty")}
    own = {**environment, **nothing_fetched, "POSTURE_LAB_POSE_MODEL": str(given)}
    done = run(build_offline, env=own)
    (source / MODEL).unlink(missing_ok=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        assert archive.read(MODEL) == given.read_bytes()
        # The live camera cannot be built without network; the rest does not suffer.
        assert f"{ASSETS}/live.js" not in archive.namelist()


def test_a_build_without_network_keeps_what_an_earlier_one_made(
    build_offline: list[str], environment: dict[str, str], wheel: Path, source: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        made = [name for name in archive.namelist() if name.startswith(f"{ASSETS}/")]
        archive.extractall(source, made)
    assert is_current(source / "frontend", source / ASSETS)
    # One more line of ours: what is there is older, and better than nothing.
    with (source / "frontend" / "src" / "index.ts").open("a") as script:
        script.write("// newer\n")
    assert not is_current(source / "frontend", source / ASSETS)
    done = run(build_offline, env={**environment, "npm_config_cache": str(tmp_path / "empty")})
    shutil.rmtree(source / ASSETS)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        assert set(made) <= set(archive.namelist())


def test_a_build_refuses_a_model_that_is_none(
    build_offline: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.task"
    wrong.write_bytes(b"not a model")
    done = run(build_offline, env={**environment, "POSTURE_LAB_POSE_MODEL": str(wrong)})
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert f"{wrong} is not a Pose Landmarker .task file" in said
    assert "Traceback" not in said


def test_a_task_file_with_a_damaged_network_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.task"
    with zipfile.ZipFile(damaged, "w") as archive:
        for name in ("pose_detector.tflite", "pose_landmarks_detector.tflite"):
            archive.writestr(name, b"zero" * 100)
    with pytest.raises(ModelBuildError, match="a network is damaged"):
        check_task(damaged)


def test_a_changed_download_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pose_solution_packed_assets.data").write_bytes(b"something else")
    with pytest.raises(ModelBuildError, match="not the expected file"):
        assemble_task(tmp_path)


def test_a_missing_download_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelBuildError, match=r"pose_solution_packed_assets\.data cannot be read"):
        assemble_task(tmp_path)


def test_the_lockfile_pins_hashes_and_no_address() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = [entry for name, entry in lock["packages"].items() if name]
    assert packages
    for entry in packages:
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry
