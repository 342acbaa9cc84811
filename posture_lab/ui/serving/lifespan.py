"""What runs beside the pages for as long as the server does."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is done again and again, in a thread of its own.

    Attributes
    ----------
    every_s : pause between two times, in seconds; the first time is that long after the start.
    act : what is done. An error of it is logged, and it is done again next time.
    """

    every_s: float
    act: Callable[[], None]


AT_START: Final[tuple[Callable[[], None], ...]] = ()
"""What is done once, before the first visitor is let in."""

TIMERS: Final[tuple[Timer, ...]] = ()


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Do what is done at the start, then keep the timers running until the server ends."""
    for act in AT_START:
        await asyncio.to_thread(_try, act)
    running = [asyncio.create_task(_repeat(timer)) for timer in TIMERS]
    try:
        yield {}
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _repeat(timer: Timer) -> None:
    while True:
        await asyncio.sleep(timer.every_s)
        await asyncio.to_thread(_try, timer.act)


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:  # noqa: BLE001  (one that fails must not end the times after it)
        _log.exception("Something that runs beside the pages failed.")
