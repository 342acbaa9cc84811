"""Posture Lab in the browser: ``streamlit run app.py``."""

from posture_lab.ui.navigation import main

main()
