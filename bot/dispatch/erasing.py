"""What is erased because a person took a message back, or asked us to forget them."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels import Received
from bot.store import erasures, fetches, files, inbox, quotes, taken_back, unanswered_questions
from bot.store.engine import Connection
from bot.store.errors import WrongSeal
from bot.store.inbox import StoredEvent
from bot.store.sealing import Seal
from handlers.events import Event, FileArrived, MailReceived
from handlers.own_data.forgetting import Forgetting

Read = Callable[[StoredEvent], Received]


def take_back(
    connection: Connection, stored: StoredEvent, message_id: str, now: int, seal: Seal, read: Read
) -> None:
    """Erase what a message that was taken back said, wherever it waits, was set aside or is still to come.

    Which of our answers were to it is not known, so what they showed is forgotten of all of them.
    """
    taken_back.note(connection, stored.lane, stored.source, message_id, now, seal)
    quotes.forget(connection, stored.lane)
    fetches.call_off(connection, stored.lane, message_id, now, seal)
    files.erase_from(connection, stored.lane, message_id, seal)
    unanswered_questions.take_back(connection, stored.lane, message_id, seal)
    rows = [
        other.id
        for other in inbox.with_text(connection, stored.lane)
        if other.id != stored.id and _message_id(other, read) == message_id
    ]
    if rows:
        inbox.erase(connection, rows, now)


def forget(connection: Connection, lane: str, wish: Forgetting, now: int, seal: Seal) -> None:
    """Erase what need not stay of a person, and note it with what it comes to."""
    erasures.forget(connection, wish.certificate, lane, wish.kept, wish.withdrawn, now, seal)


def came_with(event: Event) -> list[str]:
    """Return the ids of files that were stored for an event."""
    if isinstance(event, FileArrived):
        return [event.file]
    return [file.id for file in event.files] if isinstance(event, MailReceived) else []


def _message_id(stored: StoredEvent, read: Read) -> str | None:
    try:
        event = read(stored).event
    except WrongSeal:  # what our keys do not open says nothing to anybody
        return None
    return getattr(event, "message_id", None)
