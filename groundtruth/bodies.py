"""People: who they are (seeded numbers) and their rest-pose mesh from the anny body model."""

from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse

from groundtruth.kinematics import Array, Skeleton
from groundtruth.rest_posture import RestPosture

SPLITS = ("train", "calibrate", "test")


def split_of(body_id: int) -> str:
    """The data split a body belongs to: 70 % train, 10 % calibrate, 20 % test, by its identity."""
    spot = body_id % 10
    return "train" if spot < 7 else "calibrate" if spot < 8 else "test"


@dataclass(frozen=True)
class Person:
    """One adult: phenotypes (0-1), local shape changes (-1..1) and the own neutral posture.

    The neutral is the person's way of standing, added to the body model's rest pose, in degrees:
    pelvic tilt (anterior positive), lumbar and thoracic flexion, thigh and shank inclination
    (forward positive), and neck flexion. Truth angles of pelvis and spine are relative to it.
    """

    body_id: int
    height_m: float
    phenotype: dict[str, float]
    local_changes: dict[str, float] = field(default_factory=dict)
    neutral_pelvic_tilt_deg: float = 0.0
    neutral_lumbar_deg: float = 0.0
    neutral_thoracic_deg: float = 0.0
    neutral_thigh_deg: float = 1.0
    neutral_shank_deg: float = 3.0
    neutral_neck_deg: float = 0.0
    stance_half_width: float = 0.14
    rest: RestPosture = RestPosture()  # noqa: RUF009 - frozen

    @property
    def split(self) -> str:
        """The data split that the body belongs to."""
        return split_of(self.body_id)

    def neutral(self) -> dict[str, float]:
        """The own neutral posture of pelvis and spine, in degrees."""
        return {
            "pelvic_tilt_deg": self.neutral_pelvic_tilt_deg,
            "lumbar_deg": self.neutral_lumbar_deg,
            "thoracic_deg": self.neutral_thoracic_deg,
        }

    def to_dict(self) -> dict[str, Any]:
        """Plain data, the split included."""
        return {**asdict(self), "split": self.split}


def sample_person(body_id: int, spread: float = 1.0) -> Person:
    """The adult with this identity: the same number is always the same person.

    `spread` above 1 widens the unusual shapes beyond what is common.
    """
    rng = np.random.default_rng([body_id, 77])
    female = bool(rng.random() < 0.5)
    race = rng.dirichlet([0.7, 0.7, 0.7])
    phenotype = {
        "gender": float(np.clip(rng.normal(0.92 if female else 0.08, 0.06), 0, 1)),
        "age": float(rng.uniform(0.62, 0.95)),
        "muscle": float(np.clip(rng.normal(0.55, 0.18 * spread), 0.15, 1)),
        "weight": float(np.clip(rng.normal(0.52, 0.17 * spread), 0.1, 1)),
        "height": float(np.clip(rng.normal(0.5, 0.15), 0.15, 0.85)),
        "proportions": float(np.clip(rng.normal(0.55, 0.2), 0, 1)),
        "cupsize": float(np.clip(rng.normal(0.5, 0.22), 0, 1)),
        "firmness": float(rng.uniform(0.3, 0.9)),
        "african": float(race[0]),
        "asian": float(race[1]),
        "caucasian": float(race[2]),
    }
    local = {
        "stomach-pregnant-incr": float(max(0.0, rng.normal(-0.15, 0.35 * spread))),
        "stomach-tone-incr": float(rng.normal(0, 0.4 * spread)),
        "buttocks-volume-incr": float(rng.normal(0, 0.45 * spread)),
        "hip-scale-horiz-incr": float(rng.normal(0, 0.3)),
        "hip-scale-depth-incr": float(rng.normal(0, 0.3 * spread)),
        "torso-scale-depth-incr": float(rng.normal(0, 0.3 * spread)),
        "torso-scale-vert-incr": float(rng.normal(0, 0.3)),
        "torso-vshape-incr": float(rng.normal(0, 0.3)),
        "torso-muscle-dorsi-incr": float(rng.normal(0, 0.3)),
        "torso-muscle-pectoral-incr": float(rng.normal(0, 0.3)),
        "upperlegs-height-incr": float(rng.normal(0, 0.25)),
        "lowerlegs-height-incr": float(rng.normal(0, 0.25)),
        "neck-scale-vert-incr": float(rng.normal(0, 0.25)),
        "head-fat-incr": float(rng.normal(0, 0.3)),
    }
    return Person(
        body_id=body_id,
        height_m=float(np.clip(rng.normal(1.64 if female else 1.77, 0.07), 1.45, 2.02)),
        phenotype=phenotype,
        local_changes={k: float(np.clip(v, -1, 1)) for k, v in local.items()},
        neutral_pelvic_tilt_deg=float(rng.normal(0, 4 * spread)),
        neutral_lumbar_deg=float(rng.normal(0, 5 * spread)),
        neutral_thoracic_deg=float(rng.normal(2, 4 * spread)),
        neutral_thigh_deg=float(rng.normal(1.5, 1.5)),
        neutral_shank_deg=float(rng.normal(3.0, 1.2)),
        neutral_neck_deg=float(rng.normal(0, 4)),
        stance_half_width=float(rng.uniform(0.09, 0.17)),
    )


@dataclass(frozen=True)
class Body:
    """A rest-pose mesh: vertices (V, 3), faces (F, 3), skinning weights (V, B), surface points.

    `points` maps names to sparse rows of `point_weights` (K, V). `masks` are soft vertex masks
    (V,) in 0-1 of places that need paint or shape: lips, brows, eyes.
    """

    vertices: Array
    faces: np.ndarray
    skeleton: Skeleton
    weights: sparse.csr_matrix
    point_names: tuple[str, ...]
    point_weights: sparse.csr_matrix
    masks: dict[str, Array]

    @property
    def floor_z(self) -> float:
        """The lowest point of the rest pose, in metres."""
        return float(self.vertices[:, 2].min())

    @property
    def height_m(self) -> float:
        """Standing height in metres."""
        return float(np.ptp(self.vertices[:, 2]))


@lru_cache(maxsize=1)
def _model() -> Any:
    """The anny body model; the very first call on a machine writes a cache of about 1 GB."""
    # Imported late, here and below: only building a body needs the model, reading truth does not.
    import anny  # noqa: PLC0415
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    return anny.Anny(local_changes="default", phenotypes="all", phenotype_blendshapes="original")


@lru_cache(maxsize=1)
def _point_regressor() -> tuple[tuple[str, ...], sparse.csr_matrix]:
    import anny  # noqa: PLC0415

    regressor = anny.KeypointsRegressor.coco(_model())
    weights = sparse.csr_matrix(regressor.regression_weights.double().numpy())
    return tuple(regressor.labels), weights


def _mask(model: Any, labels: tuple[str, ...]) -> Array:
    """A soft mask of the vertices that the named shape changes move, 1 where they move most."""
    names = list(model.blendshape_labels)
    total = np.zeros(len(model.template_vertices))
    for label in labels:
        shape = model.blendshapes[names.index(f"local_change:{label}")].double().numpy()
        total = np.maximum(total, np.linalg.norm(shape, axis=1) / np.abs(shape).max())
    return total


@lru_cache(maxsize=1)
def _paint_masks() -> dict[str, Array]:
    model = _model()
    weights = _skin_weights()
    eyes = [model.bone_labels.index("eye.L"), model.bone_labels.index("eye.R")]
    return {
        "lips": _mask(model, ("mouth-lowerlip-volume-incr", "mouth-upperlip-volume-incr")),
        "brows": _mask(model, ("eyebrows-trans-up",)),
        "eyes": np.asarray(weights[:, eyes].sum(axis=1), float).ravel(),
    }


@lru_cache(maxsize=1)
def _skin_weights() -> sparse.csr_matrix:
    model = _model()
    values = model.vertex_bone_weights.double().numpy()
    bones = model.vertex_bone_indices.numpy()
    rows = np.repeat(np.arange(len(values)), values.shape[1])
    shape = (len(values), len(model.bone_labels))
    weights = sparse.csr_matrix((values.ravel(), (rows, bones.ravel())), shape=shape)
    weights.eliminate_zeros()
    return weights


@lru_cache(maxsize=8)
def _cached_body(
    height_m: float, key: tuple[tuple[str, float], ...], local: tuple[tuple[str, float], ...]
) -> Body:
    import torch  # noqa: PLC0415

    model = _model()
    known = set(model.local_change_labels)
    with torch.no_grad():
        out = model(
            pose_parameters=None,
            phenotype_kwargs=dict(key),
            local_changes_kwargs={k: v for k, v in local if k in known},
        )
    vertices = out["rest_vertices"][0].double().numpy()
    scale = height_m / float(np.ptp(vertices[:, 2]))
    skeleton = Skeleton(
        labels=tuple(model.bone_labels),
        parents=tuple(int(p) for p in model.bone_parents),
        heads=out["rest_bone_poses"][0, :, :3, 3].double().numpy() * scale,
    )
    names, weights = _point_regressor()
    return Body(
        vertices=vertices * scale,
        faces=model.faces.numpy().astype(np.int32),
        skeleton=skeleton,
        weights=_skin_weights(),
        point_names=names,
        point_weights=weights,
        masks=_paint_masks(),
    )


def build_body(person: Person) -> Body:
    """The rest-pose body of a person, from the anny model (needs the optional dependencies)."""
    return _cached_body(
        person.height_m,
        tuple(sorted(person.phenotype.items())),
        tuple(sorted(person.local_changes.items())),
    )
