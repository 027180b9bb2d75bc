"""What a form becomes: a ticket whose log the machine allows, with every text under its own salted digest."""

from __future__ import annotations

import pytest

from handlers.tickets.actors import Role, Standing
from handlers.tickets.log import ContactNamed, ItemAsked, Moved, Opened, PrincipalNamed, TicketEvent
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import digest_of
from tests.desk import PERSON, Desk


def sent(*answers: str) -> Desk:
    desk = Desk()
    desk.answers("delete my data", "yes", *answers)
    return desk


def kinds(desk: Desk) -> list[type[TicketEvent]]:
    return [type(event) for event in desk.changes[-1].events]


def moves(desk: Desk) -> list[Move]:
    return [event.move for event in desk.changes[-1].events if isinstance(event, Moved)]


def test_a_request_is_opened_asked_submitted_and_waits_for_identification() -> None:
    desk = sent("own", "everything", "jane@example.org", "send")

    assert kinds(desk) == [Opened, ItemAsked, ContactNamed, Moved, Moved]
    assert moves(desk) == [Move.SUBMIT, Move.VERIFY]
    assert desk.changes[-1].version == 0


def test_a_notice_that_the_policy_cannot_give_is_taken_up_for_staff_at_once() -> None:
    desk = Desk()
    desk.answers("delete my data", "other", "purpose_notice", "own", "send")

    assert moves(desk) == [Move.SUBMIT, Move.TAKE_UP]
    assert desk.tickets[0].status is Status.IN_REVIEW


def test_whoever_agrees_that_their_company_is_to_be_asked_has_a_ticket_that_ends_there() -> None:
    desk = sent("company", "agree")

    assert moves(desk) == [Move.SUBMIT, Move.REDIRECT]
    assert any("administrator" in kept.text for kept in desk.texts.values())


@pytest.mark.parametrize(
    ("whose", "standing", "role"),
    [
        (("own",), Standing.SELF, Role.REQUESTER),
        (("applicant",), Standing.SELF, Role.REQUESTER),
        (("somebody_else", "statutory", "Ken"), Standing.STATUTORY, Role.REPRESENTATIVE),
        (("somebody_else", "mandated", "Hanako"), Standing.MANDATED, Role.REPRESENTATIVE),
    ],
)
def test_a_person_asks_for_themselves_or_represents_somebody(
    whose: tuple[str, ...], standing: Standing, role: Role
) -> None:
    desk = sent(*whose, "everything", "later", "send")
    opened = desk.changes[-1].events[0]

    assert isinstance(opened, Opened)
    assert (opened.standing, opened.by.role, opened.by.id, opened.requester) == (
        standing,
        role,
        PERSON,
        PERSON,
    )


def test_who_was_a_representative_at_first_and_changed_it_asks_for_themselves() -> None:
    desk = sent(
        "somebody_else", "mandated", "Hanako", "everything", "later", "change", "whose", "own", "send"
    )

    assert desk.tickets[0].standing is Standing.SELF
    assert desk.tickets[0].principal is None
    assert not any("Hanako" in kept.text for kept in desk.texts.values())


def test_whom_a_representative_acts_for_is_kept_in_a_text_of_its_own_and_not_in_the_log() -> None:
    desk = sent("somebody_else", "mandated", "Hanako Yamada", "everything", "later", "send")
    (change,) = desk.changes
    (named,) = [event for event in change.events if isinstance(event, PrincipalNamed)]

    assert [text_id for text_id, kept in change.texts.items() if "Hanako" in kept.text] == [named.name.id]
    assert change.texts[named.name.id].text == "Hanako Yamada"
    assert desk.tickets[0].principal == named.name
    assert "Hanako" not in repr(change.events)


def test_no_text_stands_in_the_log_and_every_digest_is_of_its_text() -> None:
    desk = sent("own", "my secret diary", "jane@example.org", "send")
    (change,) = desk.changes

    assert "diary" not in repr(change.events)
    assert "jane" not in repr(change.events)
    kept = [
        getattr(event, name)
        for event in change.events
        for name in ("scope", "text", "address", "name")
        if getattr(event, name, None)
    ]
    assert {one.id for one in kept} == change.texts.keys()
    for one in kept:
        assert one.digest == digest_of(change.texts[one.id].text, change.texts[one.id].salt)


def test_a_skipped_address_is_no_contact() -> None:
    assert ContactNamed not in kinds(sent("own", "everything", "later", "send"))


def test_each_of_two_rights_keeps_its_own_scope() -> None:
    desk = Desk()
    desk.answers("please fix my surname and delete my data", "yes", "own", "name", "skip", "Smyth")
    desk.answers("my photos", "later", "send")
    (ticket,) = desk.tickets

    assert [item.right for item in ticket.items] == [Right.CORRECTION, Right.DELETION]
    assert (
        desk.text_of(ticket, 0)
        == "Correct my data\nTo be corrected: name\nIt says now: Skip\nIt should say: Smyth"
    )
    assert desk.text_of(ticket, 1) == "Delete my data\nTo be deleted: my photos"


def test_words_that_look_like_a_choice_of_another_step_stay_words() -> None:
    desk = sent("own", "@electronic", "later", "send")

    assert desk.text_of(desk.tickets[0]).endswith("To be deleted: @electronic")
