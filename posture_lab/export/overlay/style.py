"""Colours and sizes of the overlay. Every stroke has a dark rim, so it reads on any background."""

from dataclasses import dataclass
from typing import Final

Colour = tuple[int, int, int]

INK: Final[Colour] = (12, 22, 24)
PAPER: Final[Colour] = (244, 248, 248)
NEAR: Final[Colour] = (64, 214, 196)
FAR: Final[Colour] = (150, 172, 178)
TRUNK: Final[Colour] = (255, 255, 255)
BACK_EDGE: Final[Colour] = (255, 196, 84)
ANGLE_COLOURS: Final[dict[str, Colour]] = {
    "trunk": (196, 240, 120),
    "hip": (255, 150, 100),
    "knee": (130, 196, 255),
}
"""Each angle's arc and its number in the corner, which tells them apart without labels."""

PANEL_OPACITY: Final = 0.72


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels of strokes and letters for a picture of a given size."""

    stroke: int
    thin: int
    rim: int
    joint: int
    letter: int
    big_letter: int
    margin: int

    @classmethod
    def of(cls, width: int, height: int) -> "Sizes":
        """Scale with the shorter side; nothing falls below what can still be read."""
        unit = min(width, height) / 720
        return cls(
            stroke=max(2, round(5 * unit)),
            thin=max(1, round(2.5 * unit)),
            rim=max(1, round(2 * unit)),
            joint=max(2, round(6 * unit)),
            letter=max(11, round(25 * unit)),
            big_letter=max(24, round(78 * unit)),
            margin=max(5, round(18 * unit)),
        )
