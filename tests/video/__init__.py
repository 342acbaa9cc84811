"""Clips made by the ffmpeg command, and what ffprobe and ffmpeg say of them."""
