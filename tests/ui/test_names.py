"""The names and addresses that the app answers to."""

import pytest

from posture_lab.ui.serving.names import Name, is_own, name_of, names_given


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Clinic.example", Name("clinic.example")),
        ("clinic.example.:8501", Name("clinic.example", 8501)),
        ("[::1]:8501", Name("::1", 8501)),
        ("[::FFFF:192.0.2.7]", Name("192.0.2.7")),
        *[
            (text, None)
            for text in ("", ":8501", "a:b", "a:99999", "a@b", "a/b", "a b", "[::1", "a?")
        ],
    ],
)
def test_a_name_is_read_or_refused(text: str, name: Name | None) -> None:
    assert name_of(text) == name


def test_an_address_is_answered_where_it_arrives_and_a_name_where_it_was_given() -> None:
    names = names_given("0.0.0.0", ["posture.clinic.example", "other.example:444", ""])
    arrived = ("192.0.2.7", 8501)

    def own(text: str) -> bool:
        name = name_of(text)
        return name is not None and is_own(name, names, arrived)

    assert own("192.0.2.7:8501")
    assert own("posture.clinic.example")
    assert own("posture.clinic.example:8501")
    assert own("other.example:444")
    for foreign in (
        "192.0.2.8:8501",
        "192.0.2.7",
        "192.0.2.7:80",
        "other.example",
        "elsewhere:8501",
    ):
        assert not own(foreign)
    assert is_own(Name("::1", 8501), frozenset(), ("::1", 8501))
    assert is_own(Name("192.0.2.7"), frozenset(), ("::ffff:192.0.2.7", 443))
