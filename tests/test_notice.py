"""What the package holds of others is named with its licence, and every dependency explained."""

import json
import re
import tomllib
from pathlib import Path

from build_hook.live_camera import PARTS, WASM, WASM_FILES
from posture_lab import __version__

ROOT = Path(__file__).resolve().parent.parent
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
LICENCES = {"Apache-2.0": "Apache License, Version 2.0", "MIT": "MIT License"}


def test_every_npm_package_that_is_built_in_is_named_with_version_and_licence() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = lock["packages"]
    for name in packages[""]["dependencies"]:
        locked = packages[f"node_modules/{name}"]
        wanted = f"{name} {locked['version']}, {LICENCES[locked['license']]}"
        assert wanted in NOTICE, wanted


def test_every_file_of_others_is_named() -> None:
    for name in WASM_FILES:
        assert f"posture_lab/pose/assets/{WASM}/{name}" in NOTICE
    for name in ("landmarker.js", "pose_landmarker_full.task"):
        assert f"posture_lab/pose/assets/{name}" in NOTICE


def test_no_other_part_of_the_page_holds_code_of_others() -> None:
    assets = ROOT / "posture_lab" / "pose" / "assets"
    parts = sorted(path for path in assets.glob("*.js") if path.name != "landmarker.js")
    assert {path.name for path in parts} >= {name for name in PARTS if name.endswith(".js")}
    for path in parts:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"vision_wasm_internal|@license", text), path.name
        assert ("__vite" not in text) or path.name == "live.js"


def test_every_dependency_says_why_it_is_bounded_or_not() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text.split("\ndependencies = [\n")[1].split("\n]\n")[0]
    said = re.findall(r'((?:    #.*\n)+)    "(.*)",', listed + "\n")
    declared = tomllib.loads(text)["project"]["dependencies"]
    assert [entry for _, entry in said] == declared
    for reason, entry in said:
        bounded = "<" in entry
        assert reason.lstrip().startswith("# Bounded: " if bounded else "# Not bounded: "), entry


def test_the_citation_names_this_version() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {__version__}\n" in cited
    assert "license: Apache-2.0\n" in cited
