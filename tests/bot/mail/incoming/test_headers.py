"""Fields are read as their writers meant them, and addresses in one way only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.incoming.addresses import mailboxes, only_mailbox
from bot.mail.incoming.headers import date, decoded, ids
from bot.mail.incoming.incoming_mail import Mailbox


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?B?5bGx?= =?utf-8?B?55Sw?=", "山田"),
        ("=?utf-8?B?5bE=?==?utf-8?B?sQ==?=", "山"),
        ("=?utf-8?Q?=E5=B1=B1_?=a", "山 a"),
        ("a =?utf-8?q?b?= c", "a b c"),
        ("=?utf-8*ja?q?b?=", "b"),
        ("=?ISO-2022-JP?B?GyRCLSEbKEI=?=", "①"),
        ("=?x-none?B?44GC44GE44GG?=", "あいう"),
        ("=?utf-8?B?5bGx", "=?utf-8?B?5bGx"),
        ("=?utf-8?q?a=0D=0ABcc:_x?=", "a Bcc: x"),
    ],
)
def test_encoded_words_are_decoded_broken_or_not(value: str, text: str) -> None:
    assert decoded(value) == text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("山田 <h@example.org>", [Mailbox("h@example.org", "山田")]),
        ('"Yamada, H." <h@example.org>', [Mailbox("h@example.org", "Yamada, H.")]),
        ("h@example.org (山田 花子)", [Mailbox("h@example.org", "山田 花子")]),
        ("<taro..y.@docomo.example.com>", [Mailbox("taro..y.@docomo.example.com")]),
        ("Team: a@example.org, b@example.org;", [Mailbox("a@example.org"), Mailbox("b@example.org")]),
        ('"ceo@example.com" <evil@example.net>', [Mailbox("evil@example.net", "ceo@example.com")]),
        ("undisclosed-recipients:;", []),
        ("a@example.org)<b@example.net>", [Mailbox("b@example.net", "a@example.org)")]),
        ("<a@example.org><b@example.net>", []),
        ("<a@example.org> b@example.net", []),
        ("a@example.org b@example.net", []),
        ("a@b@c", []),
    ],
)
def test_an_entry_is_one_address_or_none(value: str, found: list[Mailbox]) -> None:
    assert list(mailboxes(value)) == found


@pytest.mark.parametrize(
    "fields",
    [(), ("",), ("a@example.org", "b@example.org"), ("a@example.org, b@example.org",), ("a@example.org, x",)],
)
def test_a_mail_from_several_is_from_nobody(fields: tuple[str, ...]) -> None:
    assert only_mailbox(fields) == Mailbox("")


def test_the_same_sender_twice_is_one() -> None:
    assert only_mailbox(("A <a@example.org>", "a@Example.org")).address == "a@example.org"


def test_message_ids_are_found_among_words() -> None:
    assert ids("message <a@x> of <b@x><c@x>") == ("a@x", "b@x", "c@x")
    assert ids("a@x") == ("a@x",)
    assert ids("your mail") == ()


def test_dates_are_utc_or_none() -> None:
    assert str(date("Fri, 20 Nov 2026 14:05:00 +0900")) == "2026-11-20 05:05:00+00:00"
    assert [date(value) for value in ("", "yesterday", "31 Dec 9999 23:59 -2359", "99 Nov 2026 14:05")] == [
        None
    ] * 4


@given(st.text(max_size=200))
def test_any_field_is_read(value: str) -> None:
    decoded(value)
    mailboxes(value)
    ids(value)
    date(value)
