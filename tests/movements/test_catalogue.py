import pytest

from posture_lab.errors import InputFileError
from posture_lab.metrics.judging.recipes import HOLD_MEASURES, REPETITION_MEASURES
from posture_lab.metrics.signals.context import HAND_HEIGHT
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.catalogue import MOVEMENTS, movement
from posture_lab.movements.cues import CUES
from posture_lab.movements.record import Criterion, Movement

CUE_IDS = {
    "knee_dominant", "not_deep_enough", "spine_rounds", "spine_arches", "head_up", "head_down",
    "hips_not_back", "leans_back_at_top", "too_fast", "uneven_sides", "heels_lift", "rib_flare",
    "pelvis_tips_forward", "pelvis_tucks", "trunk_moves", "breath_held",
}  # fmt: skip
ALARMING = (
    "wrong", "bad", "danger", "damage", "injur", "incorrect", "poor", "fail", "fault", "never",
    "must", "don't", "do not", "mistake",
)  # fmt: skip
RECORDS = pytest.mark.parametrize("record", MOVEMENTS.values(), ids=MOVEMENTS)
CRITERIA = [
    pytest.param(record, criterion, id=f"{record.id}-{criterion.measure}")
    for record in MOVEMENTS.values()
    for criterion in record.criteria
]


def test_the_first_six_movements_are_there() -> None:
    assert set(MOVEMENTS) == {
        "hip_hinge", "deadlift", "squat", "overhead_reach", "standing", "desk"
    }  # fmt: skip
    assert all(record.id == name for name, record in MOVEMENTS.items())
    assert movement("squat").title == "Squat"


def test_an_unknown_movement_says_which_there_are() -> None:
    with pytest.raises(InputFileError, match=r"no movement called 'hinge'.*hip_hinge.*auto"):
        movement("hinge")


def test_cues_are_those_of_the_product() -> None:
    assert set(CUES) == CUE_IDS


def test_every_measure_is_used_by_a_movement() -> None:
    used = {measure for record in MOVEMENTS.values() for measure in record.measures}
    assert used == set(REPETITION_MEASURES) | set(HOLD_MEASURES)


@pytest.mark.parametrize(("record", "criterion"), CRITERIA)
def test_criteria_are_complete(record: Movement, criterion: Criterion) -> None:
    known = REPETITION_MEASURES if record.kind == "repetitions" else HOLD_MEASURES
    assert criterion.measure in known
    assert criterion.low is not None or criterion.high is not None
    assert criterion.low is None or criterion.high is None or criterion.low < criterion.high
    assert criterion.margin > 0
    assert criterion.weight > 0
    assert len(criterion.source) > 20
    assert criterion.cue_below is None or criterion.low is not None
    assert criterion.cue_above is None or criterion.high is not None


@pytest.mark.parametrize(("record", "criterion"), CRITERIA)
def test_cues_are_known_calm_and_short(record: Movement, criterion: Criterion) -> None:
    for cue in (criterion.cue_below, criterion.cue_above):
        if cue is None:
            continue
        assert cue.id in CUE_IDS
        assert cue.text.endswith(".")
        assert len(cue.say.split()) <= 5
        assert not any(word in cue.text.lower() + cue.say.lower() for word in ALARMING)


@RECORDS
def test_records_are_complete(record: Movement) -> None:
    assert record.title
    assert record.instructions.endswith(".")
    assert record.view == "side"
    assert (record.drive is None) == (record.kind == "hold")
    assert any(criterion.essential for criterion in record.criteria)
    assert len({criterion.measure for criterion in record.criteria}) == len(record.criteria)
    assert not any(word in record.instructions.lower() for word in ALARMING)


@RECORDS
def test_drives_are_sound(record: Movement) -> None:
    drive = record.drive
    if drive is None:
        return
    assert drive.signal in SIGNAL_NAMES
    assert drive.companion in {None, HAND_HEIGHT, *SIGNAL_NAMES}
    assert drive.partial_excursion < drive.min_excursion
    assert 0 < drive.min_duration_s < drive.max_duration_s
    assert 0.25 * drive.min_excursion < drive.start_max


@RECORDS
def test_lookalikes_are_known(record: Movement) -> None:
    for other in record.lookalikes:
        assert other.movement in MOVEMENTS
        assert other.movement != record.id
        assert all(limit.measure in REPETITION_MEASURES for limit in other.limits)
        assert all(limit.measure in record.measures for limit in other.limits)
