"""Small changes to files that are right, drawn by Hypothesis: odd files that are nearly right."""

import base64
import binascii
import copy
import json
import math
import struct
from typing import Any, Final

from hypothesis import strategies as st

ODD_NUMBERS: Final = (
    0, -1, 1, 2**31, 2**63, -(2**63), 10**400, -(10**400), 1e308, -1e308, 5e-324, 5000, -5000,
    math.nan, math.inf, -math.inf, 0.1, 1e6, 1e9, True,
)  # fmt: skip
ODD_FLOATS: Final = tuple(
    struct.pack("<f", value) for value in (math.nan, math.inf, -math.inf, 1e38, -1e38, 1e-45, 0, -1)
)
ODD_BYTES: Final = (b"\0", b"\xff", b"\x7f", b"\x80", b"\0\0\0\0", b"\xff\xff\xff\xff")

_odd_values = (
    st.sampled_from(ODD_NUMBERS)
    | st.floats()
    | st.integers()
    | st.none()
    | st.text(max_size=30)
    | st.sampled_from([[], {}, [[]], "left", "side", "clip", "x" * 3000, "![x](http://x/y)", "1e5"])
)


@st.composite
def edited_json(draw: st.DrawFn, seeds: tuple[Any, ...]) -> bytes:
    """Draw one of the seeds with up to six of its values changed, left out or repeated."""
    root = [json.loads(json.dumps(draw(st.sampled_from(seeds))))]
    for _ in range(draw(st.integers(0, 6))):
        _edit(draw, root)
    text = json.dumps(root[0])
    return text.encode("utf-8", "surrogatepass")


def _edit(draw: st.DrawFn, root: list[Any]) -> None:
    at, key = _place(draw, root)
    if isinstance(at[key], int | float) and draw(st.integers(0, 3)):
        at[key] = draw(st.sampled_from(ODD_NUMBERS))
        return
    kind = draw(st.sampled_from(("value", "value", "value", "gone", "again", "bytes")))
    if kind == "gone" and at is not root:
        del at[key]
    elif kind == "again" and isinstance(at[key], list):
        at[key] = at[key] * draw(st.integers(2, 300))
    elif kind == "again" and isinstance(at, dict):
        at[draw(st.text(max_size=10))] = at[key]
    elif kind == "bytes" and isinstance(at[key], str):
        at[key] = _coded(draw, at[key])
    else:
        at[key] = copy.deepcopy(draw(_odd_values))  # it may be changed further


def _place(draw: st.DrawFn, root: list[Any]) -> tuple[Any, Any]:
    """Walk down from the top, stopping anywhere."""
    at: Any = root
    key: Any = 0
    while isinstance(at[key], list | dict) and at[key] and draw(st.integers(0, 15)):
        at = at[key]
        keys = list(at) if isinstance(at, dict) else range(len(at))
        key = draw(st.sampled_from(keys))
    return at, key


def _coded(draw: st.DrawFn, text: str) -> str:
    """Change the numbers that a page has packed into text."""
    try:
        packed = bytearray(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error):
        return draw(st.text(max_size=30))
    for _ in range(draw(st.integers(1, 4))):
        if len(packed) >= 4:
            place = 4 * draw(st.integers(0, len(packed) // 4 - 1))
            packed[place : place + 4] = draw(st.sampled_from(ODD_FLOATS) | st.binary(max_size=4))
    return base64.b64encode(bytes(packed)).decode()


@st.composite
def edited_bytes(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Draw one of the seeds with some of its bytes changed, left out, repeated, or cut off."""
    content = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, max(0, min(len(content) - 1, draw(_REACH)))))
        if draw(st.booleans()):
            place = max(0, len(content) - 1 - place)
        length = draw(st.integers(1, 64))
        kind = draw(st.sampled_from(("set", "set", "set", "random", "gone", "again", "cut")))
        if kind == "set":
            odd = draw(st.sampled_from(ODD_BYTES))
            content[place : place + len(odd)] = odd
        elif kind == "random":
            content[place : place + length] = draw(st.binary(min_size=1, max_size=8))
        elif kind == "gone":
            del content[place : place + length]
        elif kind == "again":
            content[place:place] = content[place : place + length] * draw(st.integers(1, 40))
        elif draw(st.integers(0, 3)) == 0:
            del content[place:]
    return bytes(content)


_REACH: Final = st.sampled_from((64, 512, 4096, 10**6))
"""Most of what a container says stands near its beginning or its end."""
