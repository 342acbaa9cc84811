"""Which of the known movements a clip shows, or that it cannot be told."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MovementChoice:
    """Which movement was judged and who chose it. ``id`` is None when auto could not tell."""

    id: str | None
    chosen_by: Literal["auto", "user"]
    confidence: float | None
    reason: str | None = None
