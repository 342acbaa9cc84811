"""Remarks and stretches that were not judged."""

from dataclasses import replace

from posture_lab.analysis.circumstances import ClipPart, Remark
from posture_lab.telling.notes import notes_of, part_notes
from tests.telling.makers import analysis, judged


def test_remarks_come_first_and_everything_once() -> None:
    warning = "The file stops early, after 16 of 40 seconds."
    slow = "The clip is in slow motion; times are those of the movement itself."
    found = analysis(judged())
    told = replace(
        found,
        clip=replace(found.clip, warnings=(warning, slow, warning)),
        remarks=(Remark("slow_motion", slow),),
        clothing="loose",
    )
    notes = notes_of(told)
    assert notes[:2] == (slow, warning)
    assert len(notes) == 3
    assert "loose" in notes[2]


def test_the_reason_is_not_told_again() -> None:
    reason = "Nobody stands still."
    found = analysis(reason=reason)
    again = replace(found, movement=replace(found.movement, reason=reason))
    assert notes_of(again) == ()


def test_a_stretch_that_is_no_side_view_is_named_with_its_seconds() -> None:
    parts = (
        ClipPart(0.0, 5.2, "side"),
        ClipPart(5.2, 8.0, "front"),
        ClipPart(8.0, 9.0, "oblique"),
        ClipPart(9.0, 12.0, "side", person=2),
        ClipPart(12.0, 13.0, "unknown", person=None),
    )
    assert part_notes(parts) == [
        "From 0:05.2 to 0:08.0 the camera sees you from the front or behind: "
        "form is not judged there.",
        "From 0:08.0 to 0:09.0 the camera sees you at an angle: form is not judged there.",
        "From 0:09.0 to 0:12.0 somebody else is in the picture: not measured.",
        "From 0:12.0 to 0:13.0 nobody is followed.",
    ]


def test_stretches_that_a_remark_names_are_not_named_again() -> None:
    remark = Remark("not_a_side_view", "From 5 to 8 s the camera is in front or behind.")
    parts = (ClipPart(0.0, 5.0, "side"), ClipPart(5.0, 8.0, "front"))
    found = replace(analysis(judged()), parts=parts, remarks=(remark,))
    assert notes_of(found) == (remark.text,)
