"""What will be a ticket while it is being written: of which kind, what was answered, what is asked now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from handlers.tickets.kinds import Kind
from handlers.tickets.rights import Right

CHOICE = "@"
_AFTER_ALL = frozenset({"summary", "change"})
SILENCE = timedelta(hours=24)
"""After so long without a word we ask whether to go on before anything is taken as an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One request that is not sent yet; the person's words are personal and kept encrypted.

    `id` (22 letters, digits, `-` and `_`) becomes the id of a text of the ticket: a form is sent once.
    `step` is the name of the step asked last (see `steps`), `answers` what was answered by step.
    A choice is answered by `@` and its name, anything else is in the person's own words. `touched_at` (UTC)
    is when the person last did something here. `offered` are rights we asked whether to add, `paused` tells
    that we asked whether to go on. `messages` are the platform's ids of the messages that answers came in,
    by step; an answer by button has none. `kind` is that of the ticket; only `rights` has rights.
    """

    id: str
    rights: tuple[Right, ...]
    step: str
    touched_at: datetime
    answers: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[Right, ...] = ()
    paused: bool = False
    messages: Mapping[str, str] = field(default_factory=dict)
    kind: Kind = Kind.RIGHTS

    def silent(self, now: datetime) -> bool:
        """Tell whether the person has been away so long that we ask first whether to go on."""
        return now - self.touched_at >= SILENCE

    def answered(self, step: str, answer: str, message_id: str) -> Form:
        """Return the form with this answer to a step, which came in that message, "" for a button."""
        messages = {**self.messages, step: message_id}
        return replace(
            self,
            answers={**self.answers, step: answer},
            messages={name: one for name, one in messages.items() if one},
        )

    def without(self, message_id: str) -> Form:
        """Return the form without the answers that came in a message; they are asked for again.

        Where everything was answered before, the person is asked first whether to go on.
        """
        gone = {step for step, one in self.messages.items() if one == message_id and step in self.answers}
        if not gone:
            return self
        return replace(
            self,
            answers={step: answer for step, answer in self.answers.items() if step not in gone},
            messages={step: one for step, one in self.messages.items() if step not in gone},
            paused=self.paused or self.step in _AFTER_ALL,
            step="" if self.step in _AFTER_ALL else self.step,
        )

    def chosen(self, step: str) -> str:
        """Return the choice that answered a step, "" where there is none or it is in own words."""
        mark, choice = self.answers.get(step, "")[:1], self.answers.get(step, "")[1:]
        return choice if mark == CHOICE else ""
