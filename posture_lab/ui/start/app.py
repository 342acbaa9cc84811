"""The script that ``posture-lab app`` hands to Streamlit."""

from posture_lab.ui.navigation import main

main()
