"""Where clothes, shoes and hair begin and end on the rest-pose body: signed distances in metres."""

from dataclasses import dataclass

import numpy as np

from groundtruth.bodies import Body
from groundtruth.kinematics import Array

FAR = 0.06
"""Distances are cut here: beyond it only inside or outside matters."""


@dataclass(frozen=True)
class Cut:
    """The lengths of a person's clothes.

    sleeve: 0 none, 1 to the elbow, 2 to the wrist. hem: shirt's lower edge below the waist in
    metres. leg: trouser end as a share of the way from crotch (0) over knee (0.5) to ankle (1).
    waist: trouser's upper edge above the hip joints in metres. neckline: below the neck in metres.
    shoe, sock: upper edge above the ankle in metres; negative shoe heights mean bare feet.
    """

    sleeve: float = 0.55
    hem: float = 0.12
    leg: float = 1.0
    waist: float = 0.11
    neckline: float = 0.02
    shoe: float = 0.02
    sock: float = 0.06
    cover_ears: bool = False


@dataclass(frozen=True)
class Anatomy:
    """Per-vertex coordinates on the rest body that cuts are made along."""

    arm: Array
    on_arm: Array
    on_leg: Array
    on_head: Array

    @staticmethod
    def of(body: Body) -> "Anatomy":
        """The coordinates of a body's vertices."""
        labels = body.skeleton.labels
        groups: dict[str, tuple[str, ...]] = {
            "arm": ("upperarm", "lowerarm", "wrist", "finger", "metacarpal"),
            "leg": ("upperleg", "lowerleg", "foot", "toe"),
            "head": ("head", "neck02", "neck03", "eye"),
        }
        share = {}
        for name, starts in groups.items():
            columns = [i for i, label in enumerate(labels) if label.startswith(starts)]
            share[name] = np.asarray(body.weights[:, columns].sum(axis=1), float).ravel()
        arm = np.maximum(_along_arm(body, "L"), _along_arm(body, "R"))
        return Anatomy(arm, share["arm"], share["leg"], share["head"])


def _along_arm(body: Body, side: str) -> Array:
    """Distance along the arm's bones from the shoulder: 1 at the elbow, 2 at the wrist."""
    points = [body.skeleton.head(f"{b}.{side}") for b in ("upperarm01", "lowerarm01", "wrist")]
    best = np.full(len(body.vertices), -1.0)
    nearest = np.full(len(body.vertices), np.inf)
    for part in range(2):
        line = points[part + 1] - points[part]
        raw = (body.vertices - points[part]) @ line / (line @ line)
        top = 1.6 if part == 1 else 1.0
        share = np.clip(raw, -0.4 if part == 0 else 0.0, top)
        gap = np.linalg.norm(body.vertices - points[part] - share[:, None] * line, axis=1)
        best = np.where(gap < nearest, part + share, best)
        nearest = np.minimum(nearest, gap)
    wrong_side = np.sign(body.vertices[:, 0]) != (1 if side == "L" else -1)
    return np.where(wrong_side, -1.0, best)


def shirt_field(body: Body, anatomy: Anatomy, cut: Cut) -> Array:
    """Inside a shirt: above its hem, below its neckline, up to the end of its sleeves."""
    head = body.skeleton.head
    x, y, z = body.vertices.T
    hem = head("spine04")[2] - cut.hem
    neck = head("neck01")
    top = neck[2] - cut.neckline + 0.55 * (y - neck[1]) + 0.10 * np.abs(x)
    trunk = np.minimum(z - hem, top - z)
    arm_m = np.linalg.norm(head("upperarm01.L") - head("lowerarm01.L"))
    sleeve = (cut.sleeve - anatomy.arm) * arm_m
    arms = anatomy.on_arm > 0.35
    if cut.sleeve <= 0.02:
        # A vest: cut at the shoulder, between the arm and the neck.
        sleeve = head("upperarm01.L")[0] + 0.005 - np.abs(x)
        arms = (anatomy.on_arm > 0.02) | (np.abs(x) > head("upperarm01.L")[0] - 0.01)
    field = np.where(arms, np.minimum(sleeve, np.where(anatomy.on_arm > 0.5, FAR, top - z)), trunk)
    field = np.where(anatomy.on_leg > 0.6, np.minimum(field, z - hem), field)
    return np.clip(field, -FAR, FAR)


def trousers_field(body: Body, anatomy: Anatomy, cut: Cut) -> Array:
    """Inside trousers: below their waist, above the end of their legs."""
    head = body.skeleton.head
    z = body.vertices[:, 2]
    hip, ankle = head("upperleg01.L")[2], head("foot.L")[2]
    crotch = hip - 0.11
    end = crotch + (ankle - crotch) * cut.leg
    field = np.minimum(hip + cut.waist - z, z - end)
    return np.clip(np.where(anatomy.on_arm > 0.2, -FAR, field), -FAR, FAR)


def foot_field(body: Body, anatomy: Anatomy, height_m: float) -> Array:
    """Inside a shoe or sock that ends `height_m` above the ankle."""
    top = body.skeleton.head("foot.L")[2] + height_m - body.vertices[:, 2]
    return np.clip(np.where(anatomy.on_leg > 0.5, top, -FAR), -FAR, FAR)


def hair_field(body: Body, anatomy: Anatomy, cover_ears: bool, line: float = 0.06) -> Array:
    """Inside the hair: above the forehead's hairline, behind the ears, down to the nape."""
    points = dict(zip(body.point_names, body.point_weights @ body.vertices, strict=True))
    eye, ear = points["left_eye"], points["left_ear"]
    _, y, z = body.vertices.T
    nape = ear[2] - (0.06 if cover_ears else 0.035)
    behind = np.minimum(y - ear[1] + (0.02 if cover_ears else 0.0), z - nape)
    over = z - (eye[2] + line) + 0.12 * (y - eye[1])
    field = np.maximum(behind, over)
    if not cover_ears:
        away = [
            np.linalg.norm(body.vertices - points[s], axis=1) for s in ("left_ear", "right_ear")
        ]
        field = np.minimum(field, np.minimum(away[0], away[1]) - 0.036)
    return np.clip(np.where(anatomy.on_head > 0.5, field, -FAR), -FAR, FAR)


def eye_offset(body: Body) -> Array:
    """How far each eyeball vertex is from its eye's optical axis (V,), in metres."""
    away = np.full(len(body.vertices), 1.0)
    for side in "LR":
        column = body.skeleton.index(f"eye.{side}")
        own = np.asarray(body.weights[:, [column]].todense()).ravel() > 0.5
        if own.any():
            centre = body.vertices[own].mean(axis=0)
            off = np.linalg.norm((body.vertices - centre)[:, [0, 2]], axis=1)
            front = body.vertices[:, 1] < centre[1]
            away = np.where(own & front, off, away)
    return away
