"""Recognise still pictures, which people choose by mistake beside their clips."""

_WEBP_FLAGS = 20
_WEBP_MOVES = 0b10
"""Where the features of a WebP stand, and the one of several pictures (container specification)."""

_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif", b"mif2")


def is_moving_webp(head: bytes) -> bool:
    """Tell from a file's first bytes whether it is a WebP of several pictures."""
    has_features = head[:4] == b"RIFF" and head[8:16] == b"WEBPVP8X"
    return has_features and len(head) > _WEBP_FLAGS and bool(head[_WEBP_FLAGS] & _WEBP_MOVES)


def is_still_picture(head: bytes, suffix: str) -> bool:
    """Tell from a file's first bytes (256 or more) whether it is a still picture.

    Animated PNG and WebP are not. A one-frame video (GIF included) is not one either: it is read.
    ``suffix`` settles the one doubtful case, a raw stream of JPEG pictures.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return suffix.lower() not in {".mjpeg", ".mjpg"}
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"acTL" not in head
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP" and not is_moving_webp(head)
    if head[4:8] == b"ftyp":
        return head[8:12] in _HEIF_BRANDS
    return head.startswith((b"BM", b"II*\x00", b"MM\x00*", b"8BPS", b"\x00\x00\x00\x0cjP  "))
