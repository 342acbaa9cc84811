"""MediaPipe's Pose Landmarker behind two small classes: one follows, one looks around."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.errors import ModelError
from posture_lab.pose.landmarks import OTHER_SIDE
from posture_lab.pose.quiet import quiet_stderr

_OTHER_SIDE: Final = np.array(OTHER_SIDE)

TIME_STEP_MS: Final = 1_000_000
"""Milliseconds that MediaPipe is told lie between two frames.

In video mode with one pose MediaPipe smooths the landmarks, and the region it looks at next, with
a filter that gives way to speed. Told that 1,000 seconds passed between two frames, the filter
keeps less than one per cent of what was before: no lag, no cost. (At 10 seconds a frame, 300
times the truth, a quarter would still be kept.) docs/pose.md has the
figures.
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """One person in one image.

    Attributes
    ----------
    landmarks_px : (33, 2) image pixels, x right, y down; may lie outside the image.
    world_m : (33, 3) metres, origin between the hips.
    visibility : (33,) 0 to 1.
    mask : (H, W) float32 view of the person's confidence mask, 0 to 1, read-only; None when masks
        were not asked for.
    mask_owner : keeps the mask's memory alive.
    """

    landmarks_px: Floats
    world_m: Floats
    visibility: Floats
    mask: NDArray[np.float32] | None
    mask_owner: object = None

    def mirrored(self, width: int) -> Self:
        """Return the person as seen in the mirrored image of ``width`` pixels, without the mask."""
        landmarks_px, world_m = self.landmarks_px[_OTHER_SIDE], self.world_m[_OTHER_SIDE]
        landmarks_px[:, 0] = width - landmarks_px[:, 0]
        world_m[:, 0] *= -1.0
        return type(self)(landmarks_px, world_m, self.visibility[_OTHER_SIDE], mask=None)


class _Landmarker:
    """What both share: creation with plain errors, and results as arrays."""

    def __init__(
        self, model: Path, mode: vision.RunningMode, *, num_poses: int, masks: bool
    ) -> None:
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model)),
            running_mode=mode,
            num_poses=num_poses,
            output_segmentation_masks=masks,
        )
        self._spoken = False
        try:
            with quiet_stderr():
                self._task = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError(
                f"The pose model {model} cannot be loaded; give a Pose Landmarker .task file "
                "(lite, full or heavy)."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back what MediaPipe holds."""
        self._task.close()

    def _people(self, image: NDArray[np.uint8], time_ms: int | None) -> list[Seen]:
        # mp.Image reads the buffer without its strides, so a cropped view must be copied first.
        picture = mp.Image(mp.ImageFormat.SRGB, np.ascontiguousarray(image))
        if self._spoken:
            result = self._detect(picture, time_ms)
        else:  # The first pose makes MediaPipe print notes about itself.
            with quiet_stderr():
                result = self._detect(picture, time_ms)
            self._spoken = bool(result.pose_landmarks)
        height, width = image.shape[:2]
        masks = result.segmentation_masks or [None] * len(result.pose_landmarks)
        return [
            _seen(flat, world, mask, width, height)
            for flat, world, mask in zip(
                result.pose_landmarks, result.pose_world_landmarks, masks, strict=True
            )
        ]

    def _detect(self, picture: mp.Image, time_ms: int | None) -> vision.PoseLandmarkerResult:
        if time_ms is None:
            return self._task.detect(picture)
        return self._task.detect_for_video(picture, time_ms)


class Tracker(_Landmarker):
    """Follows one person from image to image, with a segmentation mask."""

    def __init__(self, model: Path) -> None:
        super().__init__(model, vision.RunningMode.VIDEO, num_poses=1, masks=True)
        self._time_ms = 0
        self._following = False

    def follow(self, image: NDArray[np.uint8]) -> Seen | None:
        """Return the person in the next (H, W, 3) RGB image, None when the person is lost."""
        # MediaPipe aborts the whole process on reading a mask whose rows are not a multiple of
        # 16 bytes, so up to three columns at the right edge are left out.
        image = image[:, : image.shape[1] // 4 * 4]
        if image.size == 0:
            return None
        self._time_ms += TIME_STEP_MS
        people = self._people(image, self._time_ms)
        self._following = bool(people)
        return people[0] if people else None

    def forget(self) -> None:
        """Lose the person on purpose: the next image is searched for somebody."""
        if self._following:
            self.follow(np.zeros((64, 64, 3), dtype=np.uint8))


class Finder(_Landmarker):
    """Looks for everybody in a single image, without masks."""

    def __init__(self, model: Path, max_people: int = 4) -> None:
        super().__init__(model, vision.RunningMode.IMAGE, num_poses=max_people, masks=False)

    def look(self, image: NDArray[np.uint8]) -> list[Seen]:
        """Return the people in one (H, W, 3) RGB image, [] when there is nobody."""
        return self._people(image, None)


def _seen(
    flat: list[mp.tasks.components.containers.NormalizedLandmark],
    world: list[mp.tasks.components.containers.Landmark],
    mask: mp.Image | None,
    width: int,
    height: int,
) -> Seen:
    table = np.array([(p.x, p.y, p.visibility) for p in flat], dtype=np.float64)
    return Seen(
        landmarks_px=table[:, :2] * (width, height),
        world_m=np.array([(p.x, p.y, p.z) for p in world], dtype=np.float64),
        visibility=table[:, 2],
        mask=None if mask is None else mask.numpy_view()[:, :, 0],
        mask_owner=mask,
    )
