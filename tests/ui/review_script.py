"""A page that shows the review of a hand-built analysis; run by Streamlit in a test."""

import os

import streamlit as st

from posture_lab.ui.result import media_url
from posture_lab.ui.review.component import show_review
from posture_lab.ui.review.payload import review_payload
from tests.ui.analyses import hinge_analysis

st.set_page_config(layout="wide")
show_review(review_payload(hinge_analysis(), media_url(os.environ["REVIEW_CLIP"]), None), "review")
if st.button("Again"):
    st.write("Shown again")
