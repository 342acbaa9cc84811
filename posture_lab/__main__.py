"""``python -m posture_lab`` is the ``posture-lab`` command."""

import sys

from posture_lab.cli import main

if __name__ == "__main__":
    sys.exit(main())
