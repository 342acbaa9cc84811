"""What is fed with odd input, and what may come of it: a result, or an error of ours.

Each target takes the bytes of one file. Anything but the errors that its reader documents is a
finding, and so is a sentence that no person could read.
"""

import copy
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from posture_lab.cli.table import print_analysis
from posture_lab.errors import ClipError, InputFileError, PostureLabError
from posture_lab.export.neutral_file import read_neutral
from posture_lab.live.message import MessageError, read_batch
from posture_lab.live.plan import plan_for
from posture_lab.live.session import LiveSession
from posture_lab.metrics.signals.neutral import relative_to_neutral
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.telling.advice import advice_for
from posture_lab.telling.notes import notes_of
from posture_lab.ui.opened import read_result
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader
from tests.live.page import batches
from tests.live.test_session import hinges, short_plan

Target = Callable[[bytes], None]

LONGEST_SENTENCE: Final = 1000
MOST_FRAMES: Final = 300
LIMITS: Final = ClipLimits(max_duration_s=60.0, max_pixels=640.0 * 480, max_bytes=1e6)


class BadSentenceError(AssertionError):
    """What a person is told is not one readable sentence."""


def result(content: bytes) -> None:
    """The page "Open a result", as far as it goes without a browser."""

    try:
        analysis = read_result(content, "file.json")
    except InputFileError as error:
        _expect_sentence(error)
        return
    advice_for(analysis)
    notes_of(analysis)
    print_analysis(analysis)


def neutral(content: bytes) -> None:
    """The neutral of a person that ``--neutral`` and the app take, and counting from it."""

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "neutral.json"
        path.write_bytes(content)
        try:
            read = read_neutral(path)
        except InputFileError as error:
            _expect_sentence(error)
            return
    ones = np.ones(3)
    by_name = {name: Signal(name, ones, ones) for name in SIGNAL_NAMES}
    with np.errstate(all="raise", under="ignore", invalid="ignore"):
        relative_to_neutral(Signals(np.arange(3.0), by_name), read)


def message(content: bytes) -> None:
    """Messages of the camera page, to a new practice and to one in the middle of a set."""
    try:
        messages = json.loads(content)
    except (ValueError, RecursionError):
        return
    if not isinstance(messages, list):
        messages = [messages]
    for session in (LiveSession(plan_for(MOVEMENTS["hip_hinge"])), copy.deepcopy(_under_way())):
        for each in messages[:20]:
            _take(session, each)


def clip(content: bytes) -> None:
    """A clip, read from its first to its last frame, and a part of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        path.write_bytes(content)
        for start_s in (None, 0.2):
            try:
                with ClipReader(path, limits=LIMITS, start_s=start_s) as reader:
                    for number, _ in enumerate(reader):
                        if number > MOST_FRAMES:
                            break
                    facts = reader.facts()
            except ClipError as error:
                _expect_sentence(error)
                return
            for warning in facts.warnings:
                _expect_words(warning)
            json.dumps(facts.duration_s, allow_nan=False)


TARGETS: Final[dict[str, Target]] = {
    "result": result,
    "neutral": neutral,
    "message": message,
    "clip": clip,
}


def _take(session: LiveSession, given: Any) -> None:
    """As the page Practise does it: what is no message is left out."""
    try:
        batch = read_batch(given)
    except MessageError:
        return
    state = session.take(batch)
    json.dumps([state.reps, state.seconds_left], allow_nan=False)


@cache
def _under_way() -> LiveSession:

    session = LiveSession(short_plan())
    for batch in batches(hinges(12.0, (9.0,))):
        session.take(batch)
    return session


def _expect_sentence(error: PostureLabError) -> None:
    _expect_words(str(error))


def _expect_words(sentence: str) -> None:
    if len(sentence) > LONGEST_SENTENCE or not sentence.endswith(".") or "\n" in sentence:
        raise BadSentenceError(sentence[:LONGEST_SENTENCE])
