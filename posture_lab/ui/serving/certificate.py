"""The files for https, tried before anybody is let in."""

import ssl
from pathlib import Path

from posture_lab.errors import InputFileError


def check_certificate(cert: Path, key: Path) -> None:
    """Find out whether a certificate and its key can be served.

    Raises
    ------
    InputFileError
        When one of them cannot be read or is none, or they do not belong together.
    """
    if _problem(cert, key) is None:
        return
    if _problem(key, cert) is None:
        raise InputFileError(
            "The certificate and its key are swapped: give the certificate with --ssl-cert and "
            "the key with --ssl-key."
        )
    raise InputFileError(
        f"The certificate {cert} and the key {key} cannot be used ({_problem(cert, key)}): give "
        "a certificate and its own key without a passphrase, both as PEM files."
    )


def _problem(cert: Path, key: Path) -> str | None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # Asked for a passphrase on the terminal, a server without one would wait for ever.
        context.load_cert_chain(cert, key, password=lambda: b"")
    except ssl.SSLError as error:
        return (error.reason or "no PEM file").lower().replace("_", " ")
    except (OSError, ValueError) as error:
        return str(error)
    return None
