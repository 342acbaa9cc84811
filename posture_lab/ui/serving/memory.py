"""Memory that was freed goes back to the system, where the C library would keep it for later.

The GNU C library keeps a pool for each thread, up to eight for every core, and what an analysis has
freed stays in the pools of its threads: after thirty analyses that was 500 MB. Elsewhere (macOS,
Windows, other C libraries) nothing is done.
"""

import contextlib
import ctypes
import sys
from typing import Final

POOLS: Final = 2
_M_ARENA_MAX: Final = -8  # of <malloc.h>


def use_few_pools() -> None:
    """Have threads that begin from now on share ``POOLS`` pools."""
    _call("mallopt", _M_ARENA_MAX, POOLS)


def give_back() -> None:
    """Give what is free in the pools back to the system; takes some milliseconds."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    # Without a file name: the functions of the running program, its C library's among them.
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):
            getattr(ctypes.CDLL(None), name)(*arguments)
