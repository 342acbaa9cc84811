"""What the browser's outline is held against is still what Python finds."""

import base64
import json

import cv2
import numpy as np
import pytest

from tests.live.outline_fixture import FILE, edges_of

WITHIN_TRUNKS = 1e-5 if int(cv2.__version__.split(".")[0]) >= 5 else 3e-3
"""OpenCV before version 5 reads colours at 1/32 of a pixel."""

FIXTURE = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FIXTURE["cases"], ids=lambda case: str(case["name"]))
def test_the_committed_edges_are_those_found_today(case: dict[str, list[float]]) -> None:
    size = FIXTURE["height"], FIXTURE["width"]
    image = np.frombuffer(base64.b64decode(FIXTURE["rgb"]), np.uint8).reshape(*size, 3)
    mask = np.frombuffer(base64.b64decode(FIXTURE["mask"]), np.uint8).reshape(size)
    for name, found in edges_of(image, mask, case["joints"]).items():
        committed = np.array(case[name], np.float64)
        np.testing.assert_allclose(np.array(found, np.float64), committed, atol=WITHIN_TRUNKS)


def test_the_cases_have_edges_to_compare_and_edges_that_are_missing() -> None:
    seen = {
        case["name"]: np.isfinite(np.array(case["edges"], np.float64)) for case in FIXTURE["cases"]
    }
    assert seen["standing"].mean() > 0.9
    assert 0.2 < seen["partly seen"].mean() < 0.9
    assert 0.2 < seen["beside the person"].mean() < 0.95
    assert not seen["trunk not known"].any()
