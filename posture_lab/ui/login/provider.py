"""The clinic's own sign-in: whether Streamlit's secrets name a provider (OpenID Connect)."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st


def sign_in_configured() -> bool:
    """Return whether Streamlit's secrets name a sign-in provider (``[auth]``)."""
    return bool(st.secrets.load_if_toml_exists() and "auth" in st.secrets)


def sign_in_name() -> str:
    """Return the name and port that the provider sends browsers back to; "" where none is set."""
    if not sign_in_configured():
        return ""
    return urlsplit(str(st.secrets["auth"].get("redirect_uri", ""))).netloc


def sign_in_source() -> str:
    """Return the files of secrets that name a provider; "" where none does.

    They lie in ``.streamlit`` in the home folder, in the current one, or beside the script.
    """
    if not sign_in_configured():
        return ""
    found = [str(file) for file in st.get_option("secrets.files") if Path(file).exists()]
    return " and ".join(found)
