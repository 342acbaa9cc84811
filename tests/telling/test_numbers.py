import pytest

from posture_lab.telling.numbers import clock, counted, listed, percent, uncapitalised, which


@pytest.mark.parametrize(
    ("time_s", "text"), [(0, "0:00.0"), (7.26, "0:07.3"), (59.96, "1:00.0"), (3725.4, "62:05.4")]
)
def test_clock(time_s: float, text: str) -> None:
    assert clock(time_s) == text


def test_lists_and_counts() -> None:
    assert (counted(1, "repetition"), counted(0, "posture")) == ("1 repetition", "0 postures")
    assert listed([]) == ""
    assert listed("abc") == "a, b and c"
    assert which([7, 1, 2, 3, 4, 6]) == "1 to 4, 6 and 7"
    assert which([3]) == "3"


def test_a_share_is_never_rounded_up() -> None:
    assert [percent(share) for share in (0.6999, 0.7, 0.29, 1.2)] == [
        "69 %",
        "70 %",
        "29 %",
        "100 %",
    ]


def test_a_sentence_goes_on_after_a_colon() -> None:
    assert uncapitalised("Take your time.") == "take your time."
    assert uncapitalised("MRI shows more.") == "MRI shows more."
    assert uncapitalised("") == ""
