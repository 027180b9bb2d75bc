"""A mail that is not from a party of the ticket reaches neither ticket nor chat."""

from __future__ import annotations

import pytest

from tests.bot.mail.answers import answer, written
from tests.bot.mail.circle.asking import mails, question, turned_away
from tests.line_desk import CENTER, MX, LineDesk


def test_a_forged_token_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    fields: dict[str, str | None] = {
        "To": f"desk+{'a' * 36}@desk.example",
        "In-Reply-To": f"<x.{'b' * 36}@desk.example>",
        "References": None,
    }
    assert turned_away(desk, jane, answer(told, "#send\nPwned.", fields=fields)) == ("rejected", "token")


def test_a_token_of_another_ticket_cannot_be_turned_into_one_of_this(desk: LineDesk) -> None:
    jane = question(desk)
    address = str(mails(desk)[0].message["Reply-To"].addresses[0].username)
    token = address.partition("+")[2]
    changed = token[:-2] + ("c" if token[-2] != "c" else "d") + token[-1]
    fields: dict[str, str | None] = {
        "To": f"desk+{changed}@desk.example",
        "In-Reply-To": None,
        "References": None,
    }
    assert turned_away(desk, jane, answer(mails(desk)[0], "x", fields=fields)) == ("rejected", "token")


def test_a_forged_sender_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    raw = answer(mails(desk)[0], "#send\nPwned.", passes=False)
    assert turned_away(desk, jane, raw) == ("rejected", "authentication")


def test_only_our_own_mail_server_is_believed(desk: LineDesk) -> None:
    jane = question(desk)
    results = f"mx.mallory.example; dmarc=pass header.from={CENTER.rpartition('@')[2]}"
    raw = answer(mails(desk)[0], "#send\nPwned.", fields={"Authentication-Results": results})
    assert turned_away(desk, jane, raw) == ("rejected", "authentication")


def test_a_stranger_with_the_right_address_is_no_party(desk: LineDesk) -> None:
    jane = question(desk)
    raw = answer(mails(desk)[0], "#send\nPwned.", "mallory@example.net")
    assert turned_away(desk, jane, raw) == ("rejected", "sender")


@pytest.mark.parametrize("sender", ["mallory@example.net", CENTER])
def test_the_right_number_in_subject_and_text_leads_nowhere(desk: LineDesk, sender: str) -> None:
    jane = question(desk)
    number = jane.tickets[0].number
    domain = sender.rpartition("@")[2]
    headers: dict[str, str | None] = {
        "Authentication-Results": f"{MX}; dmarc=pass header.from={domain}",
        "From": sender,
        "To": "desk@desk.example",
        "Subject": f"Re: [窓口] {number} ご質問",
        "In-Reply-To": f"<ticket.{number}.staff@desk.example>",
        "Message-ID": f"<n@{domain}>",
    }
    raw = written(headers, f"#send\nAbout {number}.", {})
    assert turned_away(desk, jane, raw) == ("unmatched", "no_token")
