"""Whether an AVI file reaches as far as its own chunks say."""

from pathlib import Path


def is_complete_riff(path: Path) -> bool:
    """Tell whether the file holds all of its RIFF chunks; False for what is not RIFF.

    Large AVI files have several of them one after the other, each with its size at its head. A
    recorder that was stopped by force leaves a size of 0.
    """
    left = path.stat().st_size
    whole = False
    with path.open("rb") as file:
        while left >= 8:
            head = file.read(8)
            size = int.from_bytes(head[4:], "little")
            if head[:4] != b"RIFF" or not size:
                break
            left -= 8 + size + size % 2
            if left < -1:  # the last one may lack its padding
                return False
            whole = True
            file.seek(size + size % 2, 1)
    return whole
