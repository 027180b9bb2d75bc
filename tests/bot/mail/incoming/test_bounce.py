"""What became of our mails is told from whatever their servers say."""

from __future__ import annotations

import pytest

from bot.mail.incoming.incoming_mail import Bounce, Kind
from tests.bot.mail.incoming.sample_mails import mail

HEAD = "From: MAILER-DAEMON@mx.example.org\nSubject: %s\nReferences: <first@desk.example.com>\n"
REPORT = (
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nwords\n"
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n%s\n--b--\n"
)
FAILED = "Final-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.1.1\n"
DELAYED = "Final-Recipient: rfc822; a@example.org\nAction: delayed\nStatus: 5.4.7\n"


def reported(blocks: str) -> Bounce | None:
    return mail((HEAD % "Report" + REPORT % blocks).encode()).bounce


def told(subject: str, words: str) -> Bounce | None:
    return mail((HEAD % subject + "\n" + words).encode()).bounce


def test_the_recipient_who_failed_comes_before_those_still_tried() -> None:
    assert reported(f"{DELAYED}\n{FAILED}") == Bounce(
        "b@example.org", "5.1.1", True, "first@desk.example.com"
    )


def test_a_delay_is_never_for_good_whatever_its_code() -> None:
    assert reported(DELAYED) == Bounce("a@example.org", "5.4.7", False, "first@desk.example.com")
    late = told("Warning: message delayed 24 hours", "a@example.org\n 550 5.4.7 later")
    assert late == Bounce("a@example.org", "5.4.7", False, "first@desk.example.com")


def test_who_failed_after_others_got_it_is_told() -> None:
    relayed = FAILED.replace("failed", "relayed").replace("5.1.1", "2.0.0").replace("b@", "c@")
    found = reported(f"{relayed}\n{FAILED}")
    assert found is not None
    assert found.recipient == "b@example.org"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("<a@example.org>: 550 no such user", "5.0.0"),
        ("<a@example.org>: 452-try later", "4.0.0"),
        ("<a@example.org> (#5.2.2)", "5.2.2"),
        ("<a@example.org> at 192.5.5.1, port 25", "5.0.0"),
        ("<a@example.org>", "5.0.0"),
    ],
)
def test_a_code_is_found_in_words(words: str, status: str) -> None:
    found = told("Undelivered Mail Returned to Sender", words)
    assert found is not None
    assert (found.recipient, found.status) == ("a@example.org", status)


def test_a_postmaster_may_write_about_something_else() -> None:
    source = b"From: Postmaster <postmaster@example.org>\nSubject: Our new relay\n\nHello a@example.org"
    assert (mail(source).kind, mail(source).bounce) == (Kind.PERSON, None)
