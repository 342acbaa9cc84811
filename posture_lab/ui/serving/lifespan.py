"""What runs beside the pages for as long as the server does."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from posture_lab.ui.serving.forgetting import (
    EVERY_S,
    MEDIA_EVERY_S,
    forget_closed_sessions,
    forget_media,
)
from posture_lab.ui.serving.memory import use_few_pools
from posture_lab.ui.workspace import close_all, remove_leftovers

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is done again and again.

    Attributes
    ----------
    every_s : pause between two times, in seconds; the first time is that long after the start.
    act : what is done. An error of it is logged, and it is done again next time.
    on_loop : whether on the server's event loop, where it must be quick, or in a thread.
    """

    every_s: float
    act: Callable[[], None]
    on_loop: bool = False


AT_START: Final[tuple[Callable[[], None], ...]] = (remove_leftovers, use_few_pools)
"""What is done once, before the first visitor is let in."""

AT_END: Final[tuple[Callable[[], None], ...]] = (close_all,)
"""What is done once, after the last visitor."""

TIMERS: Final[tuple[Timer, ...]] = (
    Timer(EVERY_S, forget_closed_sessions, on_loop=True),
    Timer(MEDIA_EVERY_S, forget_media, on_loop=True),
)


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Do what is done at the start and at the end, and keep the timers running in between."""
    for act in AT_START:
        await asyncio.to_thread(_try, act)
    running = [asyncio.create_task(_repeat(timer)) for timer in TIMERS]
    try:
        yield {}
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        for act in AT_END:
            await asyncio.to_thread(_try, act)


async def _repeat(timer: Timer) -> None:
    while True:
        await asyncio.sleep(timer.every_s)
        if timer.on_loop:
            _try(timer.act)
        else:
            await asyncio.to_thread(_try, timer.act)


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:  # noqa: BLE001  (one that fails must not end the times after it)
        _log.exception("Something that runs beside the pages failed.")
