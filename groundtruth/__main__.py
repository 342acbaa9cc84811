"""python -m groundtruth: render people whose angles are known."""

import importlib.util
import os
import sys

NEEDED = ("anny", "torch", "moderngl")


def main() -> None:
    """Run the command line, or say in a sentence what is not installed."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(
            f"Rendering needs {', '.join(missing)}, which is not installed; "
            "try: pip install -e '.[groundtruth]' (docs/truth.md says how)."
        )
    # One drawing thread per process: more processes are faster than more threads.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    from groundtruth.commands import parser  # noqa: PLC0415 - only now known to be installed

    chosen = parser().parse_args()
    chosen.run(chosen)


if __name__ == "__main__":
    main()
