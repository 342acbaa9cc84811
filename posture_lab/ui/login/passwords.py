"""The password file of a clinic: names and salted scrypt hashes, one line each."""

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from posture_lab.errors import InputFileError, OutputError

LEAST_CHARACTERS: Final = 10
"""Shortest password that is accepted. Length is what makes guessing hopeless."""

MOST_CHARACTERS: Final = 256
MOST_NAME_CHARACTERS: Final = 64
_COST: Final = 2**15
_BLOCK: Final = 8
_SALT_BYTES: Final = 16
_MEMORY: Final = 128 * 1024 * 1024
_FIELDS: Final = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's salted hash and what it cost to make."""

    cost: int
    salt: bytes
    digest: bytes


# Checked instead of an entry that does not exist: a wrong name takes as long as a right one.
_NOBODY: Final = Entry(_COST, b"nobody's salt...", bytes(64))


def read_password_file(path: Path) -> dict[str, Entry]:
    """Return the entries of a password file by name.

    Raises
    ------
    InputFileError
        When it cannot be read, holds nothing, or a line is not an entry.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(
            f"The password file {path} cannot be read ({error}): make it with "
            f"'posture-lab password {path}'."
        ) from error
    entries = dict(_entry(path, number, line) for number, line in enumerate(lines, 1) if line)
    if not entries:
        raise InputFileError(
            f"The password file {path} holds nobody: add somebody with "
            f"'posture-lab password {path}'."
        )
    return entries


def set_password(path: Path, name: str, password: str) -> None:
    """Add ``name`` to a password file, or change their password; only the owner may read it.

    Raises
    ------
    InputFileError
        When the name or the password cannot be used, or the file is not a password file.
    OutputError
        When the file cannot be written.
    """
    if not name or not name.isprintable() or ":" in name or name != name.strip():
        raise InputFileError(f"{name!r} cannot be a name: use letters, digits, dots or hyphens.")
    if len(name) > MOST_NAME_CHARACTERS:
        raise InputFileError(f"A name has at most {MOST_NAME_CHARACTERS} characters: shorten it.")
    if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise InputFileError(
            f"A password has {LEAST_CHARACTERS} to {MOST_CHARACTERS} characters: "
            "a few random words are easy to remember and hard to guess."
        )
    entries = read_password_file(path) if path.exists() else {}
    salt = secrets.token_bytes(_SALT_BYTES)
    entries[name] = Entry(_COST, salt, _digest(password, salt, _COST))
    _write(path, "".join(f"{_line(who, entry)}\n" for who, entry in sorted(entries.items())))


def open_to_others(path: Path) -> bool:
    """Return whether others on this computer than its owner may read or change a file."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def is_right(entries: dict[str, Entry], name: str, password: str) -> bool:
    """Return whether ``password`` is that of ``name``; takes the same time for unknown names."""
    entry = entries.get(name, _NOBODY)
    digest = _digest(password[:MOST_CHARACTERS], entry.salt, entry.cost)
    return hmac.compare_digest(digest, entry.digest) and name in entries


def _digest(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=cost, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=64
    )


def _line(name: str, entry: Entry) -> str:
    salt, digest = (base64.b64encode(part).decode() for part in (entry.salt, entry.digest))
    return f"{name}:{entry.cost}:{salt}:{digest}"


def _entry(path: Path, number: int, line: str) -> tuple[str, Entry]:
    fields = line.split(":")
    with contextlib.suppress(ValueError, binascii.Error):
        if len(fields) == _FIELDS and 1 < int(fields[1]) <= 2**16:
            salt, digest = (base64.b64decode(field, validate=True) for field in fields[2:])
            return fields[0], Entry(int(fields[1]), salt, digest)
    raise InputFileError(
        f"Line {number} of {path} is not an entry of a password file: remove it, and make it "
        f"again with 'posture-lab password {path}'."
    )


def _write(path: Path, text: str) -> None:
    try:
        # Made readable by the owner only, and never half written.
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(part).replace(path)
    except OSError as error:
        raise OutputError(
            f"The password file {path} cannot be written ({error.strerror}): choose another place."
        ) from error
