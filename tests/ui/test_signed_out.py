"""Ended sign-ins are remembered, and only those."""

from posture_lab.ui.login.signed_out import SignedOut

ANNA = {"sub": "anna", "iat": 100, "nonce": "a"}


def test_only_the_sign_in_that_has_ended_is_out() -> None:
    out = SignedOut()
    out.add(ANNA)
    assert dict(reversed(ANNA.items())) in out
    assert {**ANNA, "iat": 200, "nonce": "b"} not in out
    assert {"sub": "ben"} not in out


def test_what_is_remembered_does_not_grow_without_end() -> None:
    out = SignedOut()
    for number in range(10_050):
        out.add({"sub": str(number)})
    assert {"sub": "0"} not in out
    assert {"sub": "10049"} in out
