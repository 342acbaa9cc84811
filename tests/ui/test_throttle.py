"""Who has to wait after wrong passwords, and for how long."""

import threading

import pytest

from posture_lab.ui.login.queue import FullError, Queue
from posture_lab.ui.login.throttle import LONGEST_WAIT_S, Throttle, counts_for


def test_every_wrong_password_makes_the_next_try_wait_longer() -> None:
    throttle = Throttle()
    anna = counts_for("anna", "192.0.2.7", "", known=False)
    waits, now_s = [], 0.0
    for _ in range(9):
        assert throttle.reserve(anna, now_s) == 0.0
        waits.append(throttle.wait_s(anna, now_s))
        now_s += waits[-1]
    assert waits[:3] == [1.0, 2.0, 4.0]
    assert waits[-1] == LONGEST_WAIT_S
    throttle.reserve(anna, now_s)
    throttle.succeeded(anna)
    throttle.reserve(anna, now_s + LONGEST_WAIT_S)
    assert throttle.wait_s(anna, now_s + LONGEST_WAIT_S) == 1.0


def test_a_try_counts_before_its_password_is_looked_at() -> None:
    throttle = Throttle()
    anna = counts_for("anna", "192.0.2.7", "", known=False)
    assert [throttle.reserve(anna, 0.0) > 0 for _ in range(40)] == [False] + [True] * 39
    # One that was not made after all is as if it had not been.
    throttle.take_back(anna)
    assert throttle.reserve(anna, 0.0) == 0.0


def test_nobody_waits_for_somebody_elses_mistakes() -> None:
    throttle = Throttle()
    for second in range(5):
        throttle.reserve(counts_for("anna", "192.0.2.7", "", known=False), second * 61.0)
    at_s = 4 * 61.0
    assert throttle.reserve(counts_for("anna", "192.0.2.7", "", known=False), at_s) > 0
    assert throttle.reserve(counts_for("anna", "192.0.2.8", "", known=False), at_s) == 0
    assert throttle.reserve(counts_for("anna", "192.0.2.7", "a1", known=True), at_s) == 0
    assert throttle.reserve(counts_for("ben", "192.0.2.7", "", known=False), at_s) == 0
    # A known browser waits for its own.
    assert throttle.reserve(counts_for("anna", "192.0.2.7", "a1", known=True), at_s) > 0


def test_other_names_and_other_addresses_are_no_way_round() -> None:
    throttle = Throttle()
    spread = [counts_for(f"name {n}", "192.0.2.7", "", known=False) for n in range(40)]
    assert sum(throttle.reserve(counts, 0.0) == 0 for counts in spread) == 10
    throttle = Throttle()
    many = [counts_for("anna", f"192.0.2.{n}", "", known=False) for n in range(250)]
    assert sum(throttle.reserve(counts, 0.0) == 0 for counts in many) == 100
    throttle = Throttle()
    site = [counts_for("anna", f"2001:db8::{n:x}", "", known=False) for n in range(40)]
    assert sum(throttle.reserve(counts, 0.0) == 0 for counts in site) == 1


def test_the_throttle_does_not_grow_without_end() -> None:
    throttle = Throttle()
    for number in range(12_000):
        throttle.reserve(counts_for(str(number), f"10.0.{number % 250}.1", "", known=False), number)
    assert len(throttle) <= 10_000


def test_a_queue_has_an_end_and_patience() -> None:
    queue, began, finish = Queue(waiting=1, patience_s=0.3), threading.Event(), threading.Event()

    def slow() -> None:
        with queue.turn():
            began.set()
            finish.wait(10)

    first = threading.Thread(target=slow)
    first.start()
    assert began.wait(10)
    with pytest.raises(FullError), queue.turn():
        pass  # waited in vain
    finish.set()
    first.join()
    with queue.turn():
        pass
