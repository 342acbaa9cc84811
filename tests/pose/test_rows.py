import numpy as np

from posture_lab.pose.rows import Row, Rows
from posture_lab.pose.sequence import Provenance
from tests.people import stick_person, times


def test_what_goes_in_comes_out_in_order_with_gaps_missing() -> None:
    poses = stick_person(times(40.0), noise_px=1.0)  # more than one chunk
    rows = Rows(poses.image_size_px)
    for index, time_s in enumerate(poses.time_s):
        row = Row(
            poses.landmarks_px[index],
            poses.world_m[index],
            poses.visibility[index],
            poses.outline[index],
            poses.leg_outline[index],
        )
        rows.add(float(time_s), None if index % 7 == 3 else row)
    rows.forget(2.0, 3.0)
    found = rows.sequence(Provenance(model="m"))
    lost = (np.arange(len(poses)) % 7 == 3) | ((poses.time_s >= 2.0) & (poses.time_s < 3.0))
    np.testing.assert_array_equal(found.time_s, poses.time_s)
    for name in ("landmarks_px", "world_m", "visibility", "outline"):
        values = getattr(found, name)
        assert np.isnan(values[lost]).all()
        np.testing.assert_allclose(values[~lost], getattr(poses, name)[~lost], atol=1e-3)
    assert (found.image_size_px, found.provenance.model) == (poses.image_size_px, "m")


def test_no_rows_are_an_empty_sequence() -> None:
    assert len(Rows((640, 480)).sequence(Provenance())) == 0
