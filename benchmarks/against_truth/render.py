"""Draw the planned clips. Needs the rendering dependencies; measuring does not."""

from collections.abc import Iterable
from pathlib import Path

from against_truth.plan import PlannedClip, scenario_of


def render(folder: Path, clips: Iterable[PlannedClip]) -> None:
    """Render the planned clips that ``folder`` does not hold yet, each with its truth beside it."""
    from groundtruth.clip import render_clip  # noqa: PLC0415  torch, anny, moderngl
    from groundtruth.studio import Studio  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio()
    for clip in clips:
        path = folder / f"{clip.name}.mp4"
        if not path.with_suffix(".truth.json").exists():
            render_clip(scenario_of(clip), path, studio)
            print(path, flush=True)
