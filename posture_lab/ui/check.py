"""The page "Check a clip": choose one, say whom to follow, watch, read the result."""

import streamlit as st

from posture_lab.ui import choose, pick, progress, result, words
from posture_lab.ui.session import clip_holder


def show() -> None:
    """Show what fits the state of this session's clip."""
    holder = clip_holder()
    job = holder.job
    if job is None:
        choose.show(holder)
    elif job.progress.stage == "choosing":
        pick.show(job)
    elif not job.progress.finished:
        progress.show(job)
    elif job.analysis is not None and job.progress.stage == "done":
        result.show(holder, job, job.analysis)
    else:
        _show_ended(job.error)
        choose.show(holder)


def _show_ended(error: str | None) -> None:
    if error is None:
        st.info(
            "Stopped. The clip and everything made from it have been removed.",
            icon=":material/check:",
        )
    else:
        st.warning(words.plain(error), icon=":material/info:")
