"""What is drawn over a clip: where, when, and in letters that exist."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from posture_lab.errors import CancelledError
from posture_lab.export.annotated import write_annotated
from posture_lab.export.overlay import Overlay
from posture_lab.export.overlay.caption import NEUTRAL_HERE, caption_at, draw_caption
from posture_lab.export.overlay.style import Sizes
from posture_lab.export.overlay.text import PLAIN, panel, wrap
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.landmarks import Landmark
from posture_lab.telling.headline import headline
from posture_lab.video.reader import ClipReader
from tests.analyses import SIZE_PX, scored, two_hinges, unscored, unseen_between, with_cue
from tests.clips import ENCODE, ffmpeg, names_in

CUE = "Let the hips go further back."
GREY = 120


def blank(size_px: tuple[int, int] = SIZE_PX) -> np.ndarray:
    return np.full((size_px[1], size_px[0], 3), GREY, dtype=np.uint8)


def changed(picture: np.ndarray) -> np.ndarray:
    marks: np.ndarray = (picture != GREY).any(axis=2)
    return marks


def test_bones_are_drawn_where_the_landmarks_are() -> None:
    analysis = two_hinges()
    assert analysis.poses is not None
    picture = blank()
    Overlay(analysis).draw(picture, 3.75)
    at_turn = analysis.poses.landmarks_px[round(3.75 * 30)]
    for mark in (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_SHOULDER):
        x, y = at_turn[mark].round().astype(int)
        assert changed(picture)[y, x], mark
    middle = (at_turn[Landmark.RIGHT_KNEE] + at_turn[Landmark.RIGHT_ANKLE]) / 2
    x, y = middle.round().astype(int)
    assert changed(picture)[y, x]
    assert not changed(picture)[200:420, 520:].any()


def test_a_shrunken_picture_has_the_bones_at_the_shrunken_place() -> None:
    analysis = two_hinges()
    assert analysis.poses is not None
    picture = blank((320, 240))
    Overlay(analysis).draw(picture, 3.75, scale=0.5)
    x, y = (analysis.poses.landmarks_px[112, Landmark.RIGHT_KNEE] / 2).round().astype(int)
    assert changed(picture)[y, x]


def test_missing_landmarks_draw_no_body() -> None:
    analysis = two_hinges()
    assert analysis.poses is not None
    nobody = replace(analysis.poses, landmarks_px=np.full_like(analysis.poses.landmarks_px, np.nan))
    picture = blank()
    Overlay(replace(analysis, poses=nobody)).draw(picture, 3.75)
    assert not changed(picture)[140:, :].any()
    assert changed(picture)[:140, :120].any()


def test_landmarks_far_outside_the_picture_do_no_harm() -> None:
    analysis = two_hinges()
    assert analysis.poses is not None
    far = replace(analysis.poses, landmarks_px=analysis.poses.landmarks_px * 1e6)
    Overlay(replace(analysis, poses=far)).draw(blank(), 3.75)


@pytest.mark.parametrize("size_px", [(64, 48), (48, 640), (1920, 1080)])
def test_every_size_of_picture_is_drawn_on(size_px: tuple[int, int]) -> None:
    picture = blank(size_px)
    Overlay(with_cue(two_hinges(), CUE)).draw(picture, 3.8, scale=size_px[1] / SIZE_PX[1])
    assert changed(picture).any()


def test_counter_and_cue_change_with_time() -> None:
    analysis = with_cue(scored(two_hinges()), CUE)
    first, second = analysis.reps
    assert caption_at(analysis, 0.0).count == "0"
    neutral_s = analysis.neutral.start_s
    assert neutral_s is not None
    assert caption_at(analysis, neutral_s).sentences == (NEUTRAL_HERE,)
    assert caption_at(analysis, first.turn_s + 0.1).sentences == (CUE,)
    assert caption_at(analysis, first.turn_s + 0.1).is_cue
    assert caption_at(analysis, first.end_s + 0.1).count == "1"
    assert caption_at(analysis, first.end_s + 0.1).under == "repetition"
    assert caption_at(analysis, second.start_s + 0.1).sentences == ()
    after = caption_at(analysis, second.end_s + 0.1)
    assert after.count == "2"
    assert after.sentences == ("Repetition 2: 92 of 100, from 96 % of what is looked at",)
    assert not after.is_cue


def test_after_the_last_repetition_stands_the_word_on_the_whole_set() -> None:
    analysis = with_cue(two_hinges(), CUE)
    assert caption_at(analysis, 11.9).sentences == (headline(analysis),)


def test_a_cue_that_is_not_sure_is_softer_and_in_another_colour() -> None:
    analysis = with_cue(two_hinges(), CUE)
    first = analysis.reps[0]
    (sure,) = first.judgement.cues
    perhaps = replace(sure, id="too_fast", text="Take your time.", certainty="perhaps")
    # Whatever the order it comes in, the sure one stands first.
    judgement = replace(first.judgement, cues=(perhaps, sure))
    both = replace(analysis, reps=(replace(first, judgement=judgement), *analysis.reps[1:]))
    caption = caption_at(both, first.turn_s + 0.1)
    assert caption.sentences == (CUE, "Perhaps: take your time.")
    assert caption.cues == 1
    alone = replace(first.judgement, cues=(perhaps,))
    soft = replace(analysis, reps=(replace(first, judgement=alone), *analysis.reps[1:]))
    assert not caption_at(soft, first.turn_s + 0.1).is_cue
    pictures = []
    for shown in (soft, both):
        picture = blank()
        draw_caption(picture, caption_at(shown, first.turn_s + 0.1), Sizes.of(*SIZE_PX))
        pictures.append(picture)
    yellow = [(picture[..., 0].astype(int) - picture[..., 2] > 100).any() for picture in pictures]
    assert yellow == [False, True]


def test_without_a_score_the_clip_shows_no_number_but_the_reason() -> None:
    analysis = unscored(two_hinges())
    first, second = analysis.reps
    for time_s in (1.9, first.end_s + 0.1, second.end_s + 0.1, 11.9):
        said = " ".join(caption_at(analysis, time_s).sentences)
        assert "of 100" not in said
    said = " ".join(caption_at(analysis, first.start_s - 0.01).sentences)
    assert said.startswith("Not scored: the low back could not be seen")


def test_what_cannot_be_judged_says_so_all_the_time() -> None:
    analysis = two_hinges(yaw_deg=45.0)
    for time_s in (0.5, 4.0, 6.0, 11.9):
        counted = caption_at(analysis, time_s)
        (said,) = counted.sentences
        assert said.startswith("Form cannot be judged from here: ")
        assert counted.count == str(sum(rep.end_s <= time_s for rep in analysis.reps))
    nothing = two_hinges(
        yaw_deg=45.0, trunk_inclination_deg=0, hip_flexion_deg=0, knee_flexion_deg=0
    )
    assert caption_at(nothing, 5.0).count == ""
    assert caption_at(nothing, 5.0).sentences == (nothing.summary.reason,)


def test_a_hold_counts_its_seconds() -> None:
    analysis = two_hinges("standing")
    hold = analysis.holds[0]
    assert caption_at(analysis, hold.start_s + 1.2).count == "1"
    assert caption_at(analysis, hold.start_s + 1.2).under == "seconds held"


def test_unseen_angles_are_a_dash_not_a_number() -> None:
    analysis = two_hinges()
    seen, unseen = blank(), blank()
    Overlay(analysis).draw(seen, 3.75)
    Overlay(unseen_between(analysis, 3.0, 4.5)).draw(unseen, 3.75)
    corner = (slice(0, 100), slice(SIZE_PX[0] - 120, None))
    assert (seen[corner] != unseen[corner]).any()


def test_a_clip_without_any_angle_has_no_readout() -> None:
    picture = blank()
    Overlay(unseen_between(two_hinges(), 0.0, 20.0)).draw(picture, 0.5)
    assert not changed(picture)[:100, SIZE_PX[0] - 120 :].any()


def test_the_font_has_every_letter_of_every_cue() -> None:
    font = ImageFont.load_default(24)
    assert isinstance(font, ImageFont.FreeTypeFont)
    lacking = bytes(font.getmask("\u2603"))
    words = "° 0123456789 - ,:" + "".join(
        cue.text + cue.say
        for movement in MOVEMENTS.values()
        for criterion in movement.criteria
        for cue in (criterion.cue_below, criterion.cue_above)
        if cue is not None
    )
    for letter in set(words.translate(PLAIN)) - {" "}:
        assert bytes(font.getmask(letter)) != lacking, letter


def test_panels_are_dark_behind_light_letters_and_wrap() -> None:
    stamp = panel((("Hips 90°", 24, (255, 255, 255)),), 8)
    assert stamp[..., 3].max() == 255
    assert stamp[stamp.shape[0] // 2, 3, :3].max() < 60
    lines = wrap("Keep the shins upright and let the hips do more of the bending.", 24, 200)
    assert len(lines) > 2
    assert " ".join(lines).endswith("of the bending.")


def test_the_clip_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=gray:size=641x481:rate=10:duration=2", *ENCODE[:-1],
           "yuv444p", clip)  # fmt: skip
    analysis = two_hinges()
    heard: list[float] = []
    write_annotated(clip, analysis, tmp_path / "out.mp4", on_progress=heard.append)
    assert heard == sorted(heard)
    with ClipReader(tmp_path / "out.mp4") as reader:
        frames = [(frame.time_s, frame.image) for frame in reader]
    assert [time_s for time_s, _ in frames] == pytest.approx(np.arange(20) / 10, abs=1e-3)
    hip = analysis.poses.landmarks_px[0, Landmark.RIGHT_HIP].round().astype(int)  # type: ignore[union-attr]
    assert np.ptp(frames[0][1][hip[1] - 6 : hip[1] + 6, hip[0] - 6 : hip[0] + 6]) > 60

    def cancel(_fraction: float) -> None:
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        write_annotated(clip, analysis, tmp_path / "cancelled.mp4", on_progress=cancel)
    assert names_in(tmp_path) == {"clip.mp4", "out.mp4"}
