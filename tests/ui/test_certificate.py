"""The files for https and for logging in are looked at before the server starts."""

import datetime
import ssl
import urllib.request
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from posture_lab.cli import main
from posture_lab.cli.app import _warn_of_open_files
from posture_lab.cli.arguments import build_parser
from posture_lab.errors import InputFileError
from posture_lab.ui.login.passwords import set_password
from posture_lab.ui.serving.certificate import check_certificate
from tests.ui.own_app import started


def make(folder: Path, name: str, locked: bytes | None = None) -> tuple[Path, Path]:
    """Make a certificate for this computer, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / f"{name}.crt", folder / f"{name}.key"
    cert_file.write_bytes(certificate.public_bytes(Encoding.PEM))
    lock = BestAvailableEncryption(locked) if locked else NoEncryption()
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    key_file.chmod(0o600)
    return cert_file, key_file


def test_a_certificate_with_its_key_is_fine(tmp_path: Path) -> None:
    check_certificate(*make(tmp_path, "one"))


def test_swapped_files_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cert, key = make(tmp_path, "one")
    assert main(["app", "--ssl-cert", str(key), "--ssl-key", str(cert)]) == 2
    error = capsys.readouterr().err
    assert "swapped" in error
    assert error.count("\n") == 1


def test_files_that_do_not_fit_are_one_sentence(tmp_path: Path) -> None:
    (cert, key), (_, other) = make(tmp_path, "one"), make(tmp_path, "two")
    _, locked = make(tmp_path, "locked", b"four quiet garden chairs")
    nothing = tmp_path / "nothing"
    nothing.write_bytes(b"")
    for wrong in (other, locked, nothing, tmp_path):
        with pytest.raises(InputFileError, match="cannot be used"):
            check_certificate(cert, wrong)
    with pytest.raises(InputFileError, match="cannot be used"):
        check_certificate(nothing, key)


def test_files_that_others_may_read_are_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passwords, (cert, key) = tmp_path / "passwords", make(tmp_path, "one")
    set_password(passwords, "anna", "four quiet garden chairs")
    words = [
        "app",
        "--password-file",
        str(passwords),
        "--ssl-cert",
        str(cert),
        "--ssl-key",
        str(key),
    ]
    arguments = build_parser().parse_args(words)
    for path in (passwords, key):
        path.chmod(0o600)
    _warn_of_open_files(arguments)
    assert capsys.readouterr().err == ""
    passwords.chmod(0o640)
    key.chmod(0o604)
    _warn_of_open_files(arguments)
    said = capsys.readouterr().err.splitlines()
    assert [f"chmod 600 {path}" in line for path, line in zip((passwords, key), said, strict=True)]


def test_over_https_the_browsers_number_never_travels_in_the_open(tmp_path: Path) -> None:
    cert, key = make(tmp_path, "one")
    options = ("app", "--no-browser", "--ssl-cert", str(cert), "--ssl-key", str(key), "--port")
    with started(tmp_path, "-m", "posture_lab", *options) as app:
        trusted = ssl.create_default_context(cafile=cert)
        trusted.check_hostname = False
        health = f"{app.url.replace('http', 'https', 1)}/_stcore/health"
        with urllib.request.urlopen(health, context=trusted) as answer:
            cookies = answer.headers.get_all("Set-Cookie")
    assert len(cookies) == 2
    assert all("Secure" in cookie for cookie in cookies)
    assert "https://127.0.0.1" in (tmp_path / "log").read_text("utf-8")
