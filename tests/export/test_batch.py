from pathlib import Path

from posture_lab.export.batch import result_names


def test_every_clip_has_a_result_of_its_own() -> None:
    clips = [
        Path("a/squat.mp4"),
        Path("b/squat.mp4"),
        Path("c/squat.mp4"),
        Path("Squat.MOV"),
        Path("summary.mp4"),
        Path("no_suffix"),
    ]
    names = result_names(clips)
    assert names[0] == "squat.json"
    assert names[-1] == "no_suffix.json"
    assert len({name.lower() for name in names}) == len(clips)
    assert "summary.json" not in names
