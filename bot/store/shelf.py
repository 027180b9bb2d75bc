"""What is kept of one person beside the conversation and the tickets, read only where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.store import codes, files, holdings, sources, ticket_logs, ticket_texts
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import tickets
from bot.store.taken_back import TakenBack
from handlers.own_data.holdings import Holdings
from handlers.tickets.log import TicketEvent

_THEIRS = select(tickets.c.number).where(
    tickets.c.number == bindparam("number"), tickets.c.requester == bindparam("lane")
)


@dataclass(frozen=True, slots=True)
class StoredShelf:
    """Implements `handlers.ports.Shelf` for the person of one lane; `now` is in milliseconds."""

    connection: Connection
    lane: str
    now: int
    seal: Seal

    def text(self, number: str, text_id: str) -> str | None:
        if not self._theirs(number):
            return None
        try:
            kept = ticket_texts.load(self.connection, number, self.seal).get(text_id)
        except WrongSeal:  # what our keys do not open can be asked for anew
            return None
        return kept.text if kept else None

    def log(self, number: str) -> tuple[TicketEvent, ...]:
        return ticket_logs.log_of(self.connection, number) if self._theirs(number) else ()

    def code_digest(self, subject: str) -> str | None:
        return codes.digest(self.connection, subject)

    def codes_sent(self) -> tuple[datetime, ...]:
        return codes.sent_for(self.connection, self.lane, self.now)

    def codes_sent_to(self, address: str) -> tuple[datetime, ...]:
        return codes.sent_to(self.connection, address, self.now, self.seal)

    def texts_from(self, message_id: str) -> tuple[tuple[str, str], ...]:
        return sources.texts_from(self.connection, self.lane, message_id, self.seal)

    def files_from(self, message_id: str) -> tuple[tuple[str, str], ...]:
        return files.files_from(self.connection, self.lane, message_id, self.seal)

    def taken_back(self, message_id: str) -> bool:
        return TakenBack(self.connection, [self.lane], self.seal).was(self.lane, message_id)

    def holdings(self) -> Holdings:
        return holdings.holdings(self.connection, self.lane, self.now, self.seal)

    def _theirs(self, number: str) -> bool:
        found = self.connection.execute(_THEIRS, {"number": number, "lane": self.lane})
        return found.first() is not None
