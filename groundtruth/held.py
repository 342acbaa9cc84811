"""Things in the hands: a kettlebell, a bar, a dowel along the back."""

import numpy as np

from groundtruth.bodies import Body
from groundtruth.kinematics import Array
from groundtruth.mesh import Mesh
from groundtruth.solids import Solid, as_mesh, barbell, kettlebell, tube


class Held:
    """One object that follows the hands (or the back) of a person."""

    def __init__(self, what: str, body: Body) -> None:
        self._what, self._body = what, body
        shapes = {
            "kettlebell": (kettlebell, (0.03, 0.03, 0.035), 0.0),
            "bar": (barbell, (0.10, 0.10, 0.11), 4.0),
            "dowel": (lambda: tube(0.013, 1.3), (0.45, 0.30, 0.16), 0.0),
        }
        make, colour, material = shapes[what]
        self._solid: Solid = make()
        self.mesh: Mesh = as_mesh(self._solid, colour, material)
        index = body.skeleton.index
        self._wrists = [index("wrist.L"), index("wrist.R")]
        self._chest = index("spine01")
        self._behind = self._back_point()

    def _back_point(self) -> Array:
        """A rest-pose point just behind the back at the height of the chest."""
        head = self._body.skeleton.head
        middle = np.abs(self._body.vertices[:, 0]) < 0.03
        on_trunk = self._body.vertices[:, 2] > head("root")[2]
        level = 0.5 * (head("spine02")[2] + head("spine01")[2])
        back = self._body.vertices[middle & on_trunk, 1].max()
        return np.array([0.0, back + 0.015, level])

    def move(self, transforms: Array) -> None:
        """Follow the bone transforms (B, 3, 4) of a frame."""
        if self._what == "dowel":
            turn = transforms[self._chest, :, :3]
            place = turn @ self._behind + transforms[self._chest, :, 3]
        else:
            heads = self._body.skeleton.heads
            hands = [
                transforms[w, :, :3] @ (heads[w] + 0.45 * (heads[w + 2] - heads[w]))
                + transforms[w, :, 3]
                for w in self._wrists
            ]
            across = hands[0] - hands[1]
            x = across / np.linalg.norm(across)
            y = np.cross([0.0, 0.0, 1.0], x)
            y = y / np.linalg.norm(y)
            turn = np.stack([x, y, np.cross(x, y)], axis=1)
            place = 0.5 * (hands[0] + hands[1])
            place[2] = max(place[2], 0.31 if self._what == "kettlebell" else 0.19)
        moved = self._solid.moved(turn, place)
        self.mesh.vertices, self.mesh.normals = moved.vertices, moved.normals
