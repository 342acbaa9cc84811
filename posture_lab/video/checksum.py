"""Checksum of a file, read piece by piece."""

import hashlib
from pathlib import Path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file as 64 hexadecimal digits; memory does not grow with size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
