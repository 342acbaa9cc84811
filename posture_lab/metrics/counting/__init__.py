"""Of signals repetitions and holds: one counter for clips and the live camera."""
