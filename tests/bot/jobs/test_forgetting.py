"""A message taken back and a person forgotten: the whole way, and then a look at every row there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import select

from bot.bootstrap.knowledge import finder
from bot.draws import SecretDraws
from bot.store import erasures, ticket_check, ticket_logs, ticket_texts
from bot.store.engine import Database
from bot.store.outbox import MAIL, NewDebt, mail_lane
from bot.store.tables import OwedState, metadata
from handlers.events import ButtonPressed, Event, MessageReceived, MessageUnsent, Unfollowed
from handlers.own_data import presses
from handlers.own_data.presses import Confirmed
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from tests.bot.jobs.desk import KEY, SEAL, Desk, happened
from tests.bot.store.rows import fail_for_good, owe, stored_debt, stored_event

LINE_ID = "Uthe-line-id-of-ana"
SCOPE, MAIL_ADDRESS = "only my letters about the lamp", "jane@example.org"
HAND_IN = ("delete my data", "yes", "1", SCOPE, MAIL_ADDRESS, "send")
WORDS = ("lamp", "jane", "wardrobe", "kitchen", LINE_ID)


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """Give a desk with the real handlers and the real knowledge."""
    with Desk(database) as desk:
        desk.dispatch._finder, desk.dispatch._draws = finder, SecretDraws("sixteen letters or more")
        yield desk


def meets(desk: Desk, kind: type[Event], lane: str = "ana", **values: str) -> str:
    """Let something happen; returns the id of the event."""
    desk.clock.now += 1_000
    event_id = f"{lane}{desk.clock.now}"
    values.setdefault("to", LINE_ID if lane == "ana" else f"U{lane}")
    desk.put(happened(event_id, kind, lane, desk.clock.now, SEAL, **values))
    desk.work()
    return event_id


def says(desk: Desk, *texts: str, lane: str = "ana") -> None:
    """Write messages whose id is what they say."""
    for text in texts:
        meets(desk, MessageReceived, lane, text=text, message_id=f"id of {text}")


def takes_back(desk: Desk, text: str) -> None:
    meets(desk, MessageUnsent, message_id=f"id of {text}")


def forget(desk: Desk, *withdrawn: str) -> None:
    """Agree to be forgotten as it was shown just now."""
    shown_at = datetime.fromtimestamp(desk.clock.now / 1_000, UTC)
    argument = Confirmed(shown_at, withdrawn, "en").written()
    meets(desk, ButtonPressed, command=presses.DO, argument=argument)


def tickets_of(desk: Desk, lane: str = "ana") -> list[Ticket]:
    with desk.database.read() as connection:
        logs = ticket_logs.own(connection, [lane])
    return [*ticket_logs.folded(logs.get(lane, ()))]


def found(database: Database, *words: str) -> set[str]:
    """Return the tables in which one of these words can be read, in clear or with our keys, anywhere."""
    tables = set()
    with database.read() as connection:
        for name, table in metadata.tables.items():
            for row in connection.execute(select(table)):
                read = " ".join(_read(value) for value in row)
                if any(word in read for word in words):
                    tables.add(name)
    return tables


def _read(value: object) -> str:
    if not isinstance(value, bytes):
        return json.dumps(value, ensure_ascii=False, default=str)
    try:
        return Fernet(KEY).decrypt(value).decode(errors="replace")
    except InvalidToken:
        return value.decode(errors="replace")


def test_a_message_taken_back_is_found_nowhere_any_more(desk: Desk) -> None:
    says(desk, *HAND_IN)
    assert found(desk.database, "lamp") == {"ticket_texts"}
    takes_back(desk, SCOPE)
    assert found(desk.database, "lamp") == set()
    assert found(desk.database, "jane") == {"ticket_texts"}
    (ticket,) = tickets_of(desk)
    assert ticket.taken_back
    with desk.database.read() as connection:
        assert ticket_check.check(connection, ticket.number, SEAL) is None
    says(desk, "status")
    assert "took back a message" in desk.channel.sent[-1]


def test_a_message_taken_back_goes_from_a_request_that_is_being_written(desk: Desk) -> None:
    says(desk, *HAND_IN[:-2])
    assert found(desk.database, "lamp") == {"conversations"}
    takes_back(desk, SCOPE)
    assert found(desk.database, "lamp") == set()


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Give a desk that has something of every kind of a person, and a ticket of somebody else."""
    says(desk, *HAND_IN, lane="ben")
    says(desk, *HAND_IN, "show me a copy of my data", "yes", "1", "letters about the wardrobe")
    meets(desk, MessageReceived, text="what about cookies")
    desk.clock.now += 1_000
    desk.put(happened("aside", MessageReceived, "ana", desk.clock.now, SEAL, to=LINE_ID, text="my kitchen"))
    fail_for_good(desk.database, "aside", desk.clock.now)
    long_ago = desk.clock.now - 120_000  # so that it no longer holds up what is said now
    body = SEAL.close(f"to {LINE_ID}".encode(), "outbox:unsent")
    owe(desk.database, NewDebt("unsent", "gone", "ana", body, None), now=long_ago)
    mail = SEAL.close(MAIL_ADDRESS.encode(), "outbox:mail")
    owe(desk.database, NewDebt("mail", MAIL, mail_lane("ana", SEAL), mail, None), now=desk.clock.now)
    return desk


def test_before_that_every_kind_is_there(known: Desk) -> None:
    assert found(known.database, *WORDS) == {"addresses", "conversations", "inbox", "outbox", "ticket_texts"}


def test_who_is_forgotten_and_withdraws_is_found_only_where_it_was_said(known: Desk) -> None:
    (ticket,) = tickets_of(known)
    forget(known, ticket.number)
    assert found(known.database, "wardrobe", "kitchen", LINE_ID) == set()
    with known.database.read() as connection:
        texts = ticket_texts.load(connection, ticket.number, SEAL).values()
        others = ticket_texts.load(connection, tickets_of(known, "ben")[0].number, SEAL).values()
    assert found(known.database, "lamp", "jane") == {"ticket_texts"}
    assert any(SCOPE in kept.text for kept in texts if kept)
    assert any(SCOPE in kept.text for kept in others if kept)
    (after,) = tickets_of(known)
    assert after.status is Status.WITHDRAWN
    assert _places(known.database, "ana") == {
        "inbox",
        "outbox",
        "tickets",
        "ticket_events",
        "erasures",
        "codes",
    } - {"codes"}


def _places(database: Database, lane: str) -> set[str]:
    """Return the tables in which a pseudonym stands."""
    tables = set()
    with database.read() as connection:
        for name, table in metadata.tables.items():
            for row in connection.execute(select(table)):
                if lane in row or any(f'"{lane}"' in value for value in row if isinstance(value, str)):
                    tables.add(name)
    return tables


def test_a_request_that_goes_on_keeps_its_texts_its_mails_and_where_the_person_is_reached(
    known: Desk,
) -> None:
    forget(known)
    assert found(known.database, "wardrobe", "kitchen") == set()
    assert found(known.database, LINE_ID) == {"addresses"}
    assert stored_debt(known.database, "mail").body is not None
    assert stored_debt(known.database, "unsent").state == OwedState.CANCELLED
    (ticket,) = tickets_of(known)
    assert ticket.status is Status.VERIFYING


def test_the_certificate_is_the_answer_and_is_kept_without_words(known: Desk) -> None:
    forget(known)
    with known.database.read() as connection:
        (done,) = erasures.listed(connection)
    assert f"Certificate: {done.certificate}" in known.channel.sent[-1]
    assert done.lane == "ana"
    assert done.counts["conversations"] == 1
    assert done.kept == tuple(ticket.number for ticket in tickets_of(known))


def test_what_the_certificate_promised_is_what_was_shown(known: Desk) -> None:
    says(known, "forget me")
    assert "Before anything is erased" in known.channel.sent[-1]
    meets(known, ButtonPressed, command=presses.ASK, argument="1:")
    shown = known.channel.sent[-1].split("What will be erased:\n")[1].split("\n\n")[0]
    forget(known)
    gone = known.channel.sent[-1].split("What was erased:\n")[1].split("\n\n")[0]
    assert gone == shown
    assert "messages we could not process: 1" in gone


def test_pressing_the_button_again_erases_nothing_more(known: Desk) -> None:
    shown_at = datetime.fromtimestamp(known.clock.now / 1_000, UTC)
    argument = Confirmed(shown_at, (), "en").written()
    for _ in range(2):
        meets(known, ButtonPressed, command=presses.DO, argument=argument)
    assert "This has been erased already" in known.channel.sent[-1]
    with known.database.read() as connection:
        assert len(erasures.listed(connection)) == 1


def test_who_asks_us_to_look_again_after_they_were_forgotten_can_be_reached_about_it(desk: Desk) -> None:
    says(desk, "please notify me of the purposes of use of my personal data", "yes", "1", "send")
    (ticket,) = tickets_of(desk)
    assert ticket.status is Status.ANSWERED
    forget(desk)
    assert found(desk.database, LINE_ID) == set()
    meets(desk, ButtonPressed, command="reopen", argument=ticket.number)
    assert [one.status for one in tickets_of(desk)] == [Status.IN_REVIEW]
    assert found(desk.database, LINE_ID) == {"addresses"}


def test_who_was_forgotten_is_somebody_new(known: Desk) -> None:
    forget(known)
    says(known, "what do you know about me")
    assert "a request you have begun" not in known.channel.sent[-1]
    assert "the record of an erasure" in known.channel.sent[-1]


def test_what_they_write_right_after_is_answered(known: Desk) -> None:
    shown_at = datetime.fromtimestamp(known.clock.now / 1_000, UTC)
    known.clock.now += 1_000
    argument = Confirmed(shown_at, (), "en").written()
    press = happened(
        "press",
        ButtonPressed,
        "ana",
        known.clock.now,
        SEAL,
        to=LINE_ID,
        command=presses.DO,
        argument=argument,
    )
    after = happened("after", MessageReceived, "ana", known.clock.now, SEAL, to=LINE_ID, text="thank you")
    known.put(press, after)
    known.work()
    assert stored_event(known.database, "after").error is None
    assert "Certificate: " in known.channel.sent[-2]
    assert known.channel.sent[-1] == say("smalltalk.thanks", "en")


def test_an_event_that_cannot_be_written_erases_nothing(known: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.store.erasures._note", broken)
    forget(known)
    assert "conversations" in found(known.database, "wardrobe")
    with known.database.read() as connection:
        assert erasures.listed(connection) == []


def test_who_blocks_us_gets_nothing_more_in_the_chat_and_their_mails_all_the_same(known: Desk) -> None:
    meets(known, Unfollowed)
    assert stored_debt(known.database, "unsent").state == OwedState.CANCELLED
    mail = stored_debt(known.database, "mail")
    assert (mail.state, mail.body is None) == (OwedState.READY, False)
