"""Tokens lead back to their ticket, for their party alone, and can be made by nobody else."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from bot.dev.mailbox import MailDouble
from bot.mail.incoming.marker import MARKER
from bot.mail.relay import relay_of
from bot.mail.sender import MailSender
from bot.mail.threads import (
    LENGTH,
    LONGEST_LOCAL_PART,
    NoNumber,
    Thread,
    Threads,
    in_addresses,
    in_ids,
    in_text,
    mail_named,
)
from handlers.letters import of_requester
from tests.bot.mail.letters import RETRY_KEY, SENDER, START, letter, owed

THREADS = Threads("sixteen letters or more")
NUMBER = "PR-2026-7QK3FX"
REQUESTER = Thread(NUMBER, "requester")


@pytest.mark.parametrize("number", [NUMBER, "PR-2026-000000", "PR-2026-ZZZZZZ", "PR-2099-000123"])
def test_a_token_opens_as_the_ticket_it_was_made_for(number: str) -> None:
    token = THREADS.token(Thread(number, "requester"))
    assert THREADS.opened(token, ()) == Thread(number, "requester")
    assert THREADS.opened(token.upper(), ()) == Thread(number, "requester")
    assert len(token) == LENGTH


def test_a_token_shows_nothing_of_its_number() -> None:
    one, other = THREADS.token(REQUESTER), THREADS.token(Thread("PR-2026-7QK3FY", "requester"))
    assert "7qk3f" not in one
    assert sum(a == b for a, b in zip(one, other, strict=True)) < LENGTH // 2


def test_no_token_with_one_letter_changed_opens() -> None:
    token = THREADS.token(REQUESTER)
    for place in range(LENGTH - 1):  # the last letter has bits that mean nothing
        changed = token[:place] + ("a" if token[place] != "a" else "b") + token[place + 1 :]
        assert THREADS.opened(changed, ()) is None


@pytest.mark.parametrize("forged", ["a" * LENGTH, "", "1" * LENGTH, "あ" * LENGTH])
def test_what_is_no_token_opens_as_nothing(forged: str) -> None:
    assert THREADS.opened(forged, ("a@example.org",)) is None


def test_a_token_of_another_installation_opens_as_nothing() -> None:
    assert Threads("another secret of an office").opened(THREADS.token(REQUESTER), ()) is None


def test_the_token_of_one_of_the_staff_opens_only_while_they_are() -> None:
    token = THREADS.token(Thread(NUMBER, "staff", "Tanaka@Example.org"))
    assert THREADS.opened(token, ("sato@example.org", "tanaka@example.org")) == Thread(
        NUMBER, "staff", "tanaka@example.org"
    )
    assert THREADS.opened(token, ("sato@example.org",)) is None


def test_there_is_no_token_for_what_is_no_number() -> None:
    with pytest.raises(NoNumber):
        THREADS.token(Thread("PR-2026-ILOU00", "requester"))
    assert THREADS.of_letter(letter(number="")) is None


def test_an_answer_address_fits_and_is_read_again_wherever_it_stands() -> None:
    address = THREADS.reply_address(REQUESTER, SENDER)
    assert len(address.username) <= LONGEST_LOCAL_PART
    token = THREADS.token(REQUESTER)
    assert [*in_addresses(("a@example.org", address.addr_spec.upper()))] == [token]
    assert [*in_ids((f"{RETRY_KEY}.{token}@example.com", "1.2@example.org"))] == [token]
    assert [*in_text(f"> {THREADS.reference(REQUESTER)}\n")] == [token]


@pytest.mark.parametrize("found", [f"+{'a' * 37}@", f"+{'a' * 35}@", f"{'a' * 36}@"])
def test_what_only_looks_like_a_token_is_none(found: str) -> None:
    assert [*in_addresses((f"desk{found}example.org",))] == []


def sent(threads: Threads, **fields: str) -> tuple[dict[str, str], str]:
    """Return header fields and text of a letter as the relay gets it."""
    with MailDouble() as double:
        sender = MailSender(relay_of(double.url), SENDER, threads=threads)
        sender.send(owed(letter(**fields)), START)  # type: ignore[arg-type]  # its fields
        (mail,) = double.letters()
    again = message_from_bytes(mail.message.as_bytes(), policy=default)
    return {name: str(value) for name, value in again.items()}, mail.text


def test_a_letter_that_may_be_answered_says_where_and_above_which_line() -> None:
    fields, text = sent(THREADS, party="requester")
    assert [*in_addresses((fields["Reply-To"].partition("<")[2],))] == [THREADS.token(REQUESTER)]
    assert [*in_ids((fields["Message-ID"].strip("<>"),))] == [THREADS.token(REQUESTER)]
    assert text.startswith(f"{MARKER}\n\nコードは")


def test_where_addresses_cannot_have_a_plus_the_text_carries_the_token() -> None:
    fields, text = sent(Threads("sixteen letters or more", plus=False), party="requester")
    assert "Reply-To" not in fields
    assert [*in_text(text)] == [THREADS.token(REQUESTER)]


def test_mails_to_a_requester_about_a_ticket_hang_together_and_with_no_other() -> None:
    roots = set()
    for number, thread in (
        (NUMBER, of_requester(NUMBER)),
        (NUMBER, of_requester(NUMBER)),
        ("PR-2026-000123", of_requester("PR-2026-000123")),
        (NUMBER, f"ticket.{NUMBER}.staff"),
    ):
        fields, _ = sent(THREADS, number=number, thread=thread, party="requester")
        assert fields["References"] == fields["In-Reply-To"] == f"<{thread}@example.com>"
        assert [*in_ids((fields["References"].strip("<>"),))] == [], "it decides about nothing"
        roots.add(fields["References"])
    assert len(roots) == 3


def test_what_a_mail_is_known_by_is_read_from_its_id_alone() -> None:
    token = THREADS.token(REQUESTER)
    ids = ("x@example.com", f"{RETRY_KEY}.{token}@example.com")
    assert mail_named(ids, token) == RETRY_KEY
    assert mail_named(ids, THREADS.token(Thread(NUMBER, "none"))) == ""


def test_a_letter_with_a_code_takes_no_answer_and_only_a_report_about_it_finds_the_ticket() -> None:
    fields, text = sent(THREADS)
    assert "Reply-To" not in fields
    assert MARKER not in text
    (token,) = in_ids((fields["Message-ID"].strip("<>"),))
    assert THREADS.opened(token, ()) == Thread(NUMBER, "none")
