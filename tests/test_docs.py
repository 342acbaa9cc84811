"""What the pages say is there: links lead somewhere, commands and options exist."""

import re
from pathlib import Path

import pytest

from posture_lab.cli.arguments import build_parser

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_named_in_backquotes_exists(page: Path) -> None:
    named = re.findall(r"`([\w.-]+/[\w./-]*\w\.\w+|[\w-]+/)`", page.read_text(encoding="utf-8"))
    # A path is said from the top of the clone, or from inside the package.
    places = (ROOT, ROOT / "posture_lab", page.parent)
    missing = [name for name in named if not any((place / name).exists() for place in places)]
    assert not missing


def test_the_readme_names_only_commands_and_options_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"posture-lab ([a-z]+)", text))
    parser = build_parser()
    listed = parser.format_help()
    assert commands
    assert all(re.search(rf"^\s+{command}\b", listed, re.MULTILINE) for command in commands)


def test_the_readme_analyses_a_clip_that_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    clips = re.findall(r"sample_videos/[\w.]+", text)
    assert clips
    assert all((ROOT / clip).is_file() for clip in clips)
