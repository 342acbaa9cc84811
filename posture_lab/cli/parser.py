"""An argument parser whose errors are one sentence, and say what was probably meant."""

import argparse
import difflib
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from posture_lab.printable import printable

_WRONG_ARGUMENTS = 2


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean 'hip_hinge'?)``, with a space before it; "" if nothing is near.

    Example
    -------
    >>> did_you_mean("hinge", ["hip_hinge", "squat"])
    " (did you mean 'hip_hinge'?)"
    """
    by_small_letters = {each.lower(): each for each in known}
    near = difflib.get_close_matches(word.lower(), by_small_letters, n=1)
    return f" (did you mean '{by_small_letters[near[0]]}'?)" if near else ""


class Parser(argparse.ArgumentParser):
    """Looks for words that are not known before argparse does, which has no idea what was meant."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._known_options: list[str] = []
        self._commands: Any = None
        super().__init__(*args, **kwargs)

    def add_argument(self, *args: Any, **kwargs: Any) -> argparse.Action:
        """Add an argument, and remember the names of an option."""
        action = super().add_argument(*args, **kwargs)
        self._known_options += action.option_strings
        return action

    def add_subparsers(self, **kwargs: Any) -> Any:
        """Add commands, and remember where they are."""
        self._commands = super().add_subparsers(**kwargs)
        return self._commands

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """Parse like argparse, after a look at the command and the options for slips."""
        given = list(sys.argv[1:] if args is None else args)
        self._look_for_slips(given)
        return super().parse_args(given, namespace)

    def error(self, message: str) -> NoReturn:
        """Say it in one sentence and end."""
        sentence = printable(f"{self.prog}: {message}; see '{self.prog} --help'.")
        self.exit(_WRONG_ARGUMENTS, f"{sentence}\n")

    def _look_for_slips(self, given: Sequence[str]) -> None:
        place = next((n for n, word in enumerate(given) if not word.startswith("-")), None)
        if place is None or self._commands is None:
            return
        word = given[place]
        by_name: dict[str, Parser] = self._commands.choices
        if word not in by_name:
            meant = did_you_mean(word, by_name) or f"; choose one of {', '.join(by_name)}"
            self.error(f"there is no command '{word}'{meant}")
        by_name[word].look_for_options(given[place + 1 :])

    def look_for_options(self, given: Sequence[str]) -> None:
        """End with a sentence if one of the words is an option that there is not."""
        for word in given:
            if word == "--":
                return
            name = word.partition("=")[0]
            # argparse takes the beginning of an option for it, where that is clear.
            known = any(each.startswith(name) for each in self._known_options)
            if name.startswith("--") and not known:
                meant = did_you_mean(name, self._known_options)
                self.error(f"there is no option '{name}'{meant}")
