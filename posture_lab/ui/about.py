"""The page "About": what the product is for, what a camera can and cannot tell, privacy."""

import streamlit as st

from posture_lab import __version__
from posture_lab.ui import words

_IDEA = """
Posture is not a pose to hold. It is how load is shared across joints, and it is trained through
awareness, strength and gradual exposure. Posture Lab looks at three shapes:

- **Neutral**: ribs over pelvis, a gentle curve in the low back. The zero is your own, not a norm.
- **Hinge**: the hips travel back while the spine stays quiet.
- **Brace**: the trunk stays quiet while arms, legs or a load move. A camera cannot see pressure,
  so this one is always an estimate.
"""

_LIMITS = """
- One camera from the side measures the trunk, hips and knees within a few degrees. Pelvis and
  back are read from the outline of the body and are less certain; loose clothing hides them.
- Every number comes with its error. Advice is given when it is 90 % sure that a value is outside
  its target; from 70 % on it begins with "Perhaps". "Cannot judge" is an answer, with the reason.
- A score stands beside how much of what is looked at could be judged. Where that is too little, or
  the back could not be seen in a lift, there is no score.
- A score compares a movement with its target, and you with yourself. It says nothing about health.
"""

_PRIVACY = """
- Nothing is sent anywhere: no upload to a service, no account, no usage statistics.
- A clip is analysed on the computer that runs Posture Lab, from a private temporary file. The
  clip is deleted when the analysis ends, and the annotated clip when you close the page or check
  another.
"""


def show() -> None:
    """Show the page."""
    st.title("About Posture Lab", anchor=False)
    with st.container(width=760):
        st.markdown(_IDEA)
        st.header("What a camera can tell", anchor=False)
        st.markdown(_LIMITS)
        st.header("Your clip stays yours", anchor=False)
        st.markdown(_PRIVACY)
        st.info(words.PURPOSE, icon=":material/info:")
        st.caption(f"Version {__version__}")
