"""Words on a picture.

Pillow draws the letters: OpenCV's own are thin strokes without "°". The font
comes inside Pillow, so the overlay looks the same on every machine.
"""

from functools import lru_cache
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from posture_lab.export.overlay.strokes import Picture
from posture_lab.export.overlay.style import INK, PANEL_OPACITY, Colour

PLAIN: Final = str.maketrans({"–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "…": "..."})
"""Typographic signs that the font lacks, and what stands for them."""

Line = tuple[str, int, Colour]
"""One line of a panel: words, letter height in pixels, colour."""


@lru_cache(maxsize=512)
def panel(
    lines: tuple[Line, ...], padding: int, *, centred: bool = False, width: int = 0
) -> Picture:
    """Return an (H, W, 4) rounded dark panel with the lines on it, at least ``width`` wide."""
    lines = tuple((words.translate(PLAIN), letter, colour) for words, letter, colour in lines)
    fonts = [_font(letter) for _, letter, _ in lines]
    widths = [font.getlength(words) for font, (words, _, _) in zip(fonts, lines, strict=True)]
    heights = [round(letter * 1.25) for _, letter, _ in lines]
    size = (max(round(max(widths)) + 2 * padding, width), sum(heights) + padding)
    image = Image.new("RGBA", size, (*INK, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle(
        (0, 0, size[0] - 1, size[1] - 1), padding, fill=(*INK, round(255 * PANEL_OPACITY))
    )
    top = padding // 2
    for (words, _, colour), font, length, height in zip(lines, fonts, widths, heights, strict=True):
        left = (size[0] - length) / 2 if centred else padding
        draw.text((left, top + height / 2), words, font=font, fill=colour, anchor="lm")
        top += height
    return np.asarray(image)


def paste(picture: Picture, stamp: Picture, left: int, top: int) -> None:
    """Blend an (h, w, 4) stamp into the picture, moved inside its edges where it would leave."""
    height, width = picture.shape[:2]
    stamp = stamp[:height, :width]
    h, w = stamp.shape[:2]
    left, top = max(0, min(left, width - w)), max(0, min(top, height - h))
    part = picture[top : top + h, left : left + w]
    alpha = stamp[..., 3:].astype(np.uint16)
    mixed = part * (255 - alpha) + stamp[..., :3] * alpha
    part[:] = ((mixed + 127) // 255).astype(np.uint8)


def wrap(words: str, letter: int, width: int) -> tuple[str, ...]:
    """Break a sentence into lines no wider than ``width`` pixels."""
    font = _font(letter)
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@lru_cache(maxsize=16)
def _font(letter: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(letter)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font
