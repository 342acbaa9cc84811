"""Results as files: JSON, time series, annotated clip, neutral. Nothing half-written is left."""
