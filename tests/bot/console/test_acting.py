"""An act of staff goes the way of every event, and they hear what became of it."""

from __future__ import annotations

from bot.console.acting import act
from handlers.casework.acted import DONE, refused
from handlers.casework.acts import Assign, Note
from tests.console_desk import ConsoleDesk, member


def test_a_note_is_kept_with_the_ticket(console: ConsoleDesk) -> None:
    person = console.line.person("Hana", "en")
    person.answers(
        "I want to talk to a person", "Write from here", "How long do you keep logs?", "here", "send"
    )
    ticket = person.tickets[0]
    assert (
        act(console.desk, member(), ticket.number, ticket.version, Note(text="Asked the legal team.")) == DONE
    )
    assert "Asked the legal team." in console.line.texts_of(ticket.number)
    assert console.line.broken() == []


def test_an_act_on_a_ticket_that_is_not_there_is_refused(console: ConsoleDesk) -> None:
    assert act(console.desk, member(), "PR-2026-000000", 1, Note(text="…")) == refused("no_ticket")


def test_who_is_no_caseworker_does_nothing_with_a_ticket(console: ConsoleDesk) -> None:
    assert act(console.desk, member("auditor"), "PR-2026-000000", 1, Assign()) == refused("role")


def test_the_inbox_opens_to_caseworkers_and_to_nobody_else(console: ConsoleDesk) -> None:
    assert "/login" in console.client.get("/console/").headers["Location"]
    console.signs_in(member("admin"))
    assert console.client.get("/console/").headers["Location"] == "/console/people"
    console.signs_in(member())
    assert "<h1>Inbox</h1>" in console.page("/")
