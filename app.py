"""Posture Lab in the browser, from a checkout: ``python app.py``, or ``streamlit run app.py``."""

if __name__ == "__main__":
    import sys

    from posture_lab.cli import main

    sys.exit(main(["app", *sys.argv[1:]]))
else:
    import streamlit as st

    from posture_lab.ui.serving.application import START_SCRIPT, parts

    # Streamlit looks for this very form to know that it is to serve an application.
    app = st.App(START_SCRIPT, **parts())
