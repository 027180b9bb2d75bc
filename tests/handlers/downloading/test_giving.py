"""A link to one's own copy: who gets one, what it says, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.downloading.links import LIFE, OWN_COPY
from handlers.replies import AnswerCard, Open
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import SaltedText
from handlers.tickets.log import Channel, ContactNamed, IdentityRaised, LinkGiven
from handlers.tickets.statuses import Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from tests.builders import EMAIL, pressed
from tests.desk import PERSON, Desk
from tests.handlers.tickets.lives import NUMBER, Life, at
from tests.handlers.tickets.lives import PERSON as REQUESTER

MAIL = "jane@example.org"
SALT = bytes(16)


def named(life: Life, text_id: str = "mail") -> Life:
    address = KeptText(text_id, "0" * 64)
    return life.add(ContactNamed(at=life.now, by=REQUESTER, channel=Channel.MAIL, address=address))


def confirmed(life: Life, method: Method = Method.CODE_TO_NAMED_MAIL) -> Life:
    return life.add(IdentityRaised(at=life.now, by=SYSTEM, method=method, level=Level.CONTACT))


def desk_with(ticket: Ticket, *, mails: bool = True) -> Desk:
    desk = Desk("en", mails=mails)
    desk.tickets = (replace(ticket, requester=PERSON),)
    desk.texts = {"mail": SaltedText(MAIL, SALT), "other": SaltedText("other@example.org", SALT)}
    return desk


def asks(desk: Desk, number: str = NUMBER) -> str:
    return desk.meets(pressed("copy", number))


def test_who_confirmed_an_address_gets_a_link_that_works_seven_days() -> None:
    desk = desk_with(confirmed(named(at(Status.VERIFYING))).ticket)
    told = asks(desk)
    (link,) = desk.decision.links
    assert (link.number, link.content, link.until) == (NUMBER, OWN_COPY, desk.now + LIFE)
    assert f"https://desk.example/d/{link.token}" in told
    assert "7 days, until April 8" in told
    card = next(one for one in desk.decision.replies if isinstance(one, AnswerCard))
    (button,) = card.buttons
    assert isinstance(button, Open)
    assert button.url.startswith(f"https://desk.example/d/{link.token}?")


def test_that_a_link_was_given_is_in_the_log_and_its_token_is_not() -> None:
    desk = desk_with(confirmed(named(at(Status.VERIFYING))).ticket)
    asks(desk)
    ((event,),) = [change.events for change in desk.decision.changes]
    assert isinstance(event, LinkGiven)
    assert event.until == desk.now + LIFE
    assert desk.decision.links[0].token not in repr(event)


def test_no_mail_goes_out_before_the_page_asks_for_a_code() -> None:
    desk = desk_with(confirmed(named(at(Status.VERIFYING))).ticket)
    asks(desk)
    assert (desk.letters, desk.decision.codes) == ([], ())


@pytest.mark.parametrize(
    "life",
    [
        at(Status.VERIFYING),
        named(at(Status.VERIFYING)),
        confirmed(named(at(Status.VERIFYING)), Method.DOCUMENT),
        named(confirmed(named(at(Status.VERIFYING))), "other"),
    ],
    ids=["no address", "not confirmed", "confirmed in another way", "another address since"],
)
def test_without_a_confirmed_address_one_is_asked_to_confirm_it_first(life: Life) -> None:
    desk = desk_with(life.ticket)
    assert "confirm yours" in asks(desk)
    assert (desk.decision.links, desk.decision.changes) == ((), ())
    commands = {button.command for button in desk.buttons()}
    assert commands == {"code", "address"} if life.ticket.contact else {"address"}
    assert {button.argument for button in desk.buttons()} == {NUMBER}


def test_an_address_that_was_erased_counts_as_none() -> None:
    desk = desk_with(confirmed(named(at(Status.VERIFYING))).ticket)
    desk.texts = {}
    asks(desk)
    assert desk.decision.links == ()


def test_the_number_of_somebody_else_gives_no_link() -> None:
    desk = desk_with(confirmed(named(at(Status.VERIFYING))).ticket)
    told = asks(desk, "PR-2026-000123")
    assert told.startswith("I cannot see a request of that number")
    assert desk.decision.links == ()


def test_where_no_mails_are_sent_the_button_is_missing_and_an_old_one_is_answered() -> None:
    desk = desk_with(confirmed(named(at(Status.VERIFYING))).ticket, mails=False)
    desk.meets(pressed("ticket", NUMBER))
    assert "copy" not in {button.command for button in desk.buttons()}
    assert EMAIL in asks(desk)
    assert desk.decision.links == ()


def test_the_card_of_ones_own_ticket_offers_the_copy() -> None:
    desk = desk_with(named(at(Status.VERIFYING)).ticket)
    desk.meets(pressed("ticket", NUMBER))
    assert ("copy", NUMBER) in {(button.command, button.argument) for button in desk.buttons()}


def test_of_an_erased_ticket_there_is_no_copy() -> None:
    desk = desk_with(confirmed(named(at(Status.PURGED))).ticket)
    assert "has been erased" in asks(desk)
    assert desk.decision.links == ()


def test_who_can_confirm_no_address_any_more_is_sent_to_the_privacy_center() -> None:
    desk = desk_with(at(Status.UNVERIFIED).ticket)
    assert EMAIL in asks(desk)
    assert desk.decision.links == ()
