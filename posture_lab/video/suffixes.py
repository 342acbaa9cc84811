"""What the names of clips end in, as a rule: what is in the file decides whether it is read."""

from typing import Final

CLIP_SUFFIXES: Final = (".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".gif")
"""What phones, cameras and browsers write today."""

RARER_SUFFIXES: Final = (
    ".3gp", ".apng", ".flv", ".m2ts", ".mpeg", ".mpg", ".mts", ".mxf", ".ogv", ".ts", ".wmv",
)  # fmt: skip
"""What older cameras and other programs write, and is read as well."""
