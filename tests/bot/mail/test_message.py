"""The mail itself: its headers, its words, and that nothing in a letter can change the one by the other."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.message import NoAddress, Occasion, address, message, sender_of
from bot.mail.post import MailPost, read
from handlers.letters import Letter
from knowledge.language import Language
from tests.bot.mail.letters import HANAKO, RETRY_KEY, SENDER, START, at, letter

HEADERS = sorted(
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "Content-Language",
    ]
)

anything = st.text(st.characters(codec="utf-8"))
local_parts = st.from_regex(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}", fullmatch=True)
domains = st.from_regex(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){1,3}", fullmatch=True)


def arrived(what: Letter, sender: Address = SENDER) -> EmailMessage:
    """Return a mail as the other end reads it."""
    return message_from_bytes(raw(what, sender), policy=default)


def raw(what: Letter, sender: Address = SENDER) -> bytes:
    return message(what, Occasion(sender, f"{RETRY_KEY}@example.com", at(START))).as_bytes()


def plain(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_mail_says_who_sends_it_to_whom_about_what_and_when() -> None:
    mail = arrived(letter())
    assert mail["From"] == "プライバシーセンター <desk@example.com>"
    assert mail["To"] == HANAKO
    assert mail["Subject"] == "ご確認のお願い（PR-2026-7QK3FX）"
    assert mail["Date"].datetime == at(START)
    assert mail["Message-ID"] == f"<{RETRY_KEY}@example.com>"


def test_the_same_mail_is_the_same_bytes_at_every_try() -> None:
    assert raw(letter()) == raw(letter())


def test_programs_are_asked_not_to_answer() -> None:
    assert arrived(letter())["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_mail_names_its_language(language: Language) -> None:
    assert arrived(letter(language=language))["Content-Language"] == language


@pytest.mark.parametrize(
    "text", ["コードは 123456 です。", "Your code is 123456.", "長い" * 2_000, "x" * 5_000]
)
def test_the_words_are_plain_text_and_go_through_relays_that_know_only_ascii(text: str) -> None:
    mail = arrived(letter(text=text))
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert plain(mail).rstrip() == text
    sent = raw(letter(text=text))
    assert sent.isascii()
    assert max(map(len, sent.split(b"\r\n"))) <= 998  # RFC 5322 2.1.1


@given(to=anything, subject=anything, text=anything, number=anything)
def test_no_letter_adds_a_header_or_a_recipient(to: str, subject: str, text: str, number: str) -> None:
    wild = Letter(to=to, subject=subject, text=text, language="ja", number=number)
    try:
        mail = arrived(read(MailPost().compose(wild).body))
    except (ValueError, NoAddress):
        return
    assert sorted(mail.keys()) == HEADERS
    assert len(mail["To"].addresses) == 1


@given(subject=anything, text=anything)
def test_subject_and_words_of_any_kind_arrive(subject: str, text: str) -> None:
    mail = arrived(read(MailPost().compose(letter(subject=subject, text=text)).body))
    assert sorted(mail.keys()) == HEADERS
    assert mail["To"].addresses[0].addr_spec == HANAKO
    assert "".join(plain(mail).split()) == "".join(text.split())


@given(local=local_parts, domain=domains)
def test_every_address_that_can_be_given_in_the_chat_arrives_unchanged(local: str, domain: str) -> None:
    mail = arrived(letter(to=f"{local}@{domain}"))
    (to,) = mail["To"].addresses
    assert (to.username, to.domain) == (local, domain)


@pytest.mark.parametrize("wrong", ["", "hanako", "@example.jp", "hanako@", "hanako@-.例え..jp", "a\r\nb@c.d"])
def test_what_is_no_address_is_refused_without_being_repeated(wrong: str) -> None:
    with pytest.raises(NoAddress) as refusal:
        address(wrong)
    assert str(refusal.value) == ""


def test_a_japanese_domain_is_written_as_the_dns_knows_it() -> None:
    assert address("hanako@例え.jp").addr_spec == "hanako@xn--r8jz45g.jp"


def test_a_japanese_name_before_the_at_stays_as_it_is() -> None:
    assert "To: 花子@example.jp\r\n".encode() in raw(letter(to="花子@example.jp"))


@pytest.mark.parametrize(
    ("mail_from", "name", "spec"),
    [
        ("desk@example.com", "", "desk@example.com"),
        (" <desk@example.com> ", "", "desk@example.com"),
        ("Privacy Center <desk@example.com>", "Privacy Center", "desk@example.com"),
        ('"Desk, Privacy" <desk@example.com>', "Desk, Privacy", "desk@example.com"),
        ("窓口 <desk@例え.jp>", "窓口", "desk@xn--r8jz45g.jp"),
    ],
)
def test_the_sender_may_have_a_name(mail_from: str, name: str, spec: str) -> None:
    found = sender_of(mail_from)
    assert (found.display_name, found.addr_spec) == (name, spec)
    sender = arrived(letter(), found)["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (name, spec)


def test_mails_of_one_thread_refer_to_the_same_id_and_others_to_none() -> None:
    first = arrived(replace(letter(), thread="ticket.PR-2026-7QK3FX.staff"))
    root = "<ticket.PR-2026-7QK3FX.staff@example.com>"
    assert (first["References"], first["In-Reply-To"]) == (root, root)
    assert first["Message-ID"] != root
    assert (arrived(letter())["References"], arrived(letter())["In-Reply-To"]) == (None, None)


def test_only_an_urgent_letter_is_marked_so() -> None:
    urgent = arrived(replace(letter(), urgent=True))
    assert (urgent["Importance"], urgent["X-Priority"]) == ("high", "1")
    assert (arrived(letter())["Importance"], arrived(letter())["X-Priority"]) == (None, None)
