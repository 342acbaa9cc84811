"""A camera in the room, and where world points fall in its picture."""

from dataclasses import dataclass

import numpy as np

from groundtruth.kinematics import Array


@dataclass(frozen=True)
class Camera:
    """position and target (3,) in metres, vertical field of view and roll in degrees.

    A pinhole, or with a lens: `distortion` is how much further from the middle a corner of the
    picture is seen than through a pinhole, as a share; below 0 the picture is a barrel. In between
    it grows with the square of the distance, the first term of Brown's model (1966).
    `principal_px` is where the lens' axis meets the picture, right of and below its middle.
    """

    position: Array
    target: Array
    fov_deg: float
    width: int
    height: int
    roll_deg: float = 0.0
    distortion: float = 0.0
    principal_px: tuple[float, float] = (0.0, 0.0)

    @property
    def centre_px(self) -> Array:
        """The pixel (2,) that the lens' axis meets; what it bends is bent around this."""
        centre: Array = np.array([self.width, self.height]) / 2 + np.array(self.principal_px)
        return centre

    def axes(self) -> Array:
        """Rows: right, down, forward of the camera in world coordinates."""
        forward = self.target - self.position
        forward = forward / np.linalg.norm(forward)
        right = np.cross(forward, [0.0, 0.0, 1.0])
        right = right / np.linalg.norm(right)
        down = np.cross(forward, right)
        roll = np.radians(self.roll_deg)
        turned = np.cos(roll) * right + np.sin(roll) * down
        return np.stack([turned, np.cross(forward, turned), forward])

    @property
    def focal_px(self) -> float:
        """The focal length in pixels."""
        return float(0.5 * self.height / np.tan(np.radians(self.fov_deg) / 2))

    def project(self, points: Array) -> Array:
        """Pixel positions (..., 2), x right and y down, of world points (..., 3); NaN behind."""
        seen = (points - self.position) @ self.axes().T
        depth = np.where(seen[..., 2] > 0.05, seen[..., 2], np.nan)
        return self._bent(seen[..., :2] / depth[..., None] * self.focal_px) + self.centre_px

    def _growth(self, radius: Array) -> Array:
        """By what factor the lens moves things outwards, by their distance (px) from the middle."""
        share = (radius / np.hypot(self.width / 2, self.height / 2)) ** 2
        # Far outside of the picture a barrel's formula would turn back inwards.
        limit = np.inf if self.distortion >= 0 else -1.0 / (3.0 * self.distortion)
        growth: Array = 1.0 + self.distortion * np.minimum(share, limit)
        return growth

    def _bent(self, offset: Array) -> Array:
        """Where the lens shows what a pinhole shows at these pixels (..., 2) from the middle."""
        if not self.distortion:
            return offset
        bent: Array = offset * self._growth(np.linalg.norm(offset, axis=-1, keepdims=True))
        return bent

    def straightened(self, pixels: Array) -> Array:
        """Pixels (..., 2) of the picture as a pinhole's pixels, counted from the lens' axis."""
        offset = pixels - self.centre_px
        straight = offset
        for _ in range(12):
            radius = np.linalg.norm(straight, axis=-1, keepdims=True)
            straight = offset / self._growth(radius)
        return straight

    def matrix(self, near: float = 0.1, far: float = 40.0) -> Array:
        """The OpenGL view-projection matrix (4, 4)."""
        right, down, forward = self.axes()
        view = np.eye(4)
        view[:3, :3] = np.stack([right, -down, -forward])
        view[:3, 3] = -view[:3, :3] @ self.position
        projection = np.zeros((4, 4))
        projection[0, 0] = 2 * self.focal_px / self.width
        projection[1, 1] = 2 * self.focal_px / self.height
        projection[2, 2] = -(far + near) / (far - near)
        projection[2, 3] = -2 * far * near / (far - near)
        projection[3, 2] = -1.0
        return projection @ view
