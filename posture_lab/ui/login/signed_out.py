"""Sign-ins that have ended: pages of other tabs that were let in by the same one notice."""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

_MOST: Final = 10_000


class SignedOut:
    """Remembers ended sign-ins, the newest ones only. Safe to use from several threads.

    A sign-in is known by all that its provider said of it (time and number included): the same
    person's sign-in on another computer is another one and goes on.
    """

    def __init__(self) -> None:
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, claims: Mapping[str, Any]) -> None:
        """Note that the sign-in with these claims has ended."""
        with self._lock:
            self._ended[_key(claims)] = None
            while len(self._ended) > _MOST:
                self._ended.popitem(last=False)

    def __contains__(self, claims: Mapping[str, Any]) -> bool:
        """Return whether the sign-in with these claims has ended."""
        return _key(claims) in self._ended


def _key(claims: Mapping[str, Any]) -> str:
    text = json.dumps(dict(claims), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
