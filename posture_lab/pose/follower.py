"""Following one person through a clip, and nobody else."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.bystanders import Bystanders
from posture_lab.pose.landmarker import Seen, Tracker
from posture_lab.pose.lookout import Lookout
from posture_lab.pose.person import Person, clothes, clothes_distance
from posture_lab.pose.subject import (
    SAME_CLOTHES,
    Memory,
    SubjectChoice,
    at_point,
    largest_and_most_central,
)
from posture_lab.pose.window import Window
from posture_lab.video.frame import Frame

Floats = NDArray[np.float64]
Image = NDArray[np.uint8]

LOOK_EVERY_S: Final = 3.0
"""How often others are looked for while nobody else is known: costs about 1.5 % of the time."""
LOOK_WITH_OTHERS_S: Final = 1.0
LOOK_WHEN_NEAR_S: Final = 0.3
SEARCH_EVERY_S: Final = 0.15
"""How often the subject is searched for at the start and after being lost."""
DRESS_EVERY_S: Final = 0.3
FAR_AFTER_S: Final = 3.0
"""With nobody in sight for this long, small far people are searched for part by part."""
LARGE: Final = 0.35
"""From this body size on, in shorter picture sides, one look is enough; a smaller find counts
when the next look confirms it."""
ENOUGH_DOUBTS: Final = 2
"""So many looks in a row the followed one must wear other clothes than the subject."""
CLEARLY_LESS: Final = 15.0
"""And a bystander's clothes must be so much more like the subject's."""
CHOICE_VALID_S: Final = 1.0
"""How long after the picked moment the picked point still tells who was meant."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The subject in one image.

    Attributes
    ----------
    landmarks_px : (33, 2) pixels of the whole image.
    seen : the same in pixels of the window the tracker was given, with the mask of that window.
    """

    landmarks_px: Floats
    seen: Seen


class Follower:
    """Chooses the subject, follows them, notices when the tracker runs off with somebody else.

    Attributes
    ----------
    warnings : sentences for the person, each once.
    void_s : (from, to) times that must be left out after all, because what was followed then
        turned out not to be the subject.
    """

    def __init__(self, model: Path, choice: SubjectChoice | None = None) -> None:
        self._tracker = Tracker(model)
        self._lookout = Lookout(model)
        self._choice = choice
        self._asked = False
        self._memory: Memory | None = None
        self._candidate: Memory | None = None
        self._sure: Memory
        self._window: Window | None = None
        self._bystanders = Bystanders()
        self._next_look_s = self._next_dress_s = -np.inf
        self._nobody_since_s: float | None = None
        self._others_s = self._near_s = -np.inf
        self._doubts = 0
        self.warnings: list[str] = []
        self.void_s: list[tuple[float, float]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tracker.close()
        self._lookout.__exit__()

    def finish(self) -> None:
        """Leave out the end of the clip if it stayed open who was followed there."""
        if self._doubts > ENOUGH_DOUBTS:
            self.void_s.append((self._sure.time_s, np.inf))
            self._warn_switch(self._sure.time_s)

    def see(self, frame: Frame) -> Followed | None:
        """Return the subject in the next frame, None when they are not in sight."""
        image, time_s = frame.image, frame.time_s
        if self._memory is None:
            return self._choose(image, frame)
        if self._window is None:
            return self._search(image, time_s, self._memory)
        seen = self._tracker.follow(self._window.cut(image))
        followed = None if seen is None else self._placed(seen)
        person = None if followed is None else Person.of(followed.landmarks_px)
        if followed is None or person is None or not self._memory.could_be_here(person, time_s):
            return self._lose(image, time_s, self._memory, person)
        return self._keep(image, time_s, self._memory, followed, person)

    def _choose(self, image: Image, frame: Frame) -> Followed | None:
        """Look for the subject at the start."""
        time_s = frame.time_s
        if self._choice is not None and time_s > self._choice.time_s + CHOICE_VALID_S:
            if self._asked:
                self._warn(
                    "Nobody was found at the picked place; the largest and most central person "
                    "was followed instead."
                )
            self._choice = None
        if time_s < self._next_look_s or (self._choice and time_s < self._choice.time_s):
            return None
        if self._nobody_since_s is None:
            self._nobody_since_s = time_s
        self._next_look_s = time_s + SEARCH_EVERY_S
        people = self._lookout.look(image)
        if not people and time_s - self._nobody_since_s > FAR_AFTER_S:
            people = self._look_far(image)
        height, width = image.shape[:2]
        if self._choice is not None:
            self._asked = True
            x, y = self._choice.point_px
            person = at_point(people, (x * frame.scale, y * frame.scale))
            certain = True
        else:
            person = largest_and_most_central(people, width, height)
            certain = person is not None and person.size_px > LARGE * min(width, height)
        if person is None:
            self._candidate = None
            return None
        self._nobody_since_s = time_s
        if not certain and not (self._candidate and self._candidate.could_be_here(person, time_s)):
            self._candidate = Memory(person, time_s, clothes(image, person.landmarks_px))
            return None
        return self._begin(image, time_s, person, people)

    def _look_far(self, image: Image) -> list[Person]:
        if self._candidate is not None:
            return self._lookout.look(image, Window.around(self._candidate.person, image))
        return self._lookout.look_far(image)

    def _begin(
        self, image: Image, time_s: float, person: Person, people: list[Person]
    ) -> Followed | None:
        """Set the tracker on ``person`` and nobody else."""
        self._window = Window.around(person, image)
        others = [other for other in people if not other.is_same_place(person)]
        self._tracker.forget()
        alone = self._window.cut(_without(image, person, others))
        # The first sight comes from the detector; the second one is as good as all that follow.
        seen = self._tracker.follow(alone) and self._tracker.follow(alone)
        followed = None if seen is None else self._placed(seen)
        found = None if followed is None else Person.of(followed.landmarks_px)
        if followed is None or found is None or not found.is_same_place(person):
            self._window = None
            return None
        dress = clothes(image, found.landmarks_px)
        if self._memory is None:
            self._memory = Memory(found, time_s, dress)
            self._sure = replace(self._memory)
        self._memory.update(found, time_s)
        self._meet(others, time_s, self._memory)
        self._bystanders.follow_anew(time_s)
        self._doubts = 0
        self._next_dress_s = time_s + DRESS_EVERY_S
        return followed

    def _keep(
        self, image: Image, time_s: float, memory: Memory, followed: Followed, person: Person
    ) -> Followed | None:
        """Go on with the person the tracker followed, after a check now and then."""
        assert self._window is not None
        memory.update(person, time_s)
        if not self._window.fits(person, image):
            return self._begin(image, time_s, person, [person, *self._bystanders.people])
        self._window = self._window.after(person, image)
        if time_s >= self._next_dress_s:
            self._next_dress_s = time_s + DRESS_EVERY_S
            self._bystanders.watch(person)
            if time_s - self._near_s > LOOK_EVERY_S:
                memory.dress(clothes(image, person.landmarks_px))
        if time_s < self._next_look_s:
            return followed
        people = self._lookout.look(image, known=[person], once=True)
        self._meet(people, time_s, memory)
        if alive := self._bystanders.alive_instead(person, time_s):
            self._warn(
                f"What was followed until {time_s:.1f} s never moved, like a poster or a "
                "photograph; a moving person was followed from then on."
            )
            self.void_s.append((-np.inf, time_s))
            self._memory = None
            return self._begin(image, time_s, alive, [person, *people])
        if stolen := self._stolen(image, time_s, memory, person):
            self.void_s.append((self._sure.time_s, time_s))
            self._warn_switch(self._sure.time_s)
            return self._begin(image, time_s, stolen, [person, *people])
        return followed

    def _stolen(self, image: Image, time_s: float, memory: Memory, person: Person) -> Person | None:
        """Return the bystander who wears the subject's clothes when the followed one does not."""
        apart = clothes_distance(memory.clothes, clothes(image, person.landmarks_px))
        met = self._near_s >= self._sure.time_s
        if not met or not apart > SAME_CLOTHES:
            self._sure, self._doubts = replace(memory), 0
            return None
        self._doubts += 1
        rivals = [
            (clothes_distance(memory.clothes, clothes(image, other.landmarks_px)), index)
            for index, other in enumerate(self._bystanders.people)
            if self._sure.could_be_here(other, time_s)
        ]
        best = min(rivals, default=(np.inf, -1))
        likely = self._doubts >= ENOUGH_DOUBTS and best[0] + CLEARLY_LESS < apart
        return self._bystanders.people[best[1]] if likely else None

    def _lose(
        self, image: Image, time_s: float, memory: Memory, stranger: Person | None
    ) -> Followed | None:
        """The tracker lost the subject or jumped to somebody else: look for the subject at once."""
        self._window = None
        self._next_look_s = -np.inf
        if stranger is not None:
            self._warn_switch(time_s)
            memory.others_known = True
        return self._search(image, time_s, memory)

    def _search(self, image: Image, time_s: float, memory: Memory) -> Followed | None:
        """Look for the lost subject, first everywhere, then closely where they were last."""
        if time_s < self._next_look_s:
            return None
        self._next_look_s = time_s + SEARCH_EVERY_S
        near = Window.around(memory.person, image)
        for window in (None, near):
            people = self._lookout.look(image, window)
            fitting = [
                person
                for person in people
                if memory.could_be(person, clothes(image, person.landmarks_px), time_s)
            ]
            if fitting:
                person = min(
                    fitting, key=lambda p: memory.unlikeness(p, clothes(image, p.landmarks_px))
                )
                return self._begin(image, time_s, person, people)
            if near == Window.whole(image):
                break
        return None

    def _meet(self, others: list[Person], time_s: float, memory: Memory) -> None:
        """Take note of the others, and decide when to look again."""
        self._bystanders.meet(others)
        if others:
            memory.others_known = True
            self._others_s = time_s
            self._warn("Other people are in the picture; one person was followed throughout.")
            if self._bystanders.is_near(memory.person):
                self._near_s = time_s
        if time_s - self._near_s < LOOK_EVERY_S:
            wait_s = LOOK_WHEN_NEAR_S
        else:
            with_others = time_s - self._others_s < 2 * LOOK_EVERY_S
            wait_s = LOOK_WITH_OTHERS_S if with_others else LOOK_EVERY_S
        self._next_look_s = time_s + wait_s

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def _warn_switch(self, time_s: float) -> None:
        self._warn(
            f"Another person was mistaken for the one followed at {time_s:.1f} s; "
            "moments in which only others were in sight were left out."
        )

    def _placed(self, seen: Seen) -> Followed:
        assert self._window is not None
        corner = np.array([self._window.left, self._window.top])
        return Followed(seen.landmarks_px + corner, seen)


def _without(image: Image, person: Person, others: list[Person]) -> Image:
    """Return the image with the others greyed out, except where ``person`` is."""
    if not others:
        return image
    kept = image.copy()
    for other in others:
        kept[_slices(other, image)] = 128
    inside = _slices(person, image)
    kept[inside] = image[inside]
    return kept


def _slices(person: Person, image: Image) -> tuple[slice, slice]:
    height, width = image.shape[:2]
    left, top, right, bottom = person.box()
    columns = slice(int(np.clip(left, 0, width)), int(np.clip(right, 0, width)))
    return slice(int(np.clip(top, 0, height)), int(np.clip(bottom, 0, height))), columns
