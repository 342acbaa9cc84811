"""Names and other people's words, fit for one line of a terminal."""

import unicodedata
from typing import Final

_NOT_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Kinds of characters that are not seen but do something: escape codes, line breaks, marks that
turn the direction of writing, and halves of letters."""

_JOINS_LETTERS: Final = frozenset({"\u200c", "\u200d"})
"""Persian and Indian names, and some emoji, are spelled with these."""

_REPLACED: Final = "\ufffd"


def printable(text: str) -> str:
    """Return ``text`` on one line, with what a terminal would obey instead of show replaced.

    A file's name may hold anything but "/": codes that clear the screen, set its title or fake
    other output, and line breaks. Spaces in a row become one.

    Example
    -------
    >>> printable("a\\x1b[2Jb\\n c")
    'a\ufffd[2Jb c'
    """
    return "".join(_REPLACED if _is_obeyed(each) else each for each in " ".join(text.split()))


def _is_obeyed(character: str) -> bool:
    return unicodedata.category(character) in _NOT_SHOWN and character not in _JOINS_LETTERS
