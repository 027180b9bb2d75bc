"""Every part in one process and one thread, with a time of its own that stands still until it is told.

For what has to happen in order and at once, such as weeks of a made-up office; in earnest each part has a
process.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from bot.bootstrap.console import desk_of
from bot.bootstrap.mail_in import ingest_of
from bot.bootstrap.sending import deliverer_of
from bot.bootstrap.storage import database_of
from bot.bootstrap.surroundings import Surroundings
from bot.bootstrap.web import webhook_app
from bot.bootstrap.work import worker_of
from bot.console import acting
from bot.console.member import Member, StaffRole
from bot.jobs.worker import Worker
from bot.settings import Settings
from bot.store import files, ticket_logs
from bot.store.accounts import account
from bot.store.seat import Seat, take_seat
from bot.store.sources import message_key
from handlers.casework.acted import Acted, Why, refused
from handlers.casework.acts import KeepFile, StaffAct
from handlers.tickets.ticket import Ticket

_TURNS = 100
_JOBS = frozenset({"tickets"})
"""What `look` does; all else that happens by itself can wait for a worker that stays."""


class Occupied(Exception):
    """A worker is at this store already."""


class OneProcess:
    """A desk whose people write to `web`, and whose staff act; use as a context manager.

    `around` tells the time and draws. Raises Occupied.
    """

    def __init__(self, settings: Settings, around: Surroundings) -> None:
        self.database = database_of(settings)
        self._seat = _seated(take_seat(self.database))
        self._desk = desk_of(settings, self.database, around, pause=self.work)
        self._deliverer = deliverer_of(settings, self._seat.ring, around)
        joined = (settings, self.database, self._seat, self._deliverer, around)
        self._worker, self._timed = worker_of(*joined, frozenset()), worker_of(*joined, _JOBS)
        self.web = webhook_app(settings, around=around)
        self.take_mail: Callable[[bytes], int] = ingest_of(settings, self.database, around).take

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._deliverer.close()
        self._seat.leave()
        self.database.close()

    def work(self) -> None:
        """Decide and send until nothing is due."""
        self._turn(self._worker)

    def look(self) -> None:
        """Do what is due with tickets by itself, too."""
        self._turn(self._timed)

    def _turn(self, worker: Worker) -> None:
        for _ in range(_TURNS):
            more = worker.turn()
            while self._deliverer.busy and not self._deliverer.ended:
                self._seat.wait(1.0)
            if not more and not self._deliverer.busy:
                return
        raise AssertionError("there is always something due")

    def member(self, address: str) -> Member:
        """Return somebody of the staff by their mail address."""
        with self.database.read() as connection:
            found = account.by_address(connection, address, self._desk.seal)
        if found is None:
            raise LookupError(address)
        roles = frozenset(map(StaffRole, found.roles))
        return Member(id=found.id, name=found.name, email=found.email, roles=roles)

    def ticket(self, number: str) -> Ticket:
        """Return a ticket as it stands."""
        with self.database.read() as connection:
            return Ticket.of(ticket_logs.log_of(connection, number))

    def act(self, who: Member, number: str, what: StaffAct) -> Acted:
        """Let a member do something with a ticket that they see as it stands."""
        return acting.act(self._desk, who, number, self.ticket(number).version, what) or refused(Why.UNKNOWN)

    def upload(self, who: Member, number: str, content: bytes, name: str) -> tuple[str, Acted]:
        """Let a member add a file to a ticket; returns its id, and what became of it."""
        desk, file_id = self._desk, self._desk.draws.text_id()
        key = message_key("console", file_id, desk.seal)
        kept = files.sealed(number, file_id, key, desk.examine(content, name), content, name, desk.seal)
        with self.database.write() as connection:
            files.keep(connection, kept, desk.clock())
        what = KeepFile(file=file_id, media_type=kept.media_type, size=kept.size, digest=kept.digest)
        return file_id, self.act(who, number, what)


def _seated(seat: Seat | None) -> Seat:
    if seat is None:
        raise Occupied
    return seat
