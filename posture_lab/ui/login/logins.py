"""Logins by password: each holds until it is ended, in every tab of the same browser."""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Login:
    """One login of one tab.

    Attributes
    ----------
    name : of the person.
    browser : the number of the browser (``browser_of``), "" for an unknown one.
    token : drawn at random.
    """

    name: str
    browser: str
    token: str


class Logins:
    """The logins that hold, the newest ones only. Safe to use from several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[Login, None] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, name: str, browser: str) -> Login:
        """Return a new login of ``name``."""
        login = Login(name, browser, secrets.token_hex(16))
        with self._lock:
            self._held[login] = None
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return login

    def end(self, login: Login) -> None:
        """End ``login`` and those of the same person in other tabs of the same browser.

        The same person's logins on other computers go on.
        """
        with self._lock:
            for held in list(self._held):
                same = (held.name, held.browser) == (login.name, login.browser)
                if held == login or (same and login.browser):
                    del self._held[held]

    def __contains__(self, login: Login) -> bool:
        """Return whether ``login`` still holds."""
        return login in self._held
