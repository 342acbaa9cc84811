"""One scenario to one MP4 with its truth beside it."""

import hashlib
from pathlib import Path
from typing import Any

from groundtruth import truth
from groundtruth.scenario import Scenario
from groundtruth.sensor import write_clip
from groundtruth.studio import Studio
from groundtruth.takes import record, rehearse


def render_clip(
    scenario: Scenario, path: Path, studio: Studio | None = None, preset: str = "veryfast"
) -> dict[str, Any]:
    """Write `path` (an .mp4) and `<stem>.truth.json`; returns the truth as written."""
    take = rehearse(scenario)
    camera = scenario.camera
    studio = studio or Studio()
    frames = write_clip(path, studio.film(take), scenario.fps, scenario.sensor.crf, preset)
    clip = {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "width_px": camera.width,
        "height_px": camera.height,
        "fps": scenario.fps,
        "frames": frames,
        "duration_s": round(frames / scenario.fps, 4),
    }
    whole = {"clip": clip} | record(take)
    truth.write(path.with_suffix(".truth.json"), whole)
    return whole
