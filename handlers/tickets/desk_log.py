"""What staff do at their desk beside moving a ticket: the entries of its log about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.tickets.log import Moved, TicketEvent
from handlers.tickets.texts import KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSent(TicketEvent):
    """The answer to the request was written and goes to the requester.

    `files` are ids of kept files that go with it. With `behind_link` neither chat nor mail has the text:
    text and files are behind a protected link.
    """

    text: KeptText
    files: tuple[str, ...] = ()
    behind_link: bool = False


def last_answer(log: Sequence[TicketEvent]) -> AnswerSent | None:
    """Return the answer of a log that was written last."""
    return next((event for event in reversed(log) if isinstance(event, AnswerSent)), None)


def answer_since_decision(log: Sequence[TicketEvent]) -> AnswerSent | None:
    """Return the answer that was written in the status that the ticket of this log has now."""
    for event in reversed(log):
        if isinstance(event, AnswerSent):
            return event
        if isinstance(event, Moved):
            return None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged(TicketEvent):
    """Staff put a tag on the ticket (`on`) or took it off; tags are words of the desk, not of a person."""

    name: str
    on: bool = True


def tags(log: Sequence[TicketEvent]) -> tuple[str, ...]:
    """Return the tags that a ticket has, in the order they were put on."""
    on: dict[str, None] = {}
    for event in log:
        if isinstance(event, Tagged) and event.on:
            on[event.name] = None
        elif isinstance(event, Tagged):
            on.pop(event.name, None)
    return tuple(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(TicketEvent):
    """Staff noted that another ticket has to do with this one; both go on by themselves."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOpened(TicketEvent):
    """Staff looked at a file of the ticket; `file` is its id."""

    file: str
