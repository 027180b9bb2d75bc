"""What parties of a ticket write by mail: added, noted, sent on or turned away with a reason; never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.events import MailedFile, MailReceived, MailReturned
from handlers.files import limits
from handlers.handover import answering
from handlers.mails import received, staff
from handlers.mails.outcomes import Outcome, Settled
from handlers.tickets.actors import Actor, Role
from handlers.tickets.changes import SaltedText
from handlers.tickets.kinds import Kind
from handlers.tickets.log import (
    Channel,
    ContactFailed,
    DeliveryTried,
    FileKept,
    FileRefused,
    MessageIn,
    MessageOut,
    Moved,
    MoveDenied,
    NoteAdded,
)
from handlers.tickets.statuses import ENDED, OPEN, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from knowledge.language import LANGUAGES, Language
from tests.builders import NOW
from tests.desk import PERSON, Desk
from tests.handlers.tickets.lives import NUMBER, at

ADDRESS = "jane@example.org"
STAFF, MAIL = "mail-0123456789ab", "tanaka@desk.example"
SENDABLE = sorted(OPEN - {Status.DRAFT} | {Status.ANSWERED})


def desk_at(status: Status, kind: Kind = Kind.QUESTION, language: Language = "en", **fields: object) -> Desk:
    desk = Desk(language, mails=True)
    desk.tickets = (replace(at(status).ticket, kind=kind, items=(), **fields),)  # type: ignore[arg-type]  # its fields
    return desk


def wrote(text: str, staff_id: str = "", **fields: object) -> MailReceived:
    address = MAIL if staff_id else ADDRESS
    event = MailReceived(id="mail:1", at=NOW, number=NUMBER, text=text, address=address, staff=staff_id)
    return replace(event, **fields)  # type: ignore[arg-type]  # its fields


def kinds(desk: Desk) -> list[type]:
    return [type(event) for change in desk.changes for event in change.events]


def kept(desk: Desk) -> list[str]:
    return [one.text for one in desk.texts.values()]


def file(number: int) -> MailedFile:
    return MailedFile(id=f"f{number}", media_type="image/png", size=7, digest="ab" * 32)


@pytest.mark.parametrize("status", sorted((OPEN | ENDED | {Status.ANSWERED}) - {Status.DRAFT}))
def test_what_a_requester_writes_is_added_to_their_ticket_even_after_its_end(status: Status) -> None:
    desk = desk_at(status)
    assert desk.meets(wrote("I am not content.")) == ""
    assert kept(desk) == ["I am not content."]
    event = desk.changes[0].events[0]
    assert isinstance(event, MessageIn)
    assert (event.channel, event.by) == (Channel.MAIL, Actor(Role.REQUESTER, PERSON))
    assert desk.decision.mail == Settled(Outcome.TO_TICKET)


def test_an_answer_to_a_question_of_ours_lets_the_ticket_go_on() -> None:
    desk = desk_at(Status.WAITING_REQUESTER)
    desk.meets(wrote("In May."))
    assert kinds(desk) == [MessageIn, Moved]
    assert desk.tickets[0].status is Status.IN_REVIEW


def test_staff_are_told_of_it_without_its_words() -> None:
    desk = desk_at(Status.IN_REVIEW)
    desk.meets(wrote("My lamp is broken."))
    (letter,) = desk.staff_letters
    assert letter.party == "staff"
    assert NUMBER in letter.subject
    assert "lamp" not in letter.text


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PURGED])
def test_where_there_is_no_ticket_any_more_nothing_is_written(status: Status) -> None:
    desk = desk_at(status)
    desk.meets(wrote("Hello", files=(file(1),)))
    assert (desk.changes, desk.decision.discards) == ([], ("f1",))
    assert desk.decision.mail == Settled(Outcome.UNMATCHED, "no_ticket")


def test_a_mail_that_says_nothing_is_left_to_people() -> None:
    desk = desk_at(Status.IN_REVIEW)
    desk.meets(wrote(" \n"))
    assert desk.decision.mail == Settled(Outcome.UNMATCHED, "empty")


def test_a_very_long_mail_is_cut_for_the_ticket() -> None:
    desk = desk_at(Status.IN_REVIEW)
    desk.meets(wrote("x" * (received.LONGEST + 1)))
    assert [len(text) for text in kept(desk)] == [received.LONGEST]


def test_files_are_kept_as_long_as_there_is_room_and_the_others_erased_and_noted() -> None:
    desk = desk_at(Status.IN_REVIEW, files=limits.MOST - 1)
    desk.meets(wrote("", files=(file(1), file(2)), refused=("unsafe",)))
    events = desk.changes[0].events
    assert [event.file for event in events if isinstance(event, FileKept)] == ["f1"]
    assert [event.why for event in events if isinstance(event, FileRefused)] == ["unsafe", "too_many"]
    assert desk.decision.discards == ("f2",)


def test_what_staff_write_is_a_note_under_their_pseudonym() -> None:
    desk = desk_at(Status.IN_REVIEW)
    desk.meets(wrote("send it later", STAFF))
    (event,) = desk.changes[0].events
    assert isinstance(event, NoteAdded)
    assert event.by == Actor(Role.CASEWORKER, STAFF)
    assert (desk.decision.notices, desk.letters) == ((), [])
    assert desk.decision.mail == Settled(Outcome.NOTE)


@pytest.mark.parametrize("text", ["#send\nThree years.", "#take", "#back"])
def test_approvers_may_note_by_mail_as_in_the_console_and_nothing_else(text: str) -> None:
    desk = desk_at(Status.IN_REVIEW)
    desk.meets(wrote(text, STAFF, as_role=Role.APPROVER))
    (event,) = desk.changes[0].events
    assert isinstance(event, NoteAdded)
    assert event.by == Actor(Role.APPROVER, STAFF)
    assert desk.decision.notices == ()
    assert ["Only caseworkers may do this" in letter.text for letter in desk.letters] == [True]


@pytest.mark.parametrize(
    ("text", "command", "below"),
    [
        ("#send\nYes.", "send", "Yes."),
        ("\n #SEND \r\n\nYes.\nAnd no.", "send", "Yes.\nAnd no."),
        ("＃ｓｅｎｄ\nはい。", "send", "はい。"),
        ("#send", "send", ""),
        ("#Take", "take", ""),
        ("＃ｂａｃｋ\nお返事です。", "back", "お返事です。"),
        ("#send it\nYes.", None, ""),
        ("Yes.\n#send", None, ""),
        ("", None, ""),
    ],
)
def test_a_command_stands_alone_on_the_first_line(text: str, command: str | None, below: str) -> None:
    assert staff.read(text) == (command, below)


@pytest.mark.parametrize("status", SENDABLE)
def test_an_answer_is_sent_from_every_status_where_somebody_waits_for_one(status: Status) -> None:
    desk = desk_at(status)
    desk.meets(wrote("#send\nThree years.", STAFF))
    (notice,) = desk.decision.notices
    assert "Three years." in notice.text.text
    assert MessageOut in kinds(desk)
    answered = status in {Status.RECEIVED, Status.IN_REVIEW, Status.ANSWERED}
    assert (desk.tickets[0].status is Status.ANSWERED) == answered
    assert notice.version == desk.tickets[0].version
    assert desk.decision.mail == Settled(Outcome.REPLY_SENT)


@pytest.mark.parametrize(("language", "name"), [("ja", "窓口の担当者"), ("en", "Privacy Center staff")])
def test_an_answer_stands_under_the_name_of_staff(language: Language, name: str) -> None:
    desk = desk_at(Status.IN_REVIEW, language=language)
    desk.meets(wrote("#send\n3", STAFF))
    assert [notice.text.sender for notice in desk.decision.notices] == [name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_introduced_in_the_language_of_the_chat(language: Language) -> None:
    desk = desk_at(Status.IN_REVIEW, language=language)
    desk.meets(wrote("#send\n3", STAFF))
    (notice,) = desk.decision.notices
    assert {"en": "The Privacy Center answers you", "ja": "担当者よりお答えします"}[
        language
    ] in notice.text.text
    assert (notice.language, notice.letter) == (language, None)


def test_who_chose_a_mail_gets_the_answer_there_first() -> None:
    desk = desk_at(Status.IN_REVIEW, contact=KeptText("t9"))
    desk.texts["t9"] = SaltedText(ADDRESS, b"\x00" * 16)
    desk.meets(wrote("#send\nThree years.", STAFF))
    (notice,) = desk.decision.notices
    assert notice.mail_first
    assert notice.letter is not None
    assert (notice.letter.to, notice.letter.party) == (ADDRESS, "requester")


@pytest.mark.parametrize(
    ("status", "kind", "text", "why"),
    [
        (Status.IN_REVIEW, Kind.RIGHTS, "#send\nDeleted.", "rights"),
        (Status.WITHDRAWN, Kind.QUESTION, "#send\nLate.", "ended"),
        (Status.IN_REVIEW, Kind.QUESTION, "#send", "empty"),
        (Status.IN_REVIEW, Kind.QUESTION, f"#send\n{'x' * (answering.LONGEST + 1)}", "too_long"),
    ],
)
def test_an_answer_that_cannot_be_sent_is_kept_as_a_note_and_its_writer_is_told_why(
    status: Status, kind: Kind, text: str, why: str
) -> None:
    desk = desk_at(status, kind)
    desk.meets(wrote(text, STAFF))
    assert kinds(desk) == [NoteAdded]
    assert desk.decision.notices == ()
    (letter,) = desk.letters
    assert (letter.to, letter.party) == (MAIL, "staff")
    assert desk.decision.mail == Settled(Outcome.NOTE, f"send_refused_{why}")


def test_a_guard_of_the_ticket_is_no_less_strict_by_mail() -> None:
    desk = desk_at(Status.IN_REVIEW, deciders=frozenset({STAFF}))
    desk.meets(wrote("#send\nNo, as before.", STAFF))
    assert kinds(desk) == [NoteAdded, MoveDenied]
    assert desk.tickets[0].status is Status.IN_REVIEW
    assert desk.decision.mail == Settled(Outcome.NOTE, "send_refused_guard")
    assert [letter.to for letter in desk.letters] == [MAIL]


def bounced(address: str = ADDRESS, status: Status = Status.VERIFYING) -> Desk:
    desk = desk_at(status, Kind.RIGHTS, contact=KeptText("t9"), confirmed=True)
    desk.texts["t9"] = SaltedText(ADDRESS, b"\x00" * 16)
    desk.meets(MailReturned(id="mail:1", at=NOW, number=NUMBER, address=address, mail="0b9f"))
    return desk


@pytest.mark.parametrize("address", [ADDRESS.upper(), ""])
def test_an_address_that_mails_come_back_from_is_used_no_more_and_the_chat_says_so(address: str) -> None:
    desk = bounced(address)
    assert kinds(desk) == [DeliveryTried, ContactFailed]
    ticket: Ticket = desk.tickets[0]
    assert (ticket.contact, ticket.confirmed) == (None, False)
    (notice,) = desk.decision.notices
    assert "came back" in notice.text.text
    assert notice.letter is None
    assert [letter.party for letter in desk.staff_letters] == ["staff"]


def test_a_report_about_an_address_that_was_replaced_changes_nothing() -> None:
    desk = bounced("old@example.org")
    assert (desk.changes, desk.decision.notices) == ([], ())
    assert desk.decision.mail == Settled(Outcome.BOUNCE)


def test_after_the_end_nobody_is_told_of_a_bounce() -> None:
    assert bounced(status=Status.WITHDRAWN).changes == []


@pytest.mark.parametrize(
    ("address", "status"),
    [(ADDRESS, Status.VERIFYING), ("old@example.org", Status.VERIFYING), (ADDRESS, Status.WITHDRAWN)],
)
def test_whatever_becomes_of_the_address_what_the_mail_said_goes_on(address: str, status: Status) -> None:
    assert bounced(address, status).decision.returned == "0b9f"
