"""What an analysis has freed goes back to the system."""

import subprocess
import sys

import pytest

POOLS = """
import threading
import psutil
from posture_lab.ui.serving.memory import give_back, use_few_pools

def work():
    kept = [bytearray(60_000) for _ in range(1000)]
    pins.append(kept[-1])  # what stays at the end of a pool, as something always does
    begun.wait()

def held_mb():
    return psutil.Process().memory_info().rss / 2**20

use_few_pools()
pins, begun, before_mb = [], threading.Barrier(8), held_mb()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
give_back()
print(held_mb() - before_mb)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there is it done")
def test_memory_that_threads_have_freed_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", POOLS], capture_output=True, text=True, check=True)
    # It was 480 MB for a moment.
    assert float(done.stdout) < 40
