"""Any bytes at all give a value, and what is beyond the limits says so."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mail.incoming.incoming_mail import IncomingMail, Kind, Reason, Unreadable
from bot.mail.incoming.limits import Limits
from bot.mail.incoming.reading import read
from bot.mail.incoming.receiver import Receiver
from bot.mail.incoming.reply import reply
from tests.bot.mail.incoming.sample_mails import EXPECTED, RECEIVER, mail, raw

SMALL = Limits(mail=10_000, text=100, html=300, lines=200, comparisons=2_000, headers=50, parts=10, nesting=3)
HEAD = b"From: a@example.org\nMIME-Version: 1.0\n"
FORWARDED = HEAD + (
    b"Content-Type: multipart/mixed; boundary=o\n\n--o\n\nLook here.\n--o\nContent-Type: message/rfc822\n\n"
)


def multipart(number: int, inside: bytes) -> bytes:
    return b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n%s' % (number, number, inside)


def nested(depth: int) -> bytes:
    text = b"\ndeep"
    for number in range(depth):
        text = multipart(number, text)
    return HEAD + text


BEYOND = [
    (b"", Reason.EMPTY),
    (b" \r\n\n", Reason.EMPTY),
    (HEAD + b"\n" + b"x" * 10_000, Reason.TOO_LARGE),
    (HEAD + b"\n" * 300, Reason.TOO_MANY_LINES),
    (HEAD + b"\r" * 300, Reason.TOO_MANY_LINES),
    (HEAD + multipart(0, b"\n\n--b0\n" * 20), Reason.TOO_MANY_PARTS),
    (HEAD + b"X: boundary=\n" * 60, Reason.TOO_MANY_PARTS),
    (HEAD + b"X: y\n" * 60, Reason.TOO_MANY_HEADERS),
    (nested(5), Reason.NESTED_TOO_DEEP),
    (HEAD + b"Content-Type: message/rfc822\n\n" * 6, Reason.NESTED_TOO_DEEP),
]


@pytest.mark.parametrize(("source", "reason"), BEYOND)
def test_what_is_beyond_the_limits_is_unreadable(source: bytes, reason: Reason) -> None:
    assert read(source, RECEIVER, SMALL) == Unreadable(reason)


def test_what_is_within_the_limits_is_read() -> None:
    found = read(nested(3), RECEIVER, SMALL)
    assert isinstance(found, IncomingMail)
    assert found.text == "deep"


def test_a_long_text_is_cut() -> None:
    found = read(HEAD + b"\n" + b"x" * 500, RECEIVER, SMALL)
    assert isinstance(found, IncomingMail)
    assert found.text == "x" * 100


def test_a_thousand_mails_inside_each_other_are_too_deep_and_nothing_worse() -> None:
    generous = replace(Limits(), parts=10_000, comparisons=10**9)
    assert read(HEAD + b"Content-Type: message/rfc822\n\n" * 5_000, RECEIVER, generous) == Unreadable(
        Reason.NESTED_TOO_DEEP
    )


def test_a_forwarded_mail_is_kept_as_it_was() -> None:
    inner = b"From: x@example.net\r\nSubject: a\r\n  folded\r\nX-Odd:no space\r\n\r\n\xe3\x81\x82 body\r\n"
    source = HEAD + b"Content-Type: message/rfc822\n\n" + inner
    (file,) = mail(source).attachments
    assert file.name == "a folded.eml"
    assert b"\xe3\x81\x82 body" in file.content
    assert b"Subject: a\n  folded" in file.content.replace(b"\r\n", b"\n")


def test_a_bounce_inside_a_mail_is_not_a_bounce() -> None:
    found = mail(FORWARDED + raw("dsn_postfix") + b"\n--o--\n")
    assert (found.kind, found.bounce, found.text) == (Kind.PERSON, None, "Look here.")


def test_a_receipt_inside_a_mail_is_not_a_receipt() -> None:
    assert mail(FORWARDED + raw("read_receipt") + b"\n--o--\n").kind == Kind.PERSON


def test_staff_at_our_own_domain_are_persons() -> None:
    source = b"From: Ken <ken@desk.example.com>\nMessage-ID: <1@desk.example.com>\n\n#send\nok"
    assert mail(source).kind == Kind.PERSON


def test_without_a_name_of_our_mx_nobody_is_vouched_for() -> None:
    nameless = Receiver(frozenset(), "", "")
    found = read(raw("authenticated_by_our_mx"), nameless)
    assert isinstance(found, IncomingMail)
    assert not found.authentication.vouches_for("hanako@example.org")


FIELDS = st.sampled_from(
    [
        b"From: ",
        b"Subject: ",
        b"Content-Type: ",
        b"Content-Transfer-Encoding: ",
        b"Content-Disposition: ",
        b"Date: ",
        b"Authentication-Results: mx.example.com; ",
        b"Message-ID: ",
        b"Auto-Submitted: ",
        b"Return-Path: ",
    ]
)
VALUES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            b'multipart/mixed; boundary="b"',
            b"multipart/alternative; boundary=b",
            b"multipart/report; boundary=b",
            b"message/rfc822",
            b"message/delivery-status",
            b"text/html; charset=",
            b"text/plain; charset=utf-7",
            b"text/plain; charset=\xff",
            b"base64",
            b"quoted-printable",
            b"x-uuencode",
            b"attachment; filename*0*=utf-8''%E3; filename*1=x",
            b"attachment; filename*=unknown'x'%FF",
            b"attachment; filename*9999999999=a",
            b"=?utf-8?b?====?=",
            b"=?\xff?q?=?=",
            b'"',
            b"<",
            b"(((",
            b"a@example.org",
            b"<>",
            b"Mon, 99 Foo 99999999999 99:99",
        ]
    ),
)
BODIES = st.lists(
    st.one_of(
        st.binary(max_size=60), st.sampled_from([b"\n--b\n", b"\n--b--\n", b"\r\n\r\n", b"begin 644 a\n"])
    ),
    max_size=12,
)


@given(st.lists(st.tuples(FIELDS, VALUES), max_size=6), BODIES)
@settings(max_examples=400)
def test_any_mail_is_read(head: list[tuple[bytes, bytes]], body: list[bytes]) -> None:
    source = b"".join(name + value + b"\n" for name, value in head) + b"\n" + b"".join(body)
    _read_and_answered(source)


@given(st.binary(max_size=600))
def test_any_bytes_are_read(source: bytes) -> None:
    _read_and_answered(source)


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "very_long_quote"])
def test_a_damaged_sample_is_still_read(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - the same damage every time
    whole = raw(name)
    for _ in range(12):
        source = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(source) + 1)
            source[at : at + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 4))
        _read_and_answered(bytes(source) + whole[: chance.randrange(40)])


# Each would take hours if it took the square of its length.
@pytest.mark.parametrize(
    "source",
    [
        b"From: " + b"(" * 60_000 + b"\n\nx",
        b"From: " + b'"' * 60_001 + b"\n\nx",
        b"Subject: " + b"=?utf-8?q?a?=" * 5_000 + b"\n\nx",
        b"Content-Type: text/plain;" + b';a="' * 200_000 + b"\n\nx",
        b"Authentication-Results: mx.example.com;" + b'("' * 30_000 + b"\n\nx",
        HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + b"\x1b$B" * 200_000,
        HEAD + b"\n" + b"Please reply above\nFrom: a\nSent: b\n" * 20_000,
        HEAD + b"\n" + b"On 1 a\n2026/1/1 a\n-----\n" * 20_000,
        HEAD + b"\n" + b"2026/1/1 10:15 " * 20_000,
        b"References: " + b"<a@b> " * 10_000 + b"\n\nx",
    ],
    ids=range(10),
)
def test_hostile_mails_cost_no_more_than_their_length(source: bytes) -> None:
    _read_and_answered(source)


def _read_and_answered(source: bytes) -> None:
    found = read(source, RECEIVER)
    if isinstance(found, IncomingMail):
        reply(found.text)
        return
    assert found.reason is not Reason.BROKEN
