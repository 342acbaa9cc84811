"""The names and addresses under which the app answers."""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
EVERY_ADDRESS: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104  (recognised, not bound)
_USUAL_PORTS: Final = (80, 443)


@dataclass(frozen=True, slots=True)
class Name:
    """A name the app was given, in lower case; ``port`` None is the app's own or the usual ones."""

    host: str
    port: int | None = None


def name_of(text: str) -> Name | None:
    """Return the name in ``text``, such as ``clinic.example`` or ``[::1]:8501``; None if none is.

    The ``Host`` of a request is read by this, too.
    """
    try:
        parts = urlsplit(f"//{text}")
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or not _is_plain(parts, text):
        return None
    return Name(plain_address(parts.hostname.rstrip(".")), port)


def names_given(host: str, further: Iterable[str]) -> frozenset[Name]:
    """Return the names for an app that listens on ``host``: that one, and ``further`` ones.

    One that listens on every address also goes by this computer's own name.
    """
    own = Name(socket.gethostname().lower() if host in EVERY_ADDRESS else plain_address(host))
    others = (name_of(text.lower()) for text in further)
    return frozenset({own, *(name for name in others if name is not None)})


def is_own(asked: Name, names: frozenset[Name], arrived: tuple[str, int]) -> bool:
    """Return whether ``asked`` is a name of the app.

    Parameters
    ----------
    asked : what the request was sent to.
    names : those the app was given.
    arrived : the address and port of this computer that the connection came in at: whoever
        names an address by its number has not been led here by somebody else's name.
    """
    address, own_port = plain_address(arrived[0]), arrived[1]
    if asked.host in LOOPBACK_NAMES or asked.host == address:
        return asked.port == own_port or (asked.port is None and own_port in _USUAL_PORTS)
    if Name(asked.host) in names:
        return asked.port in (own_port, None)
    return asked in names


def plain_address(host: str) -> str:
    """Return ``host`` in lower case, an address in its shortest form without a zone."""
    bare = host.lower().strip("[]").partition("%")[0]
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return bare
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def _is_plain(parts: SplitResult, text: str) -> bool:
    extra = parts.username, parts.password, parts.path, parts.query, parts.fragment
    return not any(extra) and not any(mark in text for mark in "@/?#\\ \t")
