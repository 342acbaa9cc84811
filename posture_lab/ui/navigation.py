"""The app's frame: page settings and the pages it offers."""

from pathlib import Path
from typing import Final

import streamlit as st

from posture_lab.ui import about, check, opened, practise
from posture_lab.ui.login.gate import browser, may_enter, offer_sign_out, person
from posture_lab.ui.session import Owner, arrive

NAME: Final = "Posture Lab"
ICON: Final = Path(__file__).parent / "icon.svg"
# A file of our own: emoji and Material page icons are fetched from a content delivery network.
STYLE: Final = Path(__file__).parent / "frame.css"


def main() -> None:
    """Show the page the person has chosen."""
    st.set_page_config(page_title=NAME, page_icon=ICON, layout="wide")
    st.logo(ICON, size="large")
    st.html(f"<style>{STYLE.read_text('utf-8')}</style>")
    entered = may_enter()
    pages = [
        st.Page(check.show, title="Check a clip", url_path="check", default=True),
        st.Page(practise.show, title="Practise", url_path="practise"),
        st.Page(opened.show, title="Open a result", url_path="open"),
        st.Page(about.show, title="About", url_path="about"),
    ]
    page = st.navigation(pages, position="top" if entered else "hidden")
    if entered:
        # Tabs, bookmarks and the history tell the pages apart by it, and a screen reader says it.
        st.set_page_config(page_title=f"{page.title} · {NAME}")
        arrive(Owner(browser(), person()))
        page.run()
        offer_sign_out()
