"""Pelvic tilt: what it is, how it is measured, and how sure that is.

*What.* How far the pelvis has turned forward in space since the person stood (or sat) in their own
neutral: anterior positive, tucked under negative. An absolute tilt says nothing, as it varies by 0
to 23 degrees between healthy people from bone shape alone (Preece et al. 2008, J Man Manip Ther
16:113-117); so it counts from the person's own neutral (``neutral.py``).

*How.* The pose model has no point on the pelvis. Small networks read the tilt off the outline of
the back together with the landmarks (``learned/reading.py``); what they say is what is left of the
trunk's lean, which is measured better. Clothes that hang, hair and a chair's back hide that edge;
then nothing is said.

*How sure.* The networks state the half-width of a 90 % interval for each frame, widened by posture
and view until it held in people used for no fit (``error_widths.py``); the base error below is for
what they do not see. A pelvis that rocks while the trunk stays quiet is read too small.
"""

from typing import Final

from posture_lab.metrics.signals.outline_edges import WHOLE_BACK
from posture_lab.metrics.signals.signal_spec import SignalSpec

PELVIC_TILT: Final = SignalSpec(
    "pelvic_tilt_deg",
    title="Pelvic tilt",
    meaning="forward turn of the pelvis in space; anterior positive",
    zero="the person's own neutral",
    needs=("hip", "shoulder"),
    base_error=12.6,
    against_upright=1.0,
    relative=True,
    outline=WHOLE_BACK,
)
