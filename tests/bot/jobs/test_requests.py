"""A request from the chat to the store: written step by step, handed in as a ticket, withdrawn; all kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.bootstrap.knowledge import finder
from bot.draws import SecretDraws
from bot.store import conversations, ticket_check, ticket_logs, ticket_texts
from bot.store.engine import Database
from bot.store.tables import metadata
from bot.store.tables import tickets as table
from handlers.events import ButtonPressed, Event, MessageReceived
from handlers.intake.form import Form
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from tests.bot.jobs.desk import SEAL, Desk, happened
from tests.bot.store.rows import stored_events

SCOPE = "my inquiries about the lamp"
MAIL = "jane@example.org"
ASKED = ("please send me a copy of my personal data", "yes", "1", SCOPE)
HANDED_IN = (*ASKED, "since April 2025", "on paper please", MAIL, "send")


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """Give a desk with the real handlers and the real knowledge, whose worker may be restarted."""
    with Desk(database) as desk:
        desk.dispatch._finder, desk.dispatch._draws = finder, SecretDraws("sixteen letters or more")
        yield desk


def says(desk: Desk, *texts: str, lane: str = "ana") -> None:
    for text in texts:
        _happens(desk, lane, MessageReceived, text=text)


def presses(desk: Desk, command: str, argument: str, lane: str = "ana") -> None:
    _happens(desk, lane, ButtonPressed, command=command, argument=argument)


def _happens(desk: Desk, lane: str, kind: type[Event], **values: str) -> None:
    desk.clock.now += 1_000
    desk.put(happened(f"{lane}{desk.clock.now}", kind, lane, desk.clock.now, SEAL, **values))
    desk.work()
    assert [event.error for event in stored_events(desk.database) if event.error] == []


def tickets_of(desk: Desk, lane: str = "ana") -> list[Ticket]:
    with desk.database.read() as connection:
        logs = ticket_logs.own(connection, [lane])
    return [*ticket_logs.folded(logs.get(lane, ()))]


def form_of(desk: Desk, lane: str = "ana") -> Form | None:
    with desk.database.read() as connection:
        return conversations.load(connection, [lane], SEAL)[lane].form


def test_a_request_is_remembered_between_messages_and_becomes_a_ticket(desk: Desk) -> None:
    says(desk, *ASKED)
    form = form_of(desk)
    assert form is not None
    assert SCOPE in form.answers.values()
    assert tickets_of(desk) == []
    says(desk, *HANDED_IN[len(ASKED) :])
    (ticket,) = tickets_of(desk)
    assert (ticket.status, ticket.requester, form_of(desk)) == (Status.VERIFYING, "ana", None)


def test_what_was_handed_in_is_whole_and_its_words_can_be_read_with_our_keys(desk: Desk) -> None:
    says(desk, *HANDED_IN)
    (ticket,) = tickets_of(desk)
    with desk.database.read() as connection:
        assert ticket_check.check(connection, ticket.number, SEAL) is None
        texts = ticket_texts.load(connection, ticket.number, SEAL)
    kept = " ".join(one.text for one in texts.values() if one)
    assert (SCOPE in kept, MAIL in kept) == (True, True)


@pytest.mark.parametrize("messages", [ASKED, HANDED_IN], ids=["begun", "handed in"])
def test_no_column_holds_a_word_of_it_unsealed(desk: Desk, messages: tuple[str, ...]) -> None:
    says(desk, *messages)
    with desk.database.read() as connection:
        held = [
            value if isinstance(value, bytes) else str(value).encode()
            for name in metadata.tables
            for row in connection.execute(select(metadata.tables[name]))
            for value in row
        ]
    assert [value for value in held if SCOPE.encode() in value or MAIL.encode() in value] == []


def test_two_people_write_their_requests_at_once_and_each_gets_their_own(desk: Desk) -> None:
    for text in HANDED_IN:
        says(desk, text)
        says(desk, text.replace("lamp", "chair"), lane="ben")
    (hers,), (his,) = tickets_of(desk), tickets_of(desk, "ben")
    assert (hers.requester, his.requester) == ("ana", "ben")
    assert hers.number != his.number


def test_a_ticket_is_withdrawn_by_its_requester_and_by_nobody_else(desk: Desk) -> None:
    says(desk, *HANDED_IN)
    (ticket,) = tickets_of(desk)
    presses(desk, "withdraw_yes", ticket.number, lane="ben")
    assert [one.status for one in tickets_of(desk)] == [Status.VERIFYING]
    presses(desk, "withdraw_yes", ticket.number)
    assert [one.status for one in tickets_of(desk)] == [Status.WITHDRAWN]
    with desk.database.read() as connection:
        assert ticket_check.check(connection, ticket.number, SEAL) is None
        assert connection.execute(select(table.c.open)).scalars().all() == [False]
