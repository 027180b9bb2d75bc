"""What somebody hands in and sends, and what can be seen of a file: kept, on record, fetched."""

from __future__ import annotations

from bot.channels import SendError
from bot.store import ticket_logs
from bot.store.tables import OwedState
from handlers.tickets.log import FileKept, FileRefused
from tests.bot.store.rows import stored_debts
from tests.line_desk import LineDesk, LinePerson

HANDED_IN = (
    "please send me a copy of my personal data",
    "yes",
    "1",
    "the lamp",
    "since April",
    "on paper please",
)
PDF = b"%PDF-1.7\n the vase is blue"
NAME = "blue vase.pdf"


def number(person: LinePerson) -> str:
    return person.tickets[0].number


def events(person: LinePerson) -> list[FileKept | FileRefused]:
    """Return what the log of the person's ticket says of files."""
    with person.desk.database.read() as connection:
        log = ticket_logs.log_of(connection, number(person))
    return [event for event in log if isinstance(event, FileKept | FileRefused)]


def kept(person: LinePerson) -> list[bytes]:
    return list(person.desk.files_of(number(person)).values())


def content_calls(desk: LineDesk) -> list[int | None]:
    return [call.status for call in desk.line.calls if call.path.endswith("/content")]


def pushes(desk: LineDesk) -> int:
    return sum(call.path.endswith("/push") for call in desk.line.calls)


def fetches(desk: LineDesk) -> list[OwedState]:
    return [OwedState(row.state) for row in stored_debts(desk.database) if row.channel == "file"]


def sent_id(person: LinePerson) -> str:
    """Return LINE's id of what the person sent last."""
    return [item.message_id for item in person.desk.line.items(person.chat) if item.sender == person.id][-1]


def does_not_know(_: bytes) -> bool:
    raise SendError("scanner: OSError")


def asked_for(person: LinePerson) -> None:
    person.answers("status", "Add a file")
