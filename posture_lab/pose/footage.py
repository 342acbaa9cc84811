"""What the pictures show beside the person: who it is, and how the camera moves."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from posture_lab.arrays import Floats

ROLLS_DEG: Final = 1.4
TURNS_DEG: Final = 2.0
MOVES_HEIGHTS: Final = 0.15
ZOOMS: Final = 1.15
"""From here on a camera's turning is followed, and turning and moving are mentioned. Held in the
hand it turns by up to a degree and moves by a tenth of the picture's height; captions that come and
go look like a degree, too (docs/pose.md has the real clips)."""

ENOUGH_KNOWN: Final = 0.7
"""Told in fewer moments than this, the camera's turning is not known."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """From ``start_s`` on, until the next one, ``person`` (a number from 0) is followed.

    ``looks`` (K, 10, 3) is what they look like (``clothes``). ``picked``: somebody chose them.
    """

    start_s: float
    person: int
    looks: Floats
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Footage:
    """What a raw sequence knows beside the body; it is used up when the sequence is finished.

    Attributes
    ----------
    appearances : who was followed, in order of time; none when nobody was.
    room_lines_s : when the pictures of ``PoseSequence.room_lines`` were taken.
    motion : (K, 7) time in seconds, then the (2, 3) similarity by which the room has moved in the
        picture since the first row after the last cut (``MotionWatch``); NaN where unknown.
    """

    appearances: tuple[Appearance, ...] = ()
    room_lines_s: tuple[float, ...] = ()
    motion: Floats = field(default_factory=lambda: np.empty((0, 7)))


@dataclass(frozen=True, slots=True)
class CameraMotion:
    """How the camera moved while the person was seen, over all stretches between cuts.

    Attributes
    ----------
    turned_deg : between the furthest turns of the picture to the left and to the right.
    panned_deg : how much of that panning makes: a camera that looks up or down and swings round
        turns its picture, and yet stays as level as it was.
    moved_heights : how far the middle of the picture moved over the room, in picture heights.
    scaled : by how many times it came nearer or zoomed in, at least 1.
    known : share of the moments that were compared in which the motion could be told, 0 to 1.
    error_deg : half-width of the 90 % interval of what is upright, by turning alone; 0 for a camera
        that does not turn.
    """

    turned_deg: float
    panned_deg: float
    moved_heights: float
    scaled: float
    known: float
    error_deg: float = 0.0

    @property
    def rolls(self) -> bool:
        """Whether it certainly turned about its own axis, and can be followed."""
        return self.known >= ENOUGH_KNOWN and self.may_roll

    @property
    def may_roll(self) -> bool:
        """Whether it turned by more than a hand's tremor, and than panning makes."""
        return self.turned_deg - self.panned_deg >= ROLLS_DEG

    @property
    def turns(self) -> bool:
        """Whether it turned about its own axis by so much that it is worth mentioning."""
        return self.rolls and self.turned_deg >= TURNS_DEG

    @property
    def moves(self) -> bool:
        """Whether it was carried along, swung round or zoomed."""
        return self.moved_heights >= MOVES_HEIGHTS or self.scaled >= ZOOMS
