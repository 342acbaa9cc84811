"""PoseSequence to numbers: signals, repetitions, measures, scores. Pure NumPy and SciPy."""
