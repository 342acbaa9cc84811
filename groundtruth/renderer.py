"""Drawing triangles with OpenGL (moderngl on EGL; a software renderer such as llvmpipe will do)."""

from pathlib import Path
from typing import Any

import cv2
import moderngl
import numpy as np
from numpy.typing import NDArray

from groundtruth.camera import Camera
from groundtruth.kinematics import Array
from groundtruth.mesh import BODY, GARMENT, HAIR, OBJECT, Look, Mesh

SHADERS = Path(__file__).parent / "shaders"
SHADOW_SIZE = 768
KINDS = (BODY, GARMENT, HAIR, OBJECT)
Region = tuple[int, int, int, int]


class _Buffers:
    """One mesh on the graphics side: a static and a moving vertex buffer."""

    def __init__(self, context: Any, programs: dict[str, Any], mesh: Mesh) -> None:
        self.mesh = mesh
        fixed = np.hstack([mesh.rest, mesh.a, mesh.b]).astype("f4")
        self._fixed = context.buffer(fixed.tobytes())
        self._moving = context.buffer(reserve=len(mesh.rest) * 6 * 4, dynamic=True)
        coarse = mesh.faces if mesh.shadow_faces is None else mesh.shadow_faces
        self._index, self._coarse = (
            context.buffer(np.ascontiguousarray(faces, dtype="i4").tobytes())
            for faces in (mesh.faces, coarse)
        )
        scene, plain = programs[f"scene{mesh.kind}"], programs["plain"]
        self._arrays = {
            "scene": self._array(context, scene, self._index),
            "plain": self._array(context, plain, self._index),
            "shadow": self._array(context, plain, self._coarse),
        }
        self.upload()

    def _array(self, context: Any, program: Any, index: Any) -> Any:
        """The vertex layout with those attributes that a program uses."""
        layout = []
        for buffer, attributes in (
            (self._moving, (("in_position", 3), ("in_normal", 3))),
            (self._fixed, (("in_rest", 3), ("in_a", 4), ("in_b", 4))),
        ):
            used = [(name, size) for name, size in attributes if name in program]
            form = [f"{n}f" if name in program else f"{n}x4" for name, n in attributes]
            if used:
                layout.append((buffer, " ".join(form), *(name for name, _ in used)))
        return context.vertex_array(program, layout, index)

    def upload(self) -> None:
        """Send the moved vertices and normals."""
        both = np.hstack([self.mesh.vertices, self.mesh.normals]).astype("f4")
        self._moving.write(both.tobytes())

    def draw(self, context: Any, program: Any, name: str) -> None:
        """Draw as a part of the "scene", the "shadow" map or a "plain" mask."""
        # A closed body never shows its inside; half the triangles need no further work.
        (context.enable if self.mesh.kind == BODY else context.disable)(moderngl.CULL_FACE)
        if name != "scene":
            program["kind"] = self.mesh.kind
        elif self.mesh.kind == GARMENT:
            program["garment"] = self.mesh.garment
        self._arrays[name].render()

    def release(self) -> None:
        for part in (*self._arrays.values(), self._fixed, self._moving, self._index, self._coarse):
            part.release()


class Renderer:
    """Draws meshes into pictures (H, W, 3) uint8 and masks (H, W) bool.

    One graphics context serves pictures of any size: a second one would take the first one's place.
    """

    def __init__(self, samples: int = 4) -> None:
        self.context = moderngl.create_context(standalone=True, backend="egl")
        self._programs = {"plain": self._program("plain", "#version 330\n")}
        for kind in KINDS:
            header = f"#version 330\n#define KIND {kind}\n"
            self._programs[f"scene{kind}"] = self._program("scene", header)
        self._samples = samples
        self._targets: dict[tuple[int, int, int], Any] = {}
        self._shadow = self.context.depth_texture((SHADOW_SIZE, SHADOW_SIZE))
        self._shadow.compare_func = "<="
        self._shadow_target = self.context.framebuffer(depth_attachment=self._shadow)
        self._noise = self._noise_texture()
        self._buffers: list[_Buffers] = []
        self._dressed: dict[int, tuple[int, int]] = {}
        self._last: tuple[Look, Camera] | None = None

    def _program(self, name: str, header: str) -> Any:
        sources = {
            f"{stage}_shader": header + (SHADERS / f"{name}.{end}").read_text()
            for stage, end in (("vertex", "vert"), ("fragment", "frag"))
        }
        return self.context.program(**sources)

    def _target(self, camera: Camera, samples: int) -> Any:
        """The framebuffer for a camera's picture size, made when first needed."""
        key = (camera.width, camera.height, samples)
        if key not in self._targets:
            size = (camera.width, camera.height)
            self._targets[key] = self.context.framebuffer(
                color_attachments=[self.context.renderbuffer(size, 4, samples=samples)],
                depth_attachment=self.context.depth_renderbuffer(size, samples=samples),
            )
        return self._targets[key]

    def _noise_texture(self) -> Any:
        rng = np.random.default_rng(5)
        total = np.zeros((256, 256, 3))
        for octave in range(5):
            small = rng.random((8 << octave, 8 << octave, 3))
            # Wrapped before enlarging, so that the texture repeats without a seam.
            wrapped = np.pad(small, ((1, 1), (1, 1), (0, 0)), mode="wrap")
            n = len(small)
            large = cv2.resize(
                wrapped, None, fx=256 / n, fy=256 / n, interpolation=cv2.INTER_LINEAR
            )
            edge = 256 // n
            total += large[edge : edge + 256, edge : edge + 256] * 0.62**octave
        low, high = total.min(), total.max()
        data = ((total - low) / (high - low) * 255).astype("u1")
        texture = self.context.texture((256, 256), 3, np.ascontiguousarray(data).tobytes())
        texture.build_mipmaps()
        texture.filter = (moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR)
        return texture

    def load(self, meshes: list[Mesh]) -> None:
        """Take these meshes in place of those before."""
        for buffers in self._buffers:
            buffers.release()
        self._buffers = [_Buffers(self.context, self._programs, mesh) for mesh in meshes]

    def update(self, meshes: list[Mesh]) -> None:
        """Send the moved vertices of these (already loaded) meshes."""
        for buffers in self._buffers:
            if any(buffers.mesh is mesh for mesh in meshes):
                buffers.upload()

    def _light_matrix(self, look: Look, centre: Array) -> Array:
        z = np.asarray(look.key_direction, float)
        z = z / np.linalg.norm(z)
        x = np.cross([0.0, 0.0, 1.0] if abs(z[2]) < 0.95 else [0.0, 1.0, 0.0], z)
        x = x / np.linalg.norm(x)
        turn = np.stack([x, np.cross(z, x), z])
        matrix = np.eye(4)
        matrix[:3, :3] = turn / np.array([[1.7], [1.7], [-3.5]])
        matrix[:3, 3] = -matrix[:3, :3] @ centre
        return matrix

    def _write(self, program: Any, name: str, matrix: Array) -> None:
        if name not in program:
            return
        program[name].write(np.ascontiguousarray(matrix.T, dtype="f4").tobytes())

    def draw(
        self, camera: Camera, look: Look, centre: Array, region: Region | None = None
    ) -> NDArray[np.uint8]:
        """A picture of everything loaded; `centre` (3,) is where shadows are computed around.

        With a region (left, top, width, height in pixels) only that part is drawn and returned.
        """
        context = self.context
        light = self._light_matrix(look, centre)
        context.enable(moderngl.DEPTH_TEST)
        self._draw_shadows(light)
        target = self._target(camera, self._samples)
        target.use()
        # OpenGL counts rows from below.
        left, top, width, height = region or (0, 0, camera.width, camera.height)
        box = (left, camera.height - top - height, width, height)
        context.scissor = box
        target.clear(0.5, 0.5, 0.5, 1.0)
        self._noise.use(0)
        self._shadow.use(1)
        for kind in KINDS:
            scene = self._programs[f"scene{kind}"]
            if self._dressed.get(kind) != (id(look), id(camera)):
                self._set_look(scene, look, camera)
                self._write(scene, "view_projection", camera.matrix())
            self._write(scene, "light_matrix", light)
            # The person first: what it hides of the room is then never shaded.
            for buffers in self._buffers:
                if buffers.mesh.kind == kind:
                    buffers.draw(context, scene, "scene")
        # Held on to, so that the identities stay theirs.
        self._dressed = dict.fromkeys(KINDS, (id(look), id(camera)))
        self._last = (look, camera)
        context.scissor = None
        source = target
        if self._samples:
            source = self._target(camera, 0)
            context.copy_framebuffer(source, target)
        return self._read(source, box)

    def _draw_shadows(self, light: Array) -> None:
        plain = self._programs["plain"]
        self._shadow_target.use()
        self._shadow_target.clear(depth=1.0)
        plain["value"] = 1.0
        self._write(plain, "view_projection", light)
        for buffers in self._buffers:
            if buffers.mesh.casts_shadow:
                buffers.draw(self.context, plain, "shadow")

    def _set_look(self, program: Any, look: Look, camera: Camera) -> None:
        values: dict[str, Any] = {"eye": tuple(camera.position), "noise": 0, "shadow": 1}
        for name in ("key_direction", "fill_direction"):
            direction = np.asarray(getattr(look, name), float)
            values[name] = tuple(direction / np.linalg.norm(direction))
        for name in (
            "key_colour", "fill_colour", "sky_colour", "ground_colour", "exposure", "skin",
            "lip_colour", "hair_colour", "garment_colour", "garment_second", "garment_pattern",
            "hidden", "shadow_softness",
        ):  # fmt: skip
            values[name] = getattr(look, name)
        for name, value in values.items():
            # A kind's program has only the inputs that it uses.
            if name in program:
                program[name] = value

    def _read(self, source: Any, box: Region) -> NDArray[np.uint8]:
        data = source.read(viewport=box, components=3, alignment=1)
        return np.flipud(np.frombuffer(data, "u1").reshape(box[3], box[2], 3)).copy()

    def mask(self, camera: Camera) -> NDArray[np.bool_]:
        """Where the person (body, clothes, hair) is seen, in front of everything else."""
        plain = self._programs["plain"]
        target = self._target(camera, 0)
        target.use()
        target.clear(0.0, 0.0, 0.0, 0.0)
        self._write(plain, "view_projection", camera.matrix())
        for buffers in self._buffers:
            plain["value"] = 1.0 if buffers.mesh.is_person else 0.0
            buffers.draw(self.context, plain, "plain")
        return self._read(target, (0, 0, camera.width, camera.height))[..., 0] > 127
