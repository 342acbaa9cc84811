"""Who can reach the server, and what to say when that is more people than it should be."""

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PASSWORD_FILE_VARIABLE: Final = "POSTURE_LAB_PASSWORD_FILE"  # noqa: S105  (a name, no secret)

OPEN: Final = (
    "Anybody on this network can open this app: start it with --password-file FILE "
    "(made by 'posture-lab password FILE'), or configure a login."
)
UNENCRYPTED: Final = (
    "Without --ssl-cert and --ssl-key, what travels over the network can be read there, and "
    "browsers on other computers keep the live camera off."
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the server listens and what protects it.

    Attributes
    ----------
    host : the address it listens on; None is every address of this computer.
    password_file : of a shared password file, None for none.
    sign_in : whether a sign-in provider is configured (``[auth]`` in Streamlit's secrets).
    encrypted : whether it is served over https.
    """

    host: str | None
    password_file: Path | None
    sign_in: bool
    encrypted: bool

    @property
    def beyond(self) -> bool:
        """Whether other computers can reach it."""
        return not is_loopback(self.host)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with that, one sentence each."""
        if not self.beyond:
            return ()
        protected = self.password_file is not None or self.sign_in
        return (() if protected else (OPEN,)) + (() if self.encrypted else (UNENCRYPTED,))


def is_loopback(host: str | None) -> bool:
    """Return whether only this computer itself can reach ``host``."""
    if host is None:
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def password_file() -> Path | None:
    """Return the password file this server was started with, None for none."""
    given = os.environ.get(PASSWORD_FILE_VARIABLE)
    return Path(given) if given else None
