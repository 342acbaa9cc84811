"""Who is in a clip, from its start to its end, so that somebody can say whom to follow."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.analysis.acquaintances import Acquaintances, could_be
from posture_lab.pose.lookout import Lookout
from posture_lab.pose.model import find_model
from posture_lab.pose.person import Person
from posture_lab.pose.subject import Memory, SubjectChoice, largest_and_most_central
from posture_lab.pose.wardrobe import clothes
from posture_lab.video.frame import Frame
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader

LOOK_EVERY_S: Final = 0.5
START_S: Final = 1.0
"""Who is there by now is there from the start: the quiet standing at the start is not missed."""
LATER_EVERY_S: Final = 3.0
LATER_LOOKS: Final = 12
"""A long clip is looked at this many times after its start, further apart."""
MOST_PEOPLE: Final = 8


@dataclass(frozen=True, slots=True)
class Sighting:
    """One person, and the earliest picture of the clip in which they were found.

    Attributes
    ----------
    time_s : when that is, seconds from the clip's first frame.
    image : (H, W, 3) RGB as read.
    scale : ``image`` pixels per picture pixel.
    person : where they are, in ``image`` pixels.
    """

    time_s: float
    image: NDArray[np.uint8]
    scale: float
    person: Person

    @property
    def across(self) -> float:
        """Place across the picture, 0 at its left edge and 1 at its right one."""
        return float(self.person.centre_px[0] / self.image.shape[1])

    def choice(self) -> SubjectChoice:
        """Return the choice that makes an analysis follow this person from that moment on."""
        x, y = self.person.centre_px / self.scale
        return SubjectChoice(time_s=self.time_s, point_px=(float(x), float(y)))


@dataclass(frozen=True, slots=True)
class Lineup:
    """The people of a clip.

    Attributes
    ----------
    people : in the order in which they appear, those of one picture from left to right; empty
        for nobody.
    usual : index of the person who is followed when nobody is picked: the largest and most
        central of the first picture with people; None where nobody is found.
    """

    people: tuple[Sighting, ...]
    usual: int | None

    def choice(self, index: int) -> SubjectChoice:
        """Return the choice that makes an analysis follow person ``index``."""
        return self.people[index].choice()


def find_lineup(
    clip: Path,
    *,
    model: Path | None = None,
    limits: ClipLimits | None = None,
    on_look: Callable[[], None] | None = None,
) -> Lineup:
    """Look for people in the first second of a clip, and now and then until its end.

    Somebody who comes later is told from those who were seen before by place and clothes. They
    are offered as of the first moment, to half a second, at which they are in the picture.
    ``on_look`` is called before every look; an exception raised in it (``CancelledError``) stops
    the work.

    Raises
    ------
    ClipError
        If the clip cannot be read or is outside the limits.
    ModelError
        If the pose model cannot be used.
    """
    with (
        ClipReader(clip, sample_fps=1 / LOOK_EVERY_S, limits=limits) as reader,
        Lookout(find_model(model)) as lookout,
    ):
        search = _Search(clip, limits, reader, lookout, on_look)
        found = sorted(search.people(), key=lambda one: (one.time_s, one.across))
    people = tuple(found[:MOST_PEOPLE])
    return Lineup(people, _usual(people))


def _usual(people: Sequence[Sighting]) -> int | None:
    if not people:
        return None
    first = [one.person for one in people if one.time_s == people[0].time_s]
    height, width = people[0].image.shape[:2]
    subject = largest_and_most_central(first, width, height)
    return next(index for index, person in enumerate(first) if person is subject)


class _Search:
    """Looks at single pictures of one clip and tells newcomers from those seen before."""

    def __init__(
        self,
        clip: Path,
        limits: ClipLimits | None,
        reader: ClipReader,
        lookout: Lookout,
        on_look: Callable[[], None] | None,
    ) -> None:
        self._clip = clip
        self._limits = limits
        self._reader = reader
        self._lookout = lookout
        self._on_look = on_look
        self._known = Acquaintances()

    def people(self) -> Iterator[Sighting]:
        """Yield everybody once."""
        frame, present = self._start()
        before_s = 0.0
        for person in present:
            assert frame is not None
            yield self._meet(frame, person)
            before_s = frame.time_s
        for time_s in _later(self._reader.duration_s):
            if (frame := self._at(time_s)) is None:
                continue
            for person in self._known.newcomers(frame.image, self._look(frame), frame.time_s):
                if self._stays(person, frame) and (
                    first := self._first_seen(person, frame, before_s)
                ):
                    yield self._meet(*first)
            before_s = frame.time_s

    def _start(self) -> tuple[Frame | None, list[Person]]:
        """The first picture with more than one person; else the first one with anybody."""
        found: tuple[Frame | None, list[Person]] = (None, [])
        for frame in self._reader:
            if frame.time_s > START_S + 1e-6:
                break
            people = self._look(frame)
            if len(people) > 1:
                return frame, people
            found = found if found[1] else (frame, people)
        return found

    def _stays(self, person: Person, frame: Frame) -> bool:
        """Tell whether a newcomer is still there a moment later: small shapes deceive."""
        after = self._at(frame.time_s + LOOK_EVERY_S)
        return after is not None and bool(_found(person, frame, self._look(after), after))

    def _first_seen(
        self, person: Person, frame: Frame, absent_s: float
    ) -> tuple[Frame, Person] | None:
        """Return the earliest picture after ``absent_s`` that shows a newcomer, and where.

        The time between is halved until it is known to LOOK_EVERY_S. None when on the way back
        the newcomer turns out to be an acquaintance, who has changed too much since.
        """
        while frame.time_s - absent_s > LOOK_EVERY_S:
            between = self._at((absent_s + frame.time_s) / 2)
            if between is None or not absent_s < between.time_s < frame.time_s:
                break
            present = self._look(between)
            there = _found(person, frame, present, between)
            if there is None:
                absent_s = between.time_s
                continue
            strangers = self._known.newcomers(between.image, present, between.time_s)
            if not any(stranger is there for stranger in strangers):
                return None
            frame, person = between, there
        return frame, person

    def _meet(self, frame: Frame, person: Person) -> Sighting:
        self._known.add(frame.image, person, frame.time_s)
        return Sighting(frame.time_s, frame.image, frame.scale, person)

    def _look(self, frame: Frame) -> list[Person]:
        if self._on_look is not None:
            self._on_look()
        return sorted(self._lookout.look(frame.image), key=lambda one: float(one.centre_px[0]))

    def _at(self, time_s: float) -> Frame | None:
        """The picture at ``time_s``, None past the end of what can be read."""
        with ClipReader(
            self._clip, limits=self._limits, start_s=time_s, index=self._reader.index
        ) as part:
            return next(iter(part), None)


def _found(person: Person, frame: Frame, present: Sequence[Person], other: Frame) -> Person | None:
    """Return who of those ``present`` in another picture may be ``person`` of ``frame``."""
    memory = Memory(person, frame.time_s)
    memory.wardrobe.add(clothes(frame.image, person.landmarks_px))
    looks = [clothes(other.image, one.landmarks_px) for one in present]
    alike = [
        (memory.unlikeness(one, look), number)
        for number, (one, look) in enumerate(zip(present, looks, strict=True))
        if could_be(memory, one, look, other.time_s)
    ]
    return present[min(alike)[1]] if alike else None


def _later(duration_s: float | None) -> list[float]:
    """When to look after the start: evenly up to the end."""
    left_s = (duration_s or 0.0) - START_S
    looks = min(LATER_LOOKS, int(left_s / LATER_EVERY_S))
    return [START_S + left_s * number / (looks + 0.5) for number in range(1, looks + 1)]
