"""Numbers as people read them: the one place that writes them."""


def figure(value: float, decimals: int = 0) -> str:
    """Return a number with so many decimals, and never a zero with a minus: ``"0"``, ``"-3.5"``.

    What is not a number is written as Python writes it, ``"nan"``: say so in words before.

    Example
    -------
    >>> figure(-0.4), figure(-0.04, 1), figure(-3.46, 1)
    ('0', '0.0', '-3.5')
    """
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if float(text) == 0 else text
