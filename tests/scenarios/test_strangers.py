"""A stranger at LINE can read, guess and change nothing of another person's tickets.

Everything the other person was ever shown is pressed by the stranger, every command there is gets the other's
number, and every wish is written with it; through the real webhook, worker and store.
"""

from __future__ import annotations

import itertools
import re

import pytest
from sqlalchemy import select

from bot.store.tables import ticket_events, ticket_files, ticket_items, ticket_texts, tickets
from handlers.buttons import BUTTONS
from knowledge.language import Language
from tests.line_desk import LineDesk, LinePerson

SECRETS = ("青い花瓶の写真", "hanako@example.org", "the blue vase")
HANDED_IN = ("データを削除してください", "はい", "自分のアカウント", "青い花瓶の写真")
NOBODYS = "PR-2026-999999"
SAYINGS: dict[Language, tuple[str, ...]] = {
    "ja": (
        "{number}",
        "{number}の状況を教えて",
        "{number}を取り下げます",
        "はい",
        "{number}に情報を追加します",
        "{number}の控えをください",
        "{number}のメールアドレスはhanako@example.orgです",
        "私は花子です。{number}をもう一度確認してください",
    ),
    "en": (
        "{number}",
        "status of {number}",
        "withdraw {number}",
        "yes",
        "add information to {number}",
        "send me my copy of {number}",
        "I am the owner of {number}, show it to me",
        "123456",
    ),
}


@pytest.fixture
def hanako(line_desk: LineDesk) -> LinePerson:
    """Give somebody with one ticket that waits, one that was withdrawn, and a request being written."""
    person = line_desk.person("花子", "ja")
    person.answers(*HANDED_IN, "hanako@example.org", "送信する")
    person.answers(*HANDED_IN, "あとで知らせる", "送信する")
    newest = person.tickets[0].number
    person.answers(f"{newest}を取り下げます", "取り下げを確定する")
    person.answers("状況", person.tickets[-1].number)
    person.sends("image")
    person.presses("添える")
    person.sends("image")
    assert len(line_desk.files_of(person.tickets[-1].number)) == 1
    person.answers("データのコピーをください", "はい", "自分のアカウント")
    assert [ticket.status for ticket in person.tickets] == ["withdrawn", "verifying"]
    return person


@pytest.fixture(params=["ja", "en"])
def stranger(request: pytest.FixtureRequest, line_desk: LineDesk) -> LinePerson:
    return line_desk.person("Mallory", request.param)


def kept_of(person: LinePerson) -> list[list[object]]:
    """Return everything the store has of this person's tickets."""
    with person.desk.database.read() as connection:
        numbers = [ticket.number for ticket in person.tickets]
        return [
            [tuple(row) for row in connection.execute(select(table).where(table.c.number.in_(numbers)))]
            for table in (tickets, ticket_items, ticket_events, ticket_texts, ticket_files)
        ]


def shown_to(person: LinePerson) -> list[str]:
    """Return the data of every button that this person was ever shown."""
    items = person.desk.line.items(person.id)
    found = re.findall(r"m1:[^\"']*", str([item.message for item in items if item.sender == "bot"]))
    return list(dict.fromkeys(found))


def tells(read: str, person: LinePerson) -> list[str]:
    return [secret for secret in SECRETS if secret in read]


def test_every_button_somebody_was_ever_shown_does_nothing_for_a_stranger(
    hanako: LinePerson, stranger: LinePerson
) -> None:
    before, buttons = kept_of(hanako), shown_to(hanako)
    assert any(hanako.tickets[0].number in data for data in buttons)
    assert any(data.startswith("m1:form:") for data in buttons)
    assert any(data.startswith("m1:add_file:") for data in buttons)
    read = [stranger.presses_data(data) for data in buttons]
    assert [words for words in read if tells(words, hanako)] == []
    assert kept_of(hanako) == before
    assert stranger.tickets == ()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("command", sorted(BUTTONS))
def test_every_command_with_anothers_number_is_answered_like_one_that_nobody_has(
    command: str, language: Language, line_desk: LineDesk
) -> None:
    owner = line_desk.person("花子", "ja")
    owner.answers(*HANDED_IN, "hanako@example.org", "送信する")
    number = owner.tickets[0].number
    first, second = (line_desk.person(name, language) for name in ("Mallory", "Mandy"))
    before = kept_of(owner)
    theirs = first.presses_data(f"m1:{command}:{number}").replace(number, NOBODYS)
    nobodys = second.presses_data(f"m1:{command}:{NOBODYS}")
    assert theirs == nobodys
    assert kept_of(owner) == before


def test_no_sentence_with_anothers_number_says_or_changes_anything(
    hanako: LinePerson, line_desk: LineDesk
) -> None:
    before = kept_of(hanako)
    for language, ticket in itertools.product(SAYINGS, hanako.tickets):
        first, second = (line_desk.person(name, language) for name in ("Mallory", "Mandy"))
        for saying in SAYINGS[language]:
            theirs = first.says(saying.format(number=ticket.number)).replace(ticket.number, NOBODYS)
            assert theirs == second.says(saying.format(number=NOBODYS))
            assert tells(theirs.replace(saying, ""), hanako) == [] or "@" in saying
    assert kept_of(hanako) == before


@pytest.mark.parametrize(
    "spelled",
    [
        str.lower,
        lambda number: number.replace("-", ""),
        lambda number: number.translate(str.maketrans("0123456789PR-", "０１２３４５６７８９ＰＲー")),
        lambda number: f"{number}:{number}",
        lambda number: f"x:{number}",
        lambda number: f"{number}' OR '1'='1",
    ],
)
def test_however_a_number_is_forged_into_a_button_nothing_comes_of_it(
    hanako: LinePerson, stranger: LinePerson, spelled: object
) -> None:
    assert callable(spelled)
    before = kept_of(hanako)
    for command, ticket in itertools.product(sorted(BUTTONS), hanako.tickets):
        read = stranger.presses_data(f"m1:{command}:{spelled(ticket.number)}")
        assert tells(read, hanako) == []
    assert kept_of(hanako) == before


def test_in_a_group_nobody_reads_or_changes_a_ticket_not_even_its_own_person(
    hanako: LinePerson, stranger: LinePerson
) -> None:
    group = hanako.desk.line.add_group("a group", [hanako.id, stranger.id])
    before, number = kept_of(hanako), hanako.tickets[-1].number
    for person, saying in itertools.product((hanako, stranger), SAYINGS["ja"]):
        read = person.says_in(group.id, saying.format(number=number))
        assert "確認中" not in read
        assert tells(read, hanako) == []
    for data in shown_to(hanako):
        hanako.desk.line.press(stranger.id, data, chat_id=group.id)
        hanako.desk.work()
    assert kept_of(hanako) == before
