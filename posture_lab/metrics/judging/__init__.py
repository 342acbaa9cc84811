"""Of a window of signals measures, a score and cues; which movement it is."""
