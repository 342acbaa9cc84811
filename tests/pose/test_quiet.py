import os

import pytest

from posture_lab.pose.quiet import quiet_stderr


def test_chatter_is_dropped_and_everything_else_passes(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_stderr():
        os.write(2, b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n")
        os.write(2, b"W0000 00:00:1 1 inference_feedback_manager.cc:114] Feedback manager\n")
        os.write(2, b"E0000 00:00:1 1 graph.cc:1] it broke\n")
        os.write(2, b"something of yours\n")
    heard = capfd.readouterr().err
    assert "XNNPACK" not in heard
    assert "Feedback" not in heard
    assert "it broke" in heard
    assert "something of yours" in heard


def test_an_error_inside_gets_out_with_what_was_said(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with quiet_stderr():
            os.write(2, b"F0000 check failed\n")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    os.write(2, b"afterwards\n")
    heard = capfd.readouterr().err
    assert "check failed" in heard
    assert "afterwards" in heard
