"""What a member of the staff may be mailed about, and when it has come up in a ticket's log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.tickets import stages
from handlers.tickets.kinds import Kind
from handlers.tickets.log import (
    Assigned,
    DeadlineWarned,
    FileKept,
    MessageIn,
    Moved,
    PersonWanted,
    TicketEvent,
)
from handlers.tickets.statuses import OPEN, Move
from handlers.tickets.ticket import Ticket


class Occasion(StrEnum):
    ASSIGNED = "assigned"
    """A ticket became theirs."""
    WROTE = "wrote"
    """The requester of a ticket of theirs wrote, after staff had last acted on it."""
    DEADLINE = "deadline"
    """Much of a period of a ticket of theirs is used up, or all of it."""
    NEW = "new"
    """A ticket was handed in that nobody has yet."""
    INCIDENT = "incident"
    """A leak or misuse of data was reported."""
    SECOND_PERSON = "second_person"
    """A decision waits for somebody to look at it."""
    MAIL_TROUBLE = "mail_trouble"
    """Mails are not read, or do not arrive."""


_TO_ROLES: Mapping[Occasion, frozenset[str]] = {
    Occasion.ASSIGNED: frozenset({"caseworker"}),
    Occasion.WROTE: frozenset({"caseworker"}),
    Occasion.DEADLINE: frozenset({"caseworker"}),
    Occasion.NEW: frozenset({"caseworker"}),
    Occasion.INCIDENT: frozenset({"caseworker", "approver"}),
    Occasion.SECOND_PERSON: frozenset({"approver"}),
    Occasion.MAIL_TROUBLE: frozenset({"caseworker", "approver", "admin"}),
}
_UNASKED: Mapping[Occasion, frozenset[str]] = {
    **_TO_ROLES,
    # The desk's common address hears of each already.
    Occasion.NEW: frozenset(),
    Occasion.MAIL_TROUBLE: frozenset({"admin"}),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell: to one member (a staff id), or with None to all whom it is for.

    `by` is who did it, and needs no mail about it.
    """

    occasion: Occasion
    to: str | None = None
    by: str = ""


def offered(roles: Collection[str]) -> tuple[Occasion, ...]:
    """Return what somebody in these roles may choose to be mailed about."""
    return tuple(occasion for occasion in Occasion if _TO_ROLES[occasion] & set(roles))


def usual(roles: Collection[str]) -> frozenset[Occasion]:
    """Return what they are mailed about as long as they have chosen nothing."""
    return frozenset(occasion for occasion in Occasion if _UNASKED[occasion] & set(roles))


def may_tell(events: Sequence[TicketEvent]) -> bool:
    """Tell whether events can be an occasion at all; the rest of the log is not looked at."""
    return any(isinstance(event, _TELLING) for event in events)


_TELLING = (Assigned, DeadlineWarned, FileKept, MessageIn, Moved, PersonWanted)


def told(log: Sequence[TicketEvent], new: int) -> tuple[Told, ...]:
    """Return what the last `new` events of a log are to staff. Raises ticket.BrokenLog."""
    return tuple(dict.fromkeys(_told(log, new)))


def _told(log: Sequence[TicketEvent], new: int) -> Iterator[Told]:
    ticket, before = Ticket.of(log), log[: len(log) - new]
    if ticket.status not in OPEN and not _goes_on(log, new):
        return
    for event in log[len(log) - new :]:
        if isinstance(event, Assigned) and event.to:
            yield Told(Occasion.ASSIGNED, event.to, event.by.id)
        elif isinstance(event, DeadlineWarned) and ticket.assignee:
            yield Told(Occasion.DEADLINE, ticket.assignee)
        elif isinstance(event, Moved) and event.move is Move.SUBMIT:
            yield Told(Occasion.INCIDENT if ticket.kind is Kind.INCIDENT else Occasion.NEW, None, event.by.id)
        elif isinstance(event, Moved) and event.move is Move.PROPOSE:
            yield Told(Occasion.SECOND_PERSON, None, event.by.id)
    if ticket.assignee and not ticket.handover and stages.unread(log) and not stages.unread(before):
        yield Told(Occasion.WROTE, ticket.assignee)


def _goes_on(log: Sequence[TicketEvent], new: int) -> bool:
    """Tell whether somebody wrote about a ticket that was answered already."""
    return stages.unread(log) and any(isinstance(event, MessageIn) for event in log[len(log) - new :])
