"""Following one person through a clip, and nobody else."""

from dataclasses import replace
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.aim import Aim, Followed
from posture_lab.pose.bystanders import LOOK_EVERY_S, Bystanders
from posture_lab.pose.cast import Cast
from posture_lab.pose.cuts import Sudden
from posture_lab.pose.footage import Appearance
from posture_lab.pose.lookout import Lookout
from posture_lab.pose.person import Person
from posture_lab.pose.start import Start
from posture_lab.pose.subject import SAME_CLOTHES, Memory, SubjectChoice
from posture_lab.pose.wardrobe import clothes
from posture_lab.pose.window import Window
from posture_lab.video.frame import Frame

Image = NDArray[np.uint8]

SEARCH_EVERY_S: Final = 0.15
"""How often the subject is searched for after being lost."""
DRESS_EVERY_S: Final = 0.3
ENOUGH_DOUBTS: Final = 2
"""So many looks in a row the followed one must wear a bystander's clothes."""
PICKED_LATE_S: Final = 1.0
"""Somebody picked later than this leaves a stretch of the clip that is worth mentioning."""
PROVEN_S: Final = 0.6
"""What is lost sooner than this may have been a shadow: the subject is then chosen anew."""
CLEARLY: Final = 4.0
"""How much more a look must resemble one wardrobe than another, in colour steps."""


class Follower:
    """Chooses the subject, follows them, notices when the tracker runs off with somebody else.

    Attributes
    ----------
    warnings : sentences for the person, each once.
    void_s : (from, to) times that must be left out after all, because what was followed then
        turned out not to be the subject, or nobody can tell.
    """

    def __init__(self, model: Path, choice: SubjectChoice | None = None) -> None:
        self._aim = Aim(model)
        self._lookout = Lookout(model)
        self._start = Start(choice)
        self._choice = choice
        self._begins_s: float | None = None
        self._chosen_s = -np.inf
        self._memory: Memory | None = None
        self._sure: Memory
        self._unsure = False
        self._doubts = 0
        self._bystanders = Bystanders()
        self._cast = Cast()
        self._cut_s: float | None = None
        self._latest_look: NDArray[np.float64] | None = None
        self._next_look_s = self._next_dress_s = -np.inf
        self._others_s = self._near_s = -np.inf
        self.warnings: list[str] = []
        self.void_s: list[tuple[float, float]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._aim.close()
        self._lookout.__exit__()

    def finish(self) -> None:
        """Leave out the end of the clip if it stayed open who was followed there."""
        if self._unsure:
            self._leave_out(np.inf)
        if strangers := self._cast.strangers_told:
            self._warn(strangers)

    @property
    def appearances(self) -> tuple[Appearance, ...]:
        """Who was followed from when on."""
        return self._cast.appearances(picked=self._choice is not None and not self._start.missed)

    def see(self, frame: Frame, change: Sudden | None = None) -> Followed | None:
        """Return who is followed in the next frame, None when they are not in sight.

        ``change`` is a sudden change of the picture shortly before, after which the same person
        or another one may be in it.
        """
        image, time_s = frame.image, frame.time_s
        if self._memory is None:
            return self._choose(frame)
        if change is not None and (change.cut or self._memory.is_other_in(image)):
            self._cut_s, self._next_look_s = change.time_s, -np.inf
            self._latest_look = None
        if self._cut_s is not None:
            return self._after_cut(image, time_s, self._cut_s)
        if not self._aim.is_set:
            return self._search(image, time_s, self._memory)
        followed = self._aim.follow(image)
        person = None if followed is None else Person.of(followed.landmarks_px)
        if followed is None or person is None or not self._memory.could_be_here(person, time_s):
            return self._lose(image, time_s, self._memory, person)
        return self._keep(image, time_s, self._memory, followed, person)

    def _after_cut(self, image: Image, time_s: float, cut_s: float) -> Followed | None:
        """Find out who is in the picture after a cut: place and time tell nothing there."""
        if time_s < self._next_look_s:
            return None
        self._next_look_s = time_s + SEARCH_EVERY_S
        if self._aim.is_set:  # It did not know of the cut yet.
            self.void_s.append((cut_s, time_s))
            self._aim.drop()
        people = self._lookout.look(image)
        found = self._cast.after_cut(image, people, cut_s, time_s)
        if found is None:
            return None
        self._memory, person = found
        self._memory.update(person, time_s)
        self._cut_s, self._bystanders = None, Bystanders()
        self._sure, self._unsure = replace(self._memory), False
        return self._begin(image, time_s, person, people)

    def _choose(self, frame: Frame) -> Followed | None:
        """Look for the subject at the start."""
        if self._begins_s is None:
            self._begins_s = frame.time_s
        found = self._start.look(frame, self._lookout)
        if found is None:
            return None
        if self._start.missed:
            self._warn(
                "Nobody was found at the picked place; the largest and most central person was "
                "followed instead."
            )
        elif self._choice and self._choice.time_s - self._begins_s > PICKED_LATE_S:
            self._warn(
                f"The chosen person was followed from {frame.time_s:.1f} s on; what came before "
                "was not looked at."
            )
        return self._begin(frame.image, frame.time_s, found.subject, found.people)

    def _begin(
        self, image: Image, time_s: float, person: Person, people: list[Person]
    ) -> Followed | None:
        """Follow ``person`` from here on."""
        followed = self._aim.set_on(image, person, people)
        if followed is None:
            return None
        found = Person.of(followed.landmarks_px)
        if self._memory is None:
            self._chosen_s, self._memory = time_s, Memory(found, time_s)
            self._memory.wardrobe.add(clothes(image, found.landmarks_px))
            self._sure = replace(self._memory)
            self._cast = Cast()
            self._cast.begin(self._memory, time_s)
        self._memory.update(found, time_s)
        others = [other for other in people if not other.is_same_place(found)]
        self._meet(image, others, time_s, self._memory)
        self._bystanders.follow_anew(time_s)
        self._next_dress_s = time_s + DRESS_EVERY_S
        return followed

    def _keep(
        self, image: Image, time_s: float, memory: Memory, followed: Followed, person: Person
    ) -> Followed | None:
        """Go on with the person the tracker followed, after a check now and then."""
        memory.update(person, time_s)
        if not self._aim.keeps_up(image, followed, person):
            return self._begin(image, time_s, person, [person, *self._bystanders.people])
        if time_s >= self._next_dress_s:
            self._next_dress_s = time_s + DRESS_EVERY_S
            self._bystanders.watch(person)
            if time_s - self._near_s > LOOK_EVERY_S:
                # One look later: had the picture changed meanwhile, it would be somebody else's.
                if self._latest_look is not None:
                    memory.wardrobe.add(self._latest_look)
                self._latest_look = clothes(image, person.landmarks_px)
        if time_s < self._next_look_s:
            return followed
        people = self._lookout.look(image, known=[person], once=True)
        self._meet(image, people, time_s, memory)
        if alive := self._bystanders.alive_instead(person, time_s):
            self._warn(
                f"What was followed until {time_s:.1f} s never moved, like a poster or a "
                "photograph; a moving person was followed from then on."
            )
            self.void_s.append((-np.inf, time_s))
            self._memory = None
            return self._begin(image, time_s, alive, [person, *people])
        if stolen := self._stolen(image, time_s, memory, person):
            self._leave_out(time_s)
            return self._begin(image, time_s, stolen, [person, *people])
        return followed

    def _stolen(self, image: Image, time_s: float, memory: Memory, person: Person) -> Person | None:
        """Return the bystander who wears the subject's clothes while the followed one does not.

        While somebody is or was just near and the followed one does not look like the subject,
        nothing is sure; what was seen since it was is left out.
        """

        def strangeness(one: Person) -> float:
            look = clothes(image, one.landmarks_px)
            return memory.wardrobe.distance(look) - self._bystanders.wardrobe.distance(look)

        met = self._near_s >= self._sure.time_s
        theirs = met and strangeness(person) > CLEARLY
        hidden = (
            met and memory.wardrobe.distance(clothes(image, person.landmarks_px)) > SAME_CLOTHES
        )
        if not theirs and not hidden:
            if self._unsure:
                self._leave_out(time_s)
            self._sure, self._doubts = replace(memory), 0
            return None
        self._unsure = True
        self._doubts += theirs
        if self._doubts < ENOUGH_DOUBTS:
            return None
        there = [p for p in self._bystanders.people if self._sure.could_be_here(p, time_s)]
        likely = min(there, key=strangeness, default=None)
        return likely if likely is not None and strangeness(likely) < -CLEARLY else None

    def _leave_out(self, until_s: float) -> None:
        """Leave out what was followed since it was last sure who it was."""
        since_s = self._sure.time_s
        self.void_s.append((since_s, until_s))
        self._warn(
            f"Somebody came so near to the person followed at {since_s:.1f} s that the two could "
            "not be told apart; those moments were left out."
        )
        self._unsure, self._doubts = False, 0

    def _lose(
        self, image: Image, time_s: float, memory: Memory, stranger: Person | None
    ) -> Followed | None:
        """The tracker lost the subject or jumped to somebody else: look for the subject at once."""
        self._aim.drop()
        self._next_look_s = -np.inf
        if stranger is not None and not self._is_doubtful(memory):
            self._warn(
                f"The person followed was lost at {time_s:.1f} s and somebody else taken for them; "
                "moments in which only others were in sight were left out."
            )
        return self._search(image, time_s, memory)

    def _search(self, image: Image, time_s: float, memory: Memory) -> Followed | None:
        """Look for the lost subject, first everywhere, then closely where they were last."""
        if self._is_doubtful(memory):
            self.void_s.append((self._chosen_s, time_s))
            self._memory = None
            return None
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
            self._cast.meet_stranger(people, time_s)
            if near == Window.whole(image):
                break
        return None

    def _is_doubtful(self, memory: Memory) -> bool:
        """Whether the subject, whom nobody picked, was lost too soon to have been a person."""
        return self._choice is None and memory.time_s - self._chosen_s < PROVEN_S

    def _meet(self, image: Image, others: list[Person], time_s: float, memory: Memory) -> None:
        """Take note of the others, and decide when to look again."""
        self._bystanders.meet(others)
        if others:
            self._others_s = time_s
            self._warn("Other people are in the picture; one person was followed throughout.")
            if self._bystanders.is_near(memory.person):
                self._near_s = time_s
        if time_s - self._near_s > LOOK_EVERY_S:
            for other in others:
                self._bystanders.wardrobe.add(clothes(image, other.landmarks_px))
        self._next_look_s = time_s + self._bystanders.wait_s(
            near_for_s=time_s - self._near_s, alone_for_s=time_s - self._others_s
        )

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)
