"""What happens to tickets by itself (`handlers.tickets.timers`), looked at every minute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.dispatch.notices import Notices
from bot.jobs.schedule import Job
from bot.logs import logger
from bot.store import conversations, ticket_logs, ticket_timers, tickets
from bot.store.engine import Connection, Database, savepoint
from bot.store.errors import StoreDown
from bot.store.sealing import Seal
from bot.store.shelf import StoredShelf
from bot.store.ticket_rows import not_before
from handlers.context import Context
from handlers.conversation import Conversation
from handlers.draws import Draws
from handlers.reminding import notice
from handlers.tickets import timers
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Moved, ReminderSent, TicketEvent
from handlers.tickets.ticket import Ticket
from knowledge.findings import Finder

_MINUTE_MS, _DAY_MS = 60_000, 24 * 3_600_000
_CHUNK = 20  # tickets a step: a few milliseconds each


class _Unreachable(Exception):
    """There is no way to remind somebody, so nothing may be noted as a reminder."""


@dataclass(frozen=True, slots=True)
class TicketTimers:
    """Does what is due with tickets, and owes their requesters a word where there is one to say."""

    finder: Callable[[], Finder]
    notices: Notices
    seal: Seal
    draws: Draws

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
        event = timers.due(log, at)
        if event is None:
            then = timers.next_at(log, at)
            ticket_timers.look_at(connection, number, not_before(then) if then else None)
            return
        tickets.append(connection, [TicketChange(number, len(log), (event,))], self.seal)
        if not self._told(connection, (*log, event), now) and isinstance(event, ReminderSent):
            raise _Unreachable
        what = event.move.value if isinstance(event, Moved) else "remind"
        logger().info("ticket_timer", number=number, what=what)

    def _told(self, connection: Connection, log: Sequence[TicketEvent], now: int) -> bool:
        """Owe the requester what they hear of the last event; returns whether they do."""
        said = notice(log, self._context(connection, Ticket.of(log), now))
        return said is not None and self.notices.owe(connection, said, now)

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
        )
