#!/usr/bin/env bash
# PyAV 15.1.0 (FFmpeg's AVI reader): the number of frames that a stream declares counts the empty
# chunks by which AVI says "no new picture here", and decoding yields none for them.
#
# A capture program that drops pictures writes such chunks, so a whole file looks cut off to
# whoever compares the declared number with the pictures that came. The time stamps are right: they
# leave the gaps open.
#
# Seen: declared 10, decoded 7, at slots 0 1 2 4 5 8 9.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check "av==15.1.0" "pillow==11.3.0" "numpy==2.2.6"
cat >"$room/try.py" <<'PYTHON'
import io
import struct
import sys

import av
from PIL import Image

WIDTH, HEIGHT, RATE, EMPTY = 64, 48, 10, (3, 6, 7)


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def listed(kind: bytes, body: bytes) -> bytes:
    return chunk(b"LIST", kind + body)


def picture(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), (25 * number, 60, 90)).save(file, "JPEG")
    return file.getvalue()


frames = [b"" if n in EMPTY else picture(n) for n in range(10)]
main = struct.pack("<10I4I", 1_000_000 // RATE, 0, 0, 0x10, len(frames), 0, 1, 0, WIDTH, HEIGHT, *[0] * 4)
head = struct.pack(
    "<4s4sIHHIIIIIIII4H", b"vids", b"MJPG", 0, 0, 0, 0, 1, RATE, 0, len(frames), 0, 0xFFFFFFFF, 0,
    0, 0, WIDTH, HEIGHT,
)
form = struct.pack("<IiiHH4sIiiII", 40, WIDTH, HEIGHT, 1, 24, b"MJPG", WIDTH * HEIGHT * 3, 0, 0, 0, 0)
movi, index = b"", b""
for body in frames:
    index += struct.pack("<4sIII", b"00dc", 0x10, 4 + len(movi), len(body))
    movi += chunk(b"00dc", body)
header = listed(b"hdrl", chunk(b"avih", main) + listed(b"strl", chunk(b"strh", head) + chunk(b"strf", form)))
riff = b"AVI " + header + listed(b"movi", movi) + chunk(b"idx1", index)

with av.open(io.BytesIO(b"RIFF" + struct.pack("<I", len(riff)) + riff)) as clip:
    stream = clip.streams.video[0]
    slots = [round(float(frame.pts * frame.time_base) * RATE) for frame in clip.decode(stream)]
    print(f"PyAV {av.__version__}: declared {stream.frames}, decoded {len(slots)}, at slots", *slots)
    sys.exit(not (stream.frames == 10 and slots == [0, 1, 2, 4, 5, 8, 9]))
PYTHON
"$room/venv/bin/python" "$room/try.py" && echo "As described."
