"""What the spine model says, in the order of its outputs."""

TARGETS = ("pelvic_tilt_deg", "lumbar_flexion_deg", "thoracic_flexion_deg")
