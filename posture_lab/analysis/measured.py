"""Everything a clip or a live set was seen to be, before anything is judged."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from posture_lab.analysis.circumstances import ClipPart, Remark, ViewFacts
from posture_lab.analysis.stretches import clip_parts, view_remarks
from posture_lab.metrics.judging.seen import Seen
from posture_lab.metrics.signals.closer_view import with_closer_view
from posture_lab.metrics.signals.clothing import Clothing, judge_clothing
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.context import with_context
from posture_lab.metrics.signals.find_neutral import find_neutral
from posture_lab.metrics.signals.neutral import Neutral, relative_to_neutral
from posture_lab.metrics.signals.sight import Sight, sight_of
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.record import Movement, Posture
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.facts import ClipFacts


@dataclass(frozen=True, slots=True)
class Measured:
    """One clip or live set, measured. Whatever is judged is judged from this alone.

    Attributes
    ----------
    clip : the file's facts, with what is to be known of how it was seen.
    view : from where the camera sees the person.
    signals : every signal with its error, those of context among them; pelvic tilt, lumbar and
        thoracic flexion and rib flare as measured, without a zero.
    neutrals : the person's neutral in each posture that a movement starts from.
    sight : what could be seen when, for the reasons of what is not judged.
    clothing : how the clothes look.
    parts : stretches of one view of one person; none if the clip is one.
    remarks : what there is to say of views, camera and time.
    notes : what the following of the person had to say.
    poses : landmarks and outline, for drawing; None where they were not kept.
    """

    clip: ClipFacts
    view: ViewFacts
    signals: Signals
    neutrals: Mapping[Posture, Neutral]
    sight: Sight
    clothing: Clothing = "cannot_tell"
    parts: tuple[ClipPart, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    poses: PoseSequence | None = None

    def seen_as(self, movement: Movement | None) -> Seen:
        """What a movement is judged from: signals that count from its posture's neutral."""
        neutral = self.neutrals["standing" if movement is None else movement.posture]
        return Seen(relative_to_neutral(self.signals, neutral), neutral, self.sight)


def measure(poses: PoseSequence, clip: ClipFacts, neutral: Neutral | None = None) -> Measured:
    """Measure finished poses; pure, and the same for recorded clips and live sets.

    ``neutral`` is the person's own, known from elsewhere, for every posture; None looks for it in
    the poses.
    """
    poses = with_closer_view(poses)
    raw = raw_signals(poses)
    parts = clip_parts(poses)
    postures = dict.fromkeys(record.posture for record in MOVEMENTS.values())
    return Measured(
        clip=_with_warnings(clip, poses),
        view=_view_facts(poses),
        signals=with_context(raw, poses),
        neutrals={each: neutral or find_neutral(poses, raw, posture=each) for each in postures},
        sight=sight_of(poses),
        clothing=judge_clothing(poses),
        parts=parts,
        remarks=view_remarks(poses, clip, parts),
        notes=poses.provenance.warnings,
        poses=poses,
    )


def _view_facts(poses: PoseSequence) -> ViewFacts:
    view = poses.view
    if view is None:
        return ViewFacts("unknown", None, None, None)
    yaw = view.yaw_deg if math.isfinite(view.yaw_deg) else None
    level = poses.level
    roll, error = (None, None) if level is None else (level.roll_deg, level.stated_error_deg)
    yaw_error = None if yaw is None else view.yaw_error_deg
    return ViewFacts(view.kind, view.facing, yaw, view.near_side, roll, error, yaw_error)


def _with_warnings(clip: ClipFacts, poses: PoseSequence) -> ClipFacts:
    notes = tuple(dict.fromkeys((*clip.warnings, *poses.provenance.warnings)))
    return replace(clip, warnings=notes)
