"""The dialogues of tickets.*.toml, escalations.*.toml and handovers.*.toml: from a wish to a ticket, and on.

A turn is what a person does: `does` lists answers, each pressed where a button of this name is shown and
written where there is none; `says` is only written; `sends` is a picture or a file; `mentions_us` happens in
a group; `waits` are hours before it. Or it is what staff do: `staff_writes` is their answer to the newest
mail about the ticket; or `lapses`, so many hours in which nobody does anything, and then what is due
happens. Then `has` and `lacks` of what they read, `buttons` that are shown,
`tickets` (the status of each, newest first), `kept` (what the texts of the change say), `letters` (the
addresses that mails to people go to), `staff` (the subjects of those to the Privacy Center), `sender` (the
name that it stands under, "" for the bot's), `silent` (nothing is answered) and `form`, whether one is open.
In a dialogue with `mails` letters can be sent; `{code}` stands for the code in the last one, `{earlier code}`
for the one before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from handlers.decisions import Decision
from handlers.events import MailReceived, MediaReceived
from handlers.mails.letters import to_center
from handlers.reminding import notice
from handlers.tickets import timers
from handlers.tickets.chain import canonical
from handlers.tickets.changes import TicketChange
from handlers.tickets.records import event_of, record_of
from knowledge import library
from knowledge.language import LANGUAGES
from knowledge.matching import Matcher
from tests.builders import mention
from tests.desk import Desk

ACTS = {"does", "says", "sends", "mentions_us", "waits", "staff_writes", "lapses"}
FACTS = {
    "has",
    "lacks",
    "buttons",
    "kind",
    "rights",
    "ticket",
    "tickets",
    "kept",
    "form",
    "sections",
    "letters",
    "staff",
    "sender",
    "silent",
}
TABLES = ("tickets", "escalations", "handovers")
_CODE = re.compile(r"^\d{6}$", re.MULTILINE)


def dialogues() -> list[Any]:
    return [
        pytest.param(language, table.get("mails", False), table["turns"], id=f"{language}: {table['name']}")
        for language in LANGUAGES
        for name in TABLES
        for table in tomllib.loads(
            Path(__file__).with_name(f"{name}.{language}.toml").read_text(encoding="utf-8")
        )["dialogue"]
    ]


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(library.load())


@pytest.mark.parametrize(("language", "mails", "turns"), dialogues())
def test_a_person_reads_and_we_keep_what_the_table_says(
    language: Any, mails: bool, turns: list[dict[str, Any]], matcher: Matcher
) -> None:
    desk = Desk(language, finder=matcher, mails=mails)
    for turn in turns:
        assert turn.keys() <= ACTS | FACTS
        before, staff_before = len(desk.letters), len(desk.staff_letters)
        act(desk, coded(turn, (letter.text for letter in desk.letters)))
        check(desk, turn)
        if "letters" in turn:
            assert [letter.to for letter in desk.letters[before:]] == turn["letters"]
        if "staff" in turn:
            assert [letter.subject for letter in desk.staff_letters[staff_before:]] == turn["staff"]
    every_event_can_be_stored(desk)


def coded(turn: dict[str, Any], letters: Iterable[str]) -> dict[str, Any]:
    """Put the codes that were mailed, oldest first, where the turn says that one is typed."""
    codes = [code for text in letters for code in _CODE.findall(text)]
    stand_for = {
        f"{{{name}}}": code for name, code in zip(("code", "earlier code"), codes[::-1], strict=False)
    }

    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(one) for one in value]
        for name, code in stand_for.items():
            value = value.replace(name, code) if isinstance(value, str) else value
        return value

    return {name: put(value) for name, value in turn.items()}


def act(desk: Desk, turn: dict[str, Any]) -> None:
    desk.waits(hours=turn.get("waits", 0))
    if "mentions_us" in turn:
        desk.meets(mention(turn["mentions_us"]), group=True)
    elif "says" in turn:
        desk.says(turn["says"])
    elif "sends" in turn:
        desk.meets(MediaReceived(id="sent", at=desk.now, media=turn["sends"], message_id="1"))
    elif "staff_writes" in turn:
        desk.meets(mail_of_staff(turn["staff_writes"], desk))
    elif "lapses" in turn:
        lapse(desk, turn["lapses"])
    else:
        desk.answers(*turn["does"])


def mail_of_staff(text: str, desk: Desk) -> MailReceived:
    """Return an answer from the Privacy Center to a mail about the newest ticket."""
    center = library.load().policy.contact.email
    return MailReceived(
        id=f"mail:{text}",
        at=desk.now,
        number=desk.tickets[0].number,
        text=text,
        address=center,
        staff="mail-0123456789ab",
    )


def lapse(desk: Desk, hours: float) -> None:
    """Let time pass and do what is due with the newest ticket, as the job of the timers does."""
    desk.waits(hours=hours)
    number = desk.tickets[0].number
    log = [event for change in desk.changes if change.number == number for event in change.events]
    event = timers.due(log, desk.now)
    assert event is not None
    desk._keep(TicketChange(number, len(log), (event,)))
    told = notice([*log, event], desk.context())
    letters = to_center("handover_lapsed", desk.tickets[0], desk.context())
    desk.staff_letters += letters
    desk.decision = Decision(notices=(told,) if told else ())


def check(desk: Desk, turn: dict[str, Any]) -> None:
    read = "\n".join(filter(None, (desk.text, desk.heard)))
    assert [words for words in turn.get("has", []) if words not in read] == [], read
    assert [words for words in turn.get("lacks", []) if words in read] == [], read
    assert not (turn.get("silent") and read), read
    if "sender" in turn:
        assert desk.decision.notices[-1].text.sender == turn["sender"]
    labels = [button.label for button in desk.buttons()]
    assert [label for label in turn.get("buttons", []) if label not in labels] == [], labels
    if "tickets" in turn:
        assert [ticket.status for ticket in desk.tickets] == turn["tickets"]
    if "form" in turn:
        assert (desk.conversation.form is not None) == turn["form"]
    kept = [one.text for change in desk.changes[-1:] for one in change.texts.values()]
    assert [words for words in turn.get("kept", []) if not any(words in text for text in kept)] == [], kept
    check_outside(desk, turn)


def check_outside(desk: Desk, turn: dict[str, Any]) -> None:
    decision = desk.decision
    for field in ("kind", "ticket"):
        if field in turn:
            assert (field, getattr(decision, field) or "") == (field, turn[field])
    if "rights" in turn:
        assert decision.rights == tuple(turn["rights"])
    if "sections" in turn:
        assert decision.sections == tuple(turn["sections"])


def every_event_can_be_stored(desk: Desk) -> None:
    for change in desk.changes:
        for event in change.events:
            assert event_of(record_of(event)) == event
            assert canonical(record_of(event))
