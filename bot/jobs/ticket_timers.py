"""What happens to tickets by itself (`handlers.tickets.timers`), looked at every minute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from bot.dispatch.notices import Notices
from bot.dispatch.staff_mails import StaffMails
from bot.jobs.schedule import Job
from bot.logs import logger
from bot.store import conversations, ticket_logs, ticket_timers, tickets
from bot.store.engine import Connection, Database, savepoint
from bot.store.errors import StoreDown
from bot.store.sealing import Seal
from bot.store.shelf import StoredShelf
from bot.store.ticket_rows import looked_at_next
from handlers.context import Context
from handlers.conversation import Conversation
from handlers.draws import Draws
from handlers.escalating import staff_mail
from handlers.escalating.staff import Staff
from handlers.mails import letters
from handlers.reminding import notice
from handlers.tickets import evidence, timers, warnings
from handlers.tickets.changes import TicketChange
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.log import DeadlineWarned, Moved, ReminderSent, TicketEvent
from handlers.tickets.ticket import Ticket
from knowledge.findings import Finder

_MINUTE_MS, _DAY_MS = 60_000, 24 * 3_600_000
_CHUNK = 20  # tickets a step: a few milliseconds each


_Log: TypeAlias = tuple[TicketEvent, ...]


class _Unreachable(Exception):
    """There is no way to remind somebody, so nothing may be noted as a reminder."""


@dataclass(frozen=True, slots=True)
class TicketTimers:
    """Does what is due with tickets, and owes their requesters, or staff, a word where there is one to say.

    `staff` and `public_url` as in `Context`. Without a post nobody is warned of a deadline.
    """

    finder: Callable[[], Finder]
    notices: Notices
    seal: Seal
    draws: Draws
    staff: Staff = field(default_factory=Staff)
    public_url: str = ""

    @property
    def job(self) -> Job:
        return Job("tickets", every=_MINUTE_MS, step=self.step)

    def step(self, database: Database, now: int) -> bool:
        """Look at some tickets, each for itself; returns whether that were all."""
        with database.write() as connection:
            numbers = ticket_timers.due(connection, now, _CHUNK)
            for number in numbers:
                self._look(connection, number, now)
        return len(numbers) < _CHUNK

    def _look(self, connection: Connection, number: str, now: int) -> None:
        """Do what is due with a ticket; one that cannot be dealt with costs only itself, and waits a day."""
        try:
            with savepoint(connection):
                self._act(connection, number, now)
            return
        except StoreDown:
            raise
        except _Unreachable:
            logger().warning("requester_not_reached", number=number)
        except Exception as error:  # noqa: BLE001  # a log that this program does not understand, for one
            logger().error("ticket_timer_failed", number=number, error=error)
        ticket_timers.look_at(connection, number, now + _DAY_MS)

    def _act(self, connection: Connection, number: str, now: int) -> None:
        log, at = ticket_logs.log_of(connection, number), datetime.fromtimestamp(now / 1_000, UTC)
        warns = self.notices.post is not None
        event = timers.due(log, at) or (warnings.due(log, at, self.staff.hours) if warns else None)
        if event is not None:
            events = _entries(log, event)
            self._do(connection, number, log, events, now)
            log = (*log, *events)
        then = looked_at_next(log, at, warns=warns, hours=self.staff.hours)
        ticket_timers.look_at(connection, number, then)

    def _do(  # what is due, with which ticket
        self, connection: Connection, number: str, log: _Log, events: _Log, now: int
    ) -> None:
        changes, event = [TicketChange(number, len(log), events)], events[-1]
        tickets.append(connection, changes, self.seal)
        StaffMails(self.notices.post, self.seal, self.staff).owe(connection, changes, now)
        if not self._told(connection, (*log, *events), now) and isinstance(event, ReminderSent):
            raise _Unreachable
        logger().info("ticket_timer", number=number, what=_named(event))

    def _told(self, connection: Connection, log: Sequence[TicketEvent], now: int) -> bool:
        """Owe the requester, or staff, what they hear of the last event; returns whether they do."""
        context = self._context(connection, Ticket.of(log), now)
        if isinstance(log[-1], DeadlineWarned):
            self.notices.owe_staff(connection, staff_mail.deadline(log, log[-1], context), len(log), now)
            return True
        if isinstance(log[-1], HandoverEnded):
            for letter in letters.to_center("handover_lapsed", Ticket.of(log), context):
                self.notices.owe_staff(connection, letter, len(log), now)
        said = notice(log, context)
        # A word that waits for them to write reminds nobody, but it is better than none where we have ended.
        return said is not None and self.notices.owe(connection, said, now) != "pending"

    def _context(self, connection: Connection, ticket: Ticket, now: int) -> Context:
        """Return what the handlers may see; the chat's language is the ticket's where it is forgotten."""
        lane = ticket.requester
        known = conversations.load(connection, [lane], self.seal).get(lane)
        return Context(
            finder=self.finder(),
            conversation=known or Conversation(language=ticket.language),
            now=datetime.fromtimestamp(now / 1_000, UTC),
            requester=lane,
            tickets=(ticket,),
            draws=self.draws,
            shelf=StoredShelf(connection, lane, now, self.seal),
            mails=self.notices.post is not None,
            public_url=self.public_url,
            staff=self.staff,
        )


def _entries(log: _Log, event: TicketEvent) -> _Log:
    """Return an event as the last, after those of what ends with it."""
    goes = evidence.erased_with(Ticket.of(log), event) if isinstance(event, Moved) else ()
    return (*goes, event)


def _named(event: TicketEvent) -> str:
    if isinstance(event, EvidenceErased):
        return "erase_evidence"
    if isinstance(event, DeadlineWarned):
        return "warn"
    if isinstance(event, HandoverEnded):
        return "give_back"
    return event.move.value if isinstance(event, Moved) else "remind"
