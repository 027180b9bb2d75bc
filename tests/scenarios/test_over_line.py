"""The dialogues of tickets.*.toml and the like once more: by webhook, store, worker, mail and LINE's API.

What a person reads, which buttons they see, what becomes of their tickets and what is kept of their words is
checked on the far side: at LINE and in the store.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.bootstrap.knowledge import finder
from bot.dev.mailbox import KeptMail
from bot.draws import SecretDraws
from bot.jobs.ticket_timers import TicketTimers
from knowledge import library
from tests.bot.mail.answers import answer
from tests.line_desk import SECRET_KEY, LineDesk, LinePerson
from tests.scenarios.test_tickets import ACTS, FACTS, coded, dialogues

_NUMBER = re.compile(r"PR-2026-(\d{6})")


@pytest.mark.parametrize(("language", "line_desk", "turns"), dialogues(), indirect=["line_desk"])
def test_a_person_at_line_reads_what_the_table_says(
    language: Any, turns: list[dict[str, Any]], line_desk: LineDesk
) -> None:
    person = line_desk.person("Jane", language)
    others = line_desk.line.add_group("a group", [person.id])
    person.says({"ja": "こんにちは", "en": "hello"}[language])
    for turn in turns:
        assert turn.keys() <= ACTS | FACTS
        before = mailed(line_desk)
        act(person, coded(named(turn, person), (letter.text for letter in before)), others.id)
        check(person, named(turn, person))
        check_mails(mailed(line_desk)[len(before) :], named(turn, person))
    assert line_desk.broken() == []


def mailed(desk: LineDesk) -> list[KeptMail]:
    """Return what has come into the mailbox, oldest first."""
    return desk.mailbox.letters() if desk.mailbox else []


def check_mails(came: list[KeptMail], turn: dict[str, Any]) -> None:
    center = (library.load().policy.contact.email,)
    if "letters" in turn:
        assert [mail.to for mail in came if mail.to != center] == [(to,) for to in turn["letters"]]
    if "staff" in turn:
        assert [mail.subject for mail in came if mail.to == center] == turn["staff"]


def act(person: LinePerson, turn: dict[str, Any], group_id: str) -> None:
    person.desk.passes(hours=turn.get("waits", 0))
    if "mentions_us" in turn:
        person.says_in(group_id, turn["mentions_us"])
    elif "says" in turn:
        person.says(turn["says"])
    elif "sends" in turn:
        person.sends(turn["sends"])
    elif "staff_writes" in turn:
        staff_write(person, turn["staff_writes"])
    elif "lapses" in turn:
        lapse(person, turn["lapses"])
    else:
        person.answers(*turn["does"])


def staff_write(person: LinePerson, text: str) -> None:
    """Let the Privacy Center answer the newest mail that it got."""
    center = library.load().policy.contact.email
    newest = [mail for mail in mailed(person.desk) if mail.to == (center,)][-1]
    person._begin(person.id)
    person.desk.mailed(answer(newest, text))


def lapse(person: LinePerson, hours: float) -> None:
    """Let time pass and do what is due with the tickets."""
    desk = person.desk
    person._begin(person.id)
    desk.passes(hours=hours)
    job = TicketTimers(finder, desk.notices, desk.seal, SecretDraws(SECRET_KEY))
    assert job.step(desk.database, desk.milliseconds())
    desk.work()


def check(person: LinePerson, turn: dict[str, Any]) -> None:
    read = person.text
    assert not (turn.get("silent") and read), read
    if "sender" in turn:
        last = person._shown()[-1]
        assert last.get("sender", {}).get("name", "") == turn["sender"]
    assert [words for words in turn.get("has", []) if words not in read] == [], read
    assert [words for words in turn.get("lacks", []) if words in read] == [], read
    labels = [button["label"] for button in person.buttons()]
    assert [label for label in turn.get("buttons", []) if label not in labels] == [], labels
    check_store(person, turn)


def check_store(person: LinePerson, turn: dict[str, Any]) -> None:
    if "tickets" in turn:
        assert [ticket.status for ticket in person.tickets] == turn["tickets"]
    if "form" in turn:
        assert (person.desk.conversation_of(person.lane).form is not None) == turn["form"]
    kept = [text for ticket in person.tickets for text in person.desk.texts_of(ticket.number)]
    assert [words for words in turn.get("kept", []) if not any(words in text for text in kept)] == [], kept


def named(turn: dict[str, Any], person: LinePerson) -> dict[str, Any]:
    """Put the number that was really drawn for this person's first ticket in place of PR-2026-000001."""
    numbers = [ticket.number for ticket in reversed(person.tickets)]

    def real(found: re.Match[str]) -> str:
        place = int(found[1])
        return numbers[place - 1] if 0 < place <= len(numbers) else found[0]

    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(one) for one in value]
        return _NUMBER.sub(real, value) if isinstance(value, str) else value

    return {name: put(value) for name, value in turn.items()}
