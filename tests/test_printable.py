"""Names from anywhere reach a terminal as text, never as codes that it obeys."""

import json
import os
import pty
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_lab.errors import ClipError
from posture_lab.export.json import to_dict, to_text
from posture_lab.printable import printable
from tests.analyses import two_hinges
from tests.clips import ENCODE, HINGE, command_line, ffmpeg

NAME = "a\x1b]0;gotcha\x07\x1b[2J\x9b31m\u202egnp\r\nfine: all is well\u2028.mp4"


@given(st.text(st.characters(exclude_categories=("Cn", "Co"))))
def test_nothing_that_is_obeyed_is_left(text: str) -> None:
    shown = printable(text)
    assert all(each.isprintable() or each in "\u200c\u200d" for each in shown)
    assert printable(shown) == shown


def test_names_in_other_scripts_stay_as_they_are() -> None:
    for name in ("Übung 1: Hüfte.mp4", "腰の運動.mp4", "تمرين.mp4", "می‌خواهم.mp4", "🏋️‍♀️.mp4"):
        assert printable(name) == name


def test_every_sentence_of_ours_is_one_line() -> None:
    assert str(ClipError(f"{NAME} is empty.")).isprintable()


def test_json_can_be_shown_and_holds_the_name_as_it_is() -> None:
    analysis = two_hinges()
    named = replace(analysis, clip=replace(analysis.clip, name=NAME))
    text = to_text(named)
    assert all(each.isprintable() or each == "\n" for each in text)
    assert json.loads(text) == to_dict(named, with_signals=True)
    assert "Übung" in to_text(replace(analysis, clip=replace(analysis.clip, name="Übung")))


@pytest.mark.parametrize("arguments", [["--json", "-"], [], ["--subject", "9"]])
def test_on_a_real_terminal_no_code_of_a_name_arrives(tmp_path: Path, arguments: list[str]) -> None:
    """Table, JSON, bar and error of a clip with the worst of names; the rest is rich's own."""
    clip = tmp_path / NAME
    ffmpeg("-ss", 0.5, "-t", 0.6, "-i", HINGE, "-vf", "fps=10", *ENCODE, clip)
    shown = on_a_terminal(["analyse", str(clip), "--movement", "standing", *arguments])
    assert b"gnp" in shown
    for code in ("\x1b]0;", "\x07", "\x1b[2J", "\x9b", "\u202e", "\u2028"):
        assert code.encode() not in shown, (code, shown)
    assert b"\nfine: all is well" not in shown


def on_a_terminal(arguments: list[str]) -> bytes:
    """Run the command with a terminal of 200 columns; return all that it writes there."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        command_line(*arguments),
        stdin=subprocess.DEVNULL,
        stdout=inner,
        stderr=inner,
        env={**os.environ, "COLUMNS": "200", "TERM": "xterm-256color"},
    )
    os.close(inner)
    shown = b""
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:  # Linux's word for a terminal whose other end has gone
            break
        if not part:
            break
        shown += part
    os.close(outer)
    process.wait(60)
    return shown
