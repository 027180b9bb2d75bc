"""A letter that a decision owes leaves with the decision, over the real dispatch, worker and delivery."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.store.engine import Database
from bot.store.outbox import MAIL, thread_lane
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import Event, MessageReceived
from handlers.replies import Text
from tests.bot.mail.letters import HANAKO, letter
from tests.bot.store.rows import stored_debts
from tests.line_desk import LineDesk


def decide(event: Event, ctx: Context) -> Decision:
    """Write to whoever is named, where letters can be sent."""
    if not isinstance(event, MessageReceived):
        return Decision()
    if event.text == "break":
        raise ZeroDivisionError
    letters = (letter(to=event.text),) if ctx.mails else ()
    return Decision((Text("written" if letters else "no post"),), letters=letters)


@pytest.fixture(autouse=True)
def decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.dispatch.decide", decide)


def test_a_letter_goes_to_the_mailbox_and_the_answer_to_the_chat(database: Database) -> None:
    with LineDesk(database, lambda: None, mails=True) as desk:  # type: ignore[arg-type,return-value]  # asks nothing
        assert desk.person("花子").says(HANAKO) == "written"
        assert desk.mailbox is not None
        assert [(mail.to, mail.subject) for mail in desk.mailbox.letters()] == [((HANAKO,), letter().subject)]


def test_a_relay_that_is_away_holds_up_no_answer(database: Database) -> None:
    with LineDesk(database, lambda: None, mails=True) as desk:  # type: ignore[arg-type,return-value]  # asks nothing
        assert desk.mailbox is not None
        hanako = desk.person("花子")
        desk.mailbox.fail_next(at="connect", drop="before")
        assert hanako.says(HANAKO) == "written"
        assert hanako.says("hanako@example.com") == "written"
        desk.passes(minutes=10)
        assert {to for mail in desk.mailbox.letters() for to in mail.to} == {HANAKO, "hanako@example.com"}


def test_without_a_relay_no_letters_are_offered(database: Database) -> None:
    with LineDesk(database, lambda: None) as desk:  # type: ignore[arg-type,return-value]  # asks nothing
        assert desk.person("花子").says(HANAKO) == "no post"


def test_mails_of_one_thread_share_a_lane_and_those_of_different_threads_do_not(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide(event: Event, ctx: Context) -> Decision:
        thread = event.text if isinstance(event, MessageReceived) else ""
        soon = datetime(2100, 1, 1, tzinfo=UTC)
        letters = (
            replace(letter(), thread=thread),
            replace(letter(), thread=thread),
            replace(letter(), thread=thread, until=soon),  # as a code, it waits for no other
        )
        return Decision((Text("written"),), letters=letters) if thread else Decision()

    monkeypatch.setattr("bot.dispatch.decide", decide)
    with LineDesk(database, lambda: None, mails=True) as desk:  # type: ignore[arg-type,return-value]  # asks nothing
        for name, thread in (
            ("花子", "ticket.one.staff"),
            ("太郎", "ticket.one.staff"),
            ("Jane", "ticket.two.staff"),
        ):
            desk.person(name).says(thread)
        lanes = [row.lane for row in stored_debts(database) if row.channel == MAIL]
        one, two = (thread_lane(f"ticket.{name}.staff", HANAKO, desk.seal) for name in ("one", "two"))
        assert [lane for lane in lanes if lane in {one, two}] == [one, one, one, one, two, two]
        assert [row.lane for row in stored_debts(database) if row.threaded] == [one, one, one, one, two, two]
        assert len(set(lanes)) == 5
