"""A page that shows the review of a hand-built analysis; run by Streamlit in a test."""

import os
from dataclasses import replace

import streamlit as st

from posture_lab.ui.result import media_url, show_findings
from tests.ui.analyses import hinge_analysis

st.set_page_config(layout="wide")
analysis = hinge_analysis()
if "portrait" in st.query_params:
    analysis = replace(analysis, clip=replace(analysis.clip, width_px=240, height_px=426))
show_findings(analysis, media_url(os.environ["REVIEW_CLIP"]), "review")
if st.button("Again"):
    st.write("Shown again")
