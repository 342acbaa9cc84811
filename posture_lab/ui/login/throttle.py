"""Slowing down whoever tries passwords one after another."""

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 60.0
FORGET_S: Final = 900.0
_MOST: Final = 10_000
_MOST_TRIES: Final = 1_000
_MOST_DOUBLED: Final = 10
_CLIENT_TRIES: Final = 10
_NAME_TRIES: Final = 100
_IPV6_SITE: Final = 64


@dataclass(frozen=True, slots=True)
class Count:
    """What tries are counted under.

    Attributes
    ----------
    key : short texts that say which.
    free : how many tries come before the first wait.
    """

    key: tuple[str, ...]
    free: int


def counts_for(name: str, client: str, browser: str, *, known: bool) -> tuple[Count, ...]:
    """Return what a try is counted under; it waits for all of them.

    A known browser is one that logged in as ``name`` before: it waits for its own mistakes only.
    From any other, tries count for the name from that client, for the client whatever the name,
    and, more leniently, for the name wherever they come from.

    Parameters
    ----------
    name : that was typed; no longer than a name may be.
    client : the address the browser comes from, "" for this computer.
    browser : its number, "" for none.
    known : whether it is a known browser.
    """
    if known:
        return (Count(("browser", name, browser), 1),)
    site = _site(client)
    return (
        Count(("name and client", name, site), 1),
        Count(("client", site), _CLIENT_TRIES),
        Count(("name", name), _NAME_TRIES),
    )


class Throttle:
    """After each wrong password the next try has to wait, twice as long every time.

    A try is counted before the password is looked at, so that tries made at once are no way round.
    Times are seconds of any steady clock. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._tries: OrderedDict[tuple[str, ...], tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def reserve(self, counts: Sequence[Count], now_s: float) -> float:
        """Count a try and return 0; or count nothing and return how many seconds to wait."""
        with self._lock:
            wait_s = max(self._wait_s(count, now_s) for count in counts)
            if wait_s > 0:
                return wait_s
            for count in counts:
                self._note(count.key, self._count(count.key, now_s) + 1, now_s)
        return 0.0

    def wait_s(self, counts: Sequence[Count], now_s: float) -> float:
        """Return how many seconds the next try has to wait, 0 if it need not."""
        with self._lock:
            return max(self._wait_s(count, now_s) for count in counts)

    def succeeded(self, counts: Sequence[Count]) -> None:
        """Note the right password: the first count starts afresh, the others lose this try."""
        self.take_back(counts)
        with self._lock:
            self._tries.pop(counts[0].key, None)

    def take_back(self, counts: Sequence[Count]) -> None:
        """Note that a reserved try was not made after all."""
        with self._lock:
            for count in counts:
                tries, last_s = self._tries.pop(count.key, (0, 0.0))
                if tries > 1:
                    self._tries[count.key] = (tries - 1, last_s)

    def __len__(self) -> int:
        """Return how many counts are remembered."""
        return len(self._tries)

    def _wait_s(self, count: Count, now_s: float) -> float:
        over = self._count(count.key, now_s) - count.free
        if over < 0:
            return 0.0
        wait_s = min(FIRST_WAIT_S * 2.0 ** min(over, _MOST_DOUBLED), LONGEST_WAIT_S)
        return max(0.0, self._tries[count.key][1] + wait_s - now_s)

    def _count(self, key: tuple[str, ...], now_s: float) -> int:
        tries, last_s = self._tries.get(key, (0, now_s))
        return 0 if now_s - last_s > FORGET_S else tries

    def _note(self, key: tuple[str, ...], tries: int, now_s: float) -> None:
        self._tries[key] = (min(tries, _MOST_TRIES), now_s)
        self._tries.move_to_end(key)
        if len(self._tries) > _MOST:
            self._tries.popitem(last=False)


def _site(client: str) -> str:
    """Return what a computer cannot change at will: of an IPv6 address only its first half."""
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _IPV6_SITE), strict=False))
    return str(address)
