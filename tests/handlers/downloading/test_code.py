"""The second code: to the confirmed address, within the limits, and silent where it may not be sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.events import CodeWanted
from handlers.identity.codes import NewCode
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from tests.desk import Desk
from tests.handlers.downloading.test_giving import MAIL, confirmed, desk_with, named
from tests.handlers.tickets.lives import NUMBER, at

LINK = "d:0123456789"


@pytest.fixture
def desk() -> Desk:
    return desk_with(confirmed(named(at(Status.VERIFYING))).ticket)


def wants(desk: Desk, number: str = NUMBER, subject: str = LINK) -> str:
    event = CodeWanted(id=f"{desk.now}", at=desk.now, number=number, subject=subject)
    return desk.meets(event)


def test_the_code_goes_by_mail_in_the_language_of_the_ticket_and_nothing_is_said_in_the_chat(
    desk: Desk,
) -> None:
    assert wants(desk) == ""
    (letter,) = desk.letters
    assert (letter.to, letter.language, letter.number) == (MAIL, "ja", NUMBER)
    assert letter.until == desk.now + timedelta(minutes=10)
    assert ("123456" in letter.text, "123456" in letter.subject) == (True, False)


def test_the_code_is_kept_for_the_link_and_not_for_the_ticket(desk: Desk) -> None:
    wants(desk)
    (kept,) = desk.decision.codes
    assert isinstance(kept, NewCode)
    assert (kept.subject, kept.address) == (LINK, MAIL)
    assert desk.shelf.code_digest(NUMBER) is None
    assert desk.decision.changes == ()


def test_codes_for_links_count_with_all_others(desk: Desk) -> None:
    for _ in range(5):
        wants(desk)
        desk.waits(minutes=2)
    assert len(desk.letters) == 3
    desk.waits(hours=1)
    wants(desk)
    assert len(desk.letters) == 4


@pytest.mark.parametrize(
    "ticket", [at(Status.VERIFYING).ticket, named(at(Status.VERIFYING)).ticket], ids=["none", "unconfirmed"]
)
def test_without_a_confirmed_address_nothing_is_sent(ticket: Ticket) -> None:
    desk = desk_with(ticket)
    wants(desk)
    assert (desk.letters, desk.decision.codes) == ([], ())


def test_for_somebody_elses_ticket_nothing_is_sent(desk: Desk) -> None:
    wants(desk, "PR-2026-000123")
    assert desk.letters == []


def test_where_no_mails_are_sent_nothing_is_kept() -> None:
    desk = desk_with(confirmed(named(at(Status.VERIFYING))).ticket, mails=False)
    wants(desk)
    assert (desk.letters, desk.decision.codes) == ([], ())
