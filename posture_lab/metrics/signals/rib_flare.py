"""Rib flare: what it is, how it is measured, and how sure that is.

*What.* How far the lower ribs have come forward since the person's own neutral, in millimetres on
the skin; flared is positive. It shows as a bump of a finger's breadth between belly and breast
bone, most of all with the arms overhead.

*How.* Networks of their own read it off the front edge of the trunk's outline
(``learned/ribs.py``); only differences between frames of one person mean anything. Arms that cross
the edge and loose clothes hide it; then nothing is said.

*How sure.* 2.4 times the mean absolute error of 5.5 mm in 363 pictures of other people with raised
arms is the base error; frames are widened by posture and view (``error_widths.py``).
"""

from typing import Final

from posture_lab.metrics.signals.outline_edges import FRONT, RIBS, Stretch
from posture_lab.metrics.signals.signal_spec import SignalSpec

RIB_FLARE: Final = SignalSpec(
    "rib_flare_mm",
    title="Rib flare",
    meaning="how far the lower ribs come forward of the line pelvis to breast bone",
    zero="the person's own neutral",
    needs=("hip", "shoulder"),
    base_error=13.0,
    relative=True,
    outline=Stretch(FRONT, *RIBS),
)
