"""What a mail must bring to reach a ticket, one condition after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.mail.incoming.incoming_mail import Authentication, Bounce, IncomingMail, Kind, Mailbox
from bot.mail.matching import Requester, Senders, Verdict, judged
from bot.mail.threads import Thread, Threads
from handlers.mails.outcomes import Outcome
from handlers.wording import CATALOGUES

THREADS = Threads("sixteen letters or more")
NUMBER, JANE, CENTER = "PR-2026-7QK3FX", "jane@example.org", "center@desk.example"
REQUESTER, STAFF = Thread(NUMBER, "requester"), Thread(NUMBER, "staff", CENTER)
SENDERS = Senders(frozenset({CENTER}), "mx.desk.example")
PASSED = Authentication(dmarc="pass")


def a_mail(thread: Thread | None = REQUESTER, sender: str = JANE, **fields: object) -> IncomingMail:
    to = f"desk+{THREADS.token(thread)}@desk.example" if thread else "desk@desk.example"
    mail = IncomingMail(
        kind=Kind.PERSON,
        message_id="1@example.org",
        in_reply_to="",
        references=(),
        sender=Mailbox(sender),
        sent_by="",
        reply_to=(),
        recipients=(to,),
        subject=f"Re: {NUMBER}",
        date=None,
        text=f"About {NUMBER}",
        authentication=PASSED,
    )
    return replace(mail, **fields)  # type: ignore[arg-type]  # its fields


def verdict(mail: IncomingMail, senders: Senders = SENDERS, address: str = JANE) -> Verdict:
    tickets = {NUMBER: Requester("ana", address)}
    return judged(mail, THREADS, senders, tickets.get)


def why(mail: IncomingMail, senders: Senders = SENDERS, address: str = JANE) -> tuple[str | None, str]:
    found = verdict(mail, senders, address)
    if found.outcome in {Outcome.REJECTED, Outcome.UNMATCHED}:
        for catalogue in CATALOGUES.values():
            assert f"console.audit.turned_away.{found.why}" in catalogue, "auditors read why"
    return found.outcome, found.why


def test_a_party_with_its_token_is_let_in() -> None:
    assert verdict(a_mail()) == Verdict(thread=REQUESTER, lane="ana")
    assert verdict(a_mail(STAFF, CENTER.upper())) == Verdict(thread=STAFF, lane="ana")


def test_what_is_answered_leads_as_well_as_the_address_and_so_does_the_text() -> None:
    token = THREADS.token(REQUESTER)
    for mail in (
        a_mail(None, in_reply_to=f"x.{token}@desk.example"),
        a_mail(None, references=("a@b", f"x.{token}@desk.example")),
        a_mail(None, text=f"Yes.\n> {THREADS.reference(REQUESTER)}"),
    ):
        assert verdict(mail) == Verdict(thread=REQUESTER, lane="ana")


def test_a_number_alone_leads_nowhere() -> None:
    root = f"ticket.{NUMBER}.staff@desk.example"
    assert why(a_mail(None, in_reply_to=root)) == (Outcome.UNMATCHED, "no_token")


def test_a_forged_token_is_no_reason_to_overlook_a_right_one() -> None:
    forged = f"desk+{'a' * 36}@desk.example"
    assert why(a_mail(None, recipients=(forged,))) == (Outcome.REJECTED, "token")
    answered = f"x.{THREADS.token(REQUESTER)}@desk.example"
    assert verdict(a_mail(None, recipients=(forged,), in_reply_to=answered)).thread == REQUESTER


def test_a_ticket_that_is_not_there_gets_nothing() -> None:
    assert why(a_mail(Thread("PR-2026-000001", "requester"))) == (Outcome.UNMATCHED, "no_ticket")


@pytest.mark.parametrize("sender", ["mallory@example.org", "", f"x{JANE}"])
def test_another_sender_is_turned_away(sender: str) -> None:
    assert why(a_mail(sender=sender)) == (Outcome.REJECTED, "sender")


def test_who_named_no_address_writes_by_no_mail() -> None:
    assert why(a_mail(sender=""), address="") == (Outcome.REJECTED, "sender")


def test_a_requester_is_not_staff_and_staff_are_no_requester() -> None:
    assert why(a_mail(STAFF, JANE)) == (Outcome.REJECTED, "sender")
    assert why(a_mail(REQUESTER, CENTER)) == (Outcome.REJECTED, "sender")


def test_nobody_is_believed_whom_our_mail_server_does_not_vouch_for() -> None:
    for checks in (Authentication(), Authentication(dmarc="fail"), Authentication(spf="pass", dkim="pass")):
        assert why(a_mail(authentication=checks)) == (Outcome.REJECTED, "authentication")


def test_without_our_mail_server_s_name_nobody_is_believed_at_all() -> None:
    for mail in (a_mail(), a_mail(STAFF, CENTER)):
        assert why(mail, replace(SENDERS, authserv_id="")) == (Outcome.UNMATCHED, "no_authserv_id")


def test_a_mail_with_a_code_takes_no_answer() -> None:
    assert why(a_mail(Thread(NUMBER, "none"))) == (Outcome.UNMATCHED, "takes_no_answer")


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (Kind.AUTO_REPLY, (Outcome.AUTO_REPLY, "")),
        (Kind.LIST, (Outcome.UNMATCHED, "list")),
        (Kind.OWN, (Outcome.OWN, "")),
    ],
)
def test_what_no_person_wrote_reaches_no_ticket(kind: Kind, outcome: tuple[str, str]) -> None:
    assert why(a_mail(kind=kind)) == outcome


def a_bounce(thread: Thread | None, *, permanent: bool = True) -> IncomingMail:
    message_id = f"x.{THREADS.token(thread)}@desk.example" if thread else "x@desk.example"
    told = Bounce(JANE, "5.1.1", permanent=permanent, message_id=message_id)
    return a_mail(None, kind=Kind.BOUNCE, bounce=told, authentication=Authentication())


def test_a_bounce_leads_to_the_ticket_of_the_mail_that_came_back() -> None:
    for thread in (REQUESTER, Thread(NUMBER, "none")):
        assert verdict(a_bounce(thread)) == Verdict(thread=thread, lane="ana", returned="x")


def test_other_bounces_are_noted_and_change_nothing() -> None:
    assert why(a_bounce(None)) == (Outcome.BOUNCE, "unknown_mail")
    assert why(a_bounce(REQUESTER, permanent=False)) == (Outcome.BOUNCE, "not_yet")
    assert why(a_bounce(STAFF)) == (Outcome.BOUNCE, "to_staff")
