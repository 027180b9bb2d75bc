"""Plays the stories of the office, in the order in which they happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.dev.double import LineDouble
from bot.dev.mail_answers import answer, takes_answers
from bot.dev.mailbox import KeptMail, MailDouble
from bot.dev.office.papers import paper
from bot.dev.office.stage import Stage
from bot.dev.office.stories import Step, Story, moment_of
from bot.dev.phone import Phone
from handlers.casework import acts
from handlers.casework.acts import StaffAct
from handlers.tickets.records import made
from handlers.tickets.records import moment_of as written_moment

SECONDS_TO_WRITE = 20
_NUMBER = re.compile(r"PR-\d{4}-[0-9A-Z]{6}")
_CODE = re.compile(r"^\d{6}$", re.MULTILINE)
_AT_LEAST = timedelta(minutes=1)
"""Between two steps of one story."""
_MORNING = timedelta(hours=15, minutes=50)
"""From the end of an office's day to the next morning's look at what is due."""


@dataclass(slots=True)
class _Life:
    """A story while it is played: the person's phone, the numbers they were given, files staff added."""

    story: Story
    phone: Phone
    numbers: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class Playing:
    """Plays stories on a stage; `line` and `mailbox` are what the stage's desk talks to."""

    def __init__(self, stage: Stage, line: LineDouble, mailbox: MailDouble, end: datetime) -> None:
        self._stage, self._line, self._mailbox, self._end = stage, line, mailbox, end
        self._lives: dict[str, _Life] = {}

    def play(self, stories: Sequence[Story], told: Callable[[int, int], None]) -> None:
        """Play to the end; `told` hears how many steps are done, and of how many."""
        agenda = self._agenda(stories)
        for done, (moment, story, step) in enumerate(agenda, 1):
            self._stage.is_at(moment)
            if story is None or step is None:
                self._stage.look()
            else:
                self._named(self._life(story), step)
            told(done, len(agenda))
        self._stage.is_at(self._end)
        self._stage.look()

    def _agenda(self, stories: Sequence[Story]) -> list[tuple[datetime, Story | None, Step | None]]:
        """Return every step in order, and the mornings between them, when what is due is looked at."""
        steps: list[tuple[datetime, Story | None, Step | None]] = [
            (moment, story, step) for story in stories for moment, step in self._timed(story)
        ]
        first = min(moment for moment, _, _ in steps)
        days = (self._end - first).days + 1
        mornings = ((self._end - timedelta(days=day) + _MORNING, None, None) for day in range(2, days))
        return sorted([*steps, *mornings], key=lambda one: one[0])

    def _timed(self, story: Story) -> Iterator[tuple[datetime, Step]]:
        """Give the steps of a story with their moments, each after the one before, whatever days were off."""
        before = datetime.min.replace(tzinfo=UTC)
        for step in story.steps:
            before = max(moment_of(step, self._end), before + _AT_LEAST)
            yield before, step

    def _life(self, story: Story) -> _Life:
        if story.name not in self._lives:
            person = self._line.add_person(story.name, story.language)
            phone = Phone(
                self._line, person.id, lambda: self._stage.passes(SECONDS_TO_WRITE), self._stage.work
            )
            self._lives[story.name] = _Life(story, phone)
            self._line.follow(person.id)
            self._stage.work()
        return self._lives[story.name]

    def _named(self, life: _Life, step: Step) -> None:
        """Do a step; what fails says whose it was."""
        try:
            self._step(life, step)
        except Exception as error:
            error.add_note(f"{life.story.name}, {step.ago} days before the end, at {step.at}")
            raise

    def _step(self, life: _Life, step: Step) -> None:
        if step.by:
            self._staff(life, step)
        elif step.mails:
            letter = self._letters(life.story.address, takes_answers)[-1]
            self._stage.take_mail(answer(letter, step.mails, self._line.clock()))
            self._stage.work()
        elif step.sends:
            life.phone.sends(step.sends)
        self._said(life, step)

    def _said(self, life: _Life, step: Step) -> None:
        for words in step.says:
            life.phone.answers(words)
            self._noted(life)
        if step.code:
            letters = self._letters(life.story.address, lambda mail: bool(_CODE.search(mail.text)))
            life.phone.says(_CODE.findall(letters[-1].text)[0])

    def _noted(self, life: _Life) -> None:
        """Note the number of a new ticket, as the person reads it."""
        for number in _NUMBER.findall(life.phone.text):
            if number not in life.numbers:
                life.numbers.append(number)

    def _staff(self, life: _Life, step: Step) -> None:
        number = life.numbers[step.ticket]
        if step.file:
            life.files.append(self._stage.upload(step.by, number, paper(step.file), step.file))
        else:
            self._stage.act(step.by, number, self._act(step, life))

    def _act(self, step: Step, life: _Life) -> StaffAct:
        """Return what a step says that staff do: fields are those of the act, in plain values."""
        kind: type[StaffAct] = getattr(acts, step.act)
        act: StaffAct = made(dict(self._filled_in(step.fields, life)), kind)
        return act

    def _filled_in(self, fields: Mapping[str, Any], life: _Life) -> Iterator[tuple[str, Any]]:
        for name, value in fields.items():
            match name:
                case "until":
                    yield name, written_moment(self._end - timedelta(days=value))
                case "to":
                    yield name, self._stage.staff_id(value)
                case "into" | "other":
                    yield name, life.numbers[value]
                case "files":
                    yield name, [life.files[one] for one in value]
                case _:
                    yield name, value

    def _letters(self, address: str, wanted: Callable[[KeptMail], bool]) -> list[KeptMail]:
        return [mail for mail in self._mailbox.letters(address) if wanted(mail)]
