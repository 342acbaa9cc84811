"""A pinhole camera in the room, and where world points fall in its picture."""

from dataclasses import dataclass

import numpy as np

from groundtruth.kinematics import Array


@dataclass(frozen=True)
class Camera:
    """position and target (3,) in metres, vertical field of view and roll in degrees."""

    position: Array
    target: Array
    fov_deg: float
    width: int
    height: int
    roll_deg: float = 0.0

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
        centre = np.array([self.width, self.height]) / 2
        projected: Array = seen[..., :2] / depth[..., None] * self.focal_px + centre
        return projected

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
