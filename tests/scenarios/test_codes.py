"""One-time codes through webhook, store, worker and a mail relay: what only these show."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bot.store.tables import metadata
from tests.line_desk import LineDesk, LinePerson

with_mails = pytest.mark.parametrize("line_desk", [True], indirect=True)
MAIL = "jane@example.org"
HANDED_IN = ("delete my data", "yes", "own", "everything", MAIL, "send")


def code_of(desk: LineDesk) -> str:
    """Return the code in the last mail."""
    assert desk.mailbox is not None
    (code,) = re.findall(r"^\d{6}$", desk.mailbox.letters(MAIL)[-1].text, re.MULTILINE)
    return str(code)


def without_number(person: LinePerson) -> str:
    return re.sub(r"PR-2026-\w{6}", "PR", person.text)


@with_mails
def test_an_address_that_got_three_codes_gets_no_fourth_whoever_asks_and_nobody_learns_why(
    line_desk: LineDesk,
) -> None:
    jane, mallory = line_desk.person("Jane", "en"), line_desk.person("Mallory", "en")
    jane.answers(*HANDED_IN, "code", "code", "code")
    mallory.answers(*HANDED_IN)
    assert "No code can be sent just now" in mallory.text
    mallory.presses("code")
    assert without_number(mallory) == without_number(jane)
    assert line_desk.mailbox is not None
    assert len(line_desk.mailbox.letters(MAIL)) == 3


@with_mails
def test_a_code_sent_to_one_person_opens_nothing_for_another(line_desk: LineDesk) -> None:
    jane, mallory = line_desk.person("Jane", "en"), line_desk.person("Mallory", "en")
    jane.answers(*HANDED_IN)
    code = code_of(line_desk)
    mallory.answers(*HANDED_IN)
    assert "not the code we sent" in mallory.says(code)
    assert "is confirmed" in jane.says(code)
    assert [one.confirmed for one in (*jane.tickets, *mallory.tickets)] == [True, False]


@with_mails
def test_no_code_stays_anywhere_in_the_store(line_desk: LineDesk) -> None:
    jane = line_desk.person("Jane", "en")
    jane.answers(*HANDED_IN)
    code = code_of(line_desk)
    jane.says(code)
    with line_desk.database.read() as connection:
        kept = [
            str(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table))
        ]
    assert len(kept) > 10
    assert [row for row in kept if re.search(rf"\b{code}\b", row)] == []
    assert line_desk.broken() == []
