"""The answer that a link leads to: its words and its files, of which each fetch is noted in the log."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from bot.downloads.copies import attached, fetched
from bot.store import copies, files, ticket_logs
from bot.store.downloads import Link
from bot.store.engine import Database
from bot.store.sealing import Seal
from handlers.casework.filing import kept_files
from handlers.files.sent_out import TYPES
from handlers.tickets.desk_log import last_answer
from handlers.tickets.log import FileKept


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers from one store."""

    database: Database
    seal: Seal

    def files(self, link: Link) -> tuple[FileKept, ...]:
        """Return what files go with the answer, in the order they are listed."""
        with self.database.read() as connection:
            log = ticket_logs.log_of(connection, link.number)
        answer = last_answer(log)
        kept = {event.file: event for event in kept_files(log)}
        return tuple(kept[one] for one in answer.files if one in kept) if answer else ()

    def words(self, link: Link, now: int) -> str | None:
        """Note that the answer is read, and return it; None where it is there no more.

        Raises what `bot.store.copies.take` raises.
        """
        with self.database.read() as connection:
            answer = last_answer(ticket_logs.log_of(connection, link.number))
        if answer is None:
            return None
        taken = copies.take(self.database, link.number, fetched(link, now), self.seal)
        kept = taken.texts.get(answer.text.id) if taken else None
        return kept.text if kept else None

    def file(self, link: Link, place: int, now: int) -> Response | None:
        """Note that a file is fetched, and return it; None where there is none in this place (from 1).

        Raises what `bot.store.copies.take` raises.
        """
        known = self.files(link)
        if not 0 < place <= len(known):
            return None
        file = known[place - 1]
        with self.database.read() as connection:
            content = files.content(connection, link.number, file.file, self.seal)
        if content is None or copies.take(self.database, link.number, fetched(link, now), self.seal) is None:
            return None
        ending = TYPES.get(file.media_type, "bin")
        return attached(content, file.media_type, f"{link.number}-{place}.{ending}")
