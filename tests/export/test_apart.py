"""Files that are handed over: never more than so much is read, and large ones elsewhere."""

import json
import threading
import time
from pathlib import Path

import pytest

from posture_lab.errors import InputFileError
from posture_lab.export import apart
from posture_lab.export.apart import SMALL_BYTES, analysis_apart, neutral_apart
from posture_lab.export.json import MAX_BYTES, read_analysis, to_dict, to_text
from posture_lab.export.neutral_file import read_neutral
from tests.analyses import two_hinges

LISTS = b'{"schema":"posture-lab/analysis/1","x":[' + b"[]," * (MAX_BYTES // 3 - 20) + b"1]}"
"""What costs most: seven seconds in which nothing else in the process runs, and 900 MB."""
WORDS = b'{"schema":"posture-lab/analysis/1","x":[' + b'"ab",' * (MAX_BYTES // 5 - 20) + b"1]}"
"""The most that is looked into, and then is no result."""


def padded(size: int) -> bytes:
    """A real result with a field nobody knows, so that it is ``size`` bytes long."""
    text = to_text(two_hinges()).encode()
    return b'{"more": "' + b"a" * (size - len(text) - 12) + b'", ' + text[1:]


@pytest.mark.parametrize("size", [SMALL_BYTES, SMALL_BYTES + 50_000])
def test_a_result_is_the_same_wherever_it_is_read(size: int) -> None:
    content = padded(size)
    assert abs(len(content) - size) < 4
    found = analysis_apart(content, "a.json")
    assert json.dumps(to_dict(found)) == json.dumps(to_dict(two_hinges()))
    assert found.signals is not None
    assert neutral_apart(content, "a.json").source == "calibration"


def test_nothing_else_waits_while_a_large_file_is_read() -> None:
    began = time.monotonic()
    json.loads(WORDS)
    here_s, longest_s, done = time.monotonic() - began, 0.0, threading.Event()

    def look() -> None:
        nonlocal longest_s
        before = time.monotonic()
        while not done.wait(0.01):
            longest_s = max(longest_s, time.monotonic() - before)
            before = time.monotonic()

    looking = threading.Thread(target=look)
    looking.start()
    with pytest.raises(InputFileError, match="is damaged"):
        analysis_apart(WORDS, "words.json")
    done.set()
    looking.join()
    assert longest_s < here_s / 2


@pytest.mark.parametrize("content", [LISTS, b"{" * 600_000, b'{"a":1}' + b" " * MAX_BYTES])
def test_what_no_result_can_be_is_refused_unread(content: bytes, tmp_path: Path) -> None:
    began = time.process_time()
    (tmp_path / "a.json").write_bytes(content)
    for refused in (
        lambda: analysis_apart(content, "a.json"),
        lambda: neutral_apart(content, "a.json"),
        lambda: read_analysis(tmp_path / "a.json"),
        lambda: read_neutral(tmp_path / "a.json"),
    ):
        with pytest.raises(InputFileError, match=r"a\.json is larger than any result"):
            refused()
    assert time.process_time() - began < 3.0


def test_a_file_without_an_end_is_read_only_so_far() -> None:
    with pytest.raises(InputFileError, match="larger than any result"):
        read_neutral(Path("/dev/zero"))


def test_a_reading_that_takes_too_long_is_ended_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE_S", 0.0)
    with pytest.raises(InputFileError, match=r"b\.json could not be read; close other programs"):
        analysis_apart(padded(SMALL_BYTES + 50_000), "b.json")
