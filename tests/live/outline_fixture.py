"""What Python finds in a small picture, for the browser to find the same in it.

``python -m tests.live.outline_fixture`` writes ``frontend/test/outline.json`` anew; commit it.
"""

import base64
import json
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.aim import Followed
from posture_lab.pose.landmarker import Seen
from posture_lab.pose.landmarks import LANDMARK_COUNT, Landmark

FILE: Final = Path(__file__).resolve().parents[2] / "frontend" / "test" / "outline.json"
WIDTH, HEIGHT = 160, 120
JOINTS: Final = (
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE,
    Landmark.RIGHT_KNEE,
    Landmark.LEFT_ANKLE,
    Landmark.RIGHT_ANKLE,
)
# x and y of each of JOINTS.
_STANDING: Final[list[float]] = [82, 28, 85, 27, 73, 62, 76, 61, 83, 85, 75, 86, 74, 106, 68, 107]
_CASES: Final[dict[str, list[float]]] = {
    "standing": _STANDING,
    # The left foot is below the picture, the right shank points at the camera.
    "partly seen": [*_STANDING[:12], 78, 124, 75.4, 86.3],
    "beside the person": [x + 9 * (place % 2 == 0) for place, x in enumerate(_STANDING)],
    "trunk not known": [76, 56, 77, 57, *_STANDING[4:]],
}
_FINE: Final = 4
"""The picture is drawn in so many times as many pixels, so that its edges lie between pixels."""


def fixture() -> dict[str, Any]:
    """Return picture and mask, both as base64, and joints and edges of every case.

    ``edges`` are the numbers as the page sends them, None where NaN: of the picture as it is, and
    of the picture shown mirrored.
    """
    image, mask = _picture()
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "rgb": base64.b64encode(image.tobytes()).decode(),
        "mask": base64.b64encode(mask.tobytes()).decode(),
        "cases": [
            {"name": name, "joints": joints, **edges_of(image, mask, joints)}
            for name, joints in _CASES.items()
        ],
    }


def edges_of(
    image: NDArray[np.uint8], mask: NDArray[np.uint8], joints: list[float]
) -> dict[str, list[float | None]]:
    """Return the edges that Python finds in the picture, and in the mirrored one."""
    landmarks_px = np.full((LANDMARK_COUNT, 2), np.nan)
    landmarks_px[list(JOINTS)] = np.reshape(joints, (-1, 2))
    unknown = np.full((LANDMARK_COUNT, 3), np.nan), np.full(LANDMARK_COUNT, np.nan)
    confidence = mask.astype(np.float32) / np.float32(255.0)
    plain = Seen(landmarks_px, *unknown, confidence)
    turned = plain.mirrored(WIDTH)
    mirrored = Seen(turned.landmarks_px, *unknown, np.ascontiguousarray(confidence[:, ::-1]))
    flipped = np.asarray(cv2.flip(image, 1), np.uint8)
    return {
        "edges": _numbers(Followed(landmarks_px, *unknown, plain, image, mirrored=False)),
        "mirroredEdges": _numbers(
            Followed(landmarks_px, *unknown, mirrored, flipped, mirrored=True)
        ),
    }


def _numbers(followed: Followed) -> list[float | None]:
    both = np.concatenate([part.ravel() for part in followed.outlines()])
    return [round(value, 6) if np.isfinite(value) else None for value in both.tolist()]


def _picture() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Somebody from the side, whose mask is softer than the picture and lies beside them."""
    random = np.random.default_rng(7)
    body = np.zeros((HEIGHT * _FINE, WIDTH * _FINE), np.float32)
    x = np.reshape(_STANDING, (4, 2, 2))
    for upper, lower, width in ((0, 1, 15), (1, 2, 11), (2, 3, 8)):
        for side in (0, 1):
            ends = (x[[upper, lower], side] * _FINE).astype(int).tolist()
            cv2.line(body, ends[0], ends[1], 1.0, width * _FINE)
    cv2.circle(body, (88 * _FINE, 15 * _FINE), 8 * _FINE, 1.0, -1)
    soft = _smaller(body)
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    stripes = 25.0 * np.sin(columns / 7.0 + rows / 11.0)
    behind = np.stack([150 + stripes, 140 - stripes, 90 + 0.5 * rows], axis=-1)
    cloth = np.stack([60 + 0.3 * rows, 70 + 0 * rows, 120 + 12 * np.sin(rows / 3.0)], axis=-1)
    share = soft[..., None]
    noisy = share * cloth + (1 - share) * behind + random.normal(0, 3, (HEIGHT, WIDTH, 3))
    image = np.clip(np.rint(noisy), 0, 255).astype(np.uint8)
    beside = cv2.GaussianBlur(np.roll(soft, (0, 1), axis=(0, 1)), (0, 0), 1.5)
    return image, np.rint(255 * beside).astype(np.uint8)


def _smaller(picture: NDArray[np.float32]) -> Floats:
    parts = picture.reshape(HEIGHT, _FINE, WIDTH, _FINE)
    return np.asarray(parts.mean(axis=(1, 3)), np.float64)


if __name__ == "__main__":
    FILE.write_text(json.dumps(fixture()) + "\n", encoding="utf-8")
