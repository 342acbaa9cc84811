"""The analysis of one clip in a thread of its own: progress, result, cancel."""

import logging
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.result import Analysis
from posture_lab.errors import CancelledError, PostureLabError
from posture_lab.telling.neutral_words import picture_time
from posture_lab.ui.preview import preview_jpeg, still_jpeg
from posture_lab.ui.serving.memory import give_back
from posture_lab.ui.workspace import Workspace

if TYPE_CHECKING:
    from posture_lab.analysis.lineup import Lineup
    from posture_lab.pose.estimator import FrameSeen

Stage = Literal[
    "waiting", "looking", "choosing", "analysing", "drawing", "done", "failed", "cancelled"
]

PICTURE_EVERY_S: Final = 0.5
"""How often the live picture is drawn anew: often enough to follow, too seldom to cost time."""

CLIPS_AT_ONCE: Final = 2
"""Clips analysed at the same time by one server; further ones wait their turn."""

ANALYSING_SHARE: Final = 0.75
"""Share of the progress bar for the analysis; drawing the annotated clip has the rest."""

_DEFECT: Final = (
    "The analysis stopped on a defect of its own, not of the clip; run 'posture-lab doctor' to "
    "check the installation, and please report what the server's log says."
)

_turns = threading.BoundedSemaphore(CLIPS_AT_ONCE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes
    ----------
    stage : what is being done; in "choosing" somebody is asked whom to follow, and the last
        three are final.
    share : 0 to 1 of the whole job.
    picture : the frame now looked at with the skeleton drawn in, as JPEG; None before the first.
    """

    stage: Stage
    share: float = 0.0
    picture: bytes | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.stage in ("done", "failed", "cancelled")


class ClipJob:
    """One clip on its way to an Analysis and an annotated clip.

    ``progress`` may be read at any time from any thread. In the stage "choosing" the work waits
    for ``choose``, because more than one person is in ``lineup``. Once it is finished, "done"
    comes with ``analysis``, ``annotated`` and, as JPEG, the ``neutral_picture``; "failed" with
    ``error``, a sentence for the person.
    The clip itself is deleted from ``workspace`` as soon as the job ends, however it ends; the
    annotated clip stays until the workspace is closed.
    """

    def __init__(self, clip: Path, workspace: Workspace, options: AnalysisOptions) -> None:
        self.clip = clip
        self.workspace = workspace
        self.options = options
        self.progress = Progress("waiting")
        self.analysis: Analysis | None = None
        self.annotated: Path | None = None
        self.neutral_picture: bytes | None = None
        self.error: str | None = None
        self.lineup: Lineup | None = None
        self._chosen = threading.Event()
        self._stop = threading.Event()
        self._picture_due = 0.0
        self._thread = threading.Thread(target=self._run, name="clip", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def choose(self, index: int) -> None:
        """Follow person ``index`` of ``lineup``; the work goes on."""
        if self.lineup is not None:
            self.options = replace(self.options, subject=self.lineup.choice(index))
            self._chosen.set()

    def cancel(self) -> None:
        """Ask the work to stop; it does so within a frame or two."""
        self._stop.set()

    def close(self) -> None:
        """Stop if still running, then remove and forget everything that was made.

        Buttons of the page that showed it may hold on to the job itself for a while.
        """
        self.cancel()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(timeout=10)
        self.workspace.close()
        self.analysis = self.annotated = self.neutral_picture = self.lineup = None
        self.progress = replace(self.progress, picture=None)

    def _run(self) -> None:
        stage: Stage = "failed"
        try:
            with _Turn(self._stop):
                self.progress = Progress("looking")
                self.lineup = self._look()
            if len(self.lineup.people) > 1:
                self._wait_for_choice()
            with _Turn(self._stop):
                self.progress = Progress("analysing")
                self._work()
            stage = "done"
        except CancelledError:
            stage = "cancelled"
        except PostureLabError as error:
            self.error = str(error)
        except Exception:  # noqa: BLE001  (the last stop of this thread: logged, said on the page)
            _log.exception("The analysis of a clip stopped on a defect")
            self.error = _DEFECT
        finally:
            self.workspace.discard(self.clip)
            if stage != "done":
                self.workspace.close()
            self.progress = Progress(stage, 1.0, self.progress.picture)
            give_back()

    def _look(self) -> "Lineup":
        from posture_lab.analysis.lineup import find_lineup  # noqa: PLC0415  (as in _work)

        return find_lineup(
            self.clip,
            model=self.options.model,
            limits=self.options.limits,
            on_look=self._check_stop,
        )

    def _wait_for_choice(self) -> None:
        self.progress = Progress("choosing")
        while not self._chosen.wait(timeout=0.2):
            self._check_stop()
        self.progress = Progress("waiting")

    def _work(self) -> None:
        # MediaPipe and PyAV are slow to import; the page is shown before they are needed.
        from posture_lab.analysis.pipeline import analyse_clip  # noqa: PLC0415
        from posture_lab.export.annotated import write_annotated  # noqa: PLC0415

        self.analysis = analyse_clip(
            self.clip, self.options, on_frame=self._on_frame, on_progress=self._on_analysed
        )
        self.progress = Progress("drawing", ANALYSING_SHARE, self.progress.picture)
        self.neutral_picture = self._picture_of_neutral(self.analysis)
        annotated = self.workspace.made("annotated.mp4")
        write_annotated(
            self.clip,
            self.analysis,
            annotated,
            limits=self.options.limits,
            sample_fps=self.options.sample_fps,
            on_progress=self._on_drawn,
        )
        annotated.chmod(0o600)
        self.annotated = annotated

    def _picture_of_neutral(self, analysis: Analysis) -> bytes | None:
        """The picture the neutral was taken from, in memory only; None where there is none."""
        time_s = picture_time(analysis.neutral)
        if time_s is None:
            return None
        return still_jpeg(self.clip, analysis, time_s, self.options.limits)

    def _on_frame(self, seen: "FrameSeen") -> None:
        self._check_stop()
        now = time.monotonic()
        if now < self._picture_due:
            return
        self.progress = replace(self.progress, picture=preview_jpeg(seen))
        # The next picture waits for a hundred times what this one cost, so a slow machine or a
        # huge picture never spends more than about 1 % on being watched.
        self._picture_due = now + max(PICTURE_EVERY_S, 100 * (time.monotonic() - now))

    def _on_analysed(self, share: float) -> None:
        self._check_stop()
        self.progress = replace(self.progress, share=ANALYSING_SHARE * _clipped(share))

    def _on_drawn(self, share: float) -> None:
        self._check_stop()
        done = ANALYSING_SHARE + (1 - ANALYSING_SHARE) * _clipped(share)
        self.progress = replace(self.progress, share=done)

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise CancelledError("Stopped as you asked.")


class _Turn:
    """A place among the clips analysed at once; waiting for it can be cancelled."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __enter__(self) -> None:
        while not _turns.acquire(timeout=0.2):
            if self._stop.is_set():
                raise CancelledError("Stopped as you asked.")

    def __exit__(self, *_: object) -> None:
        _turns.release()


def _clipped(share: float) -> float:
    return min(max(share, 0.0), 1.0)
