"""The own copy from the chat at LINE to the browser: the link in the chat, both codes by mail, the copy."""

from __future__ import annotations

import json
import re

import pytest

from tests.line_desk import PUBLIC_URL, LineDesk, LinePerson

with_mails = pytest.mark.parametrize("line_desk", [True], indirect=True)
MAIL = "jane@example.org"
SCOPE = "my inquiries about the lamp"
HANDED_IN = (
    "please send me a copy of my personal data",
    "yes",
    "1",
    SCOPE,
    "since April 2025",
    "on paper please",
    MAIL,
    "send",
)


def code_of(desk: LineDesk) -> str:
    """Return the code in the last mail."""
    assert desk.mailbox is not None
    (code,) = re.findall(r"^\d{6}$", desk.mailbox.letters(MAIL)[-1].text, re.MULTILINE)
    return str(code)


def confirmed(desk: LineDesk) -> LinePerson:
    """Return somebody who made a request and confirmed an address."""
    jane = desk.person("Jane", "en")
    jane.answers(*HANDED_IN)
    jane.says(code_of(desk))
    jane.says("status")
    return jane


def path_in(said: str) -> str:
    (path,) = set(re.findall(rf"{PUBLIC_URL}(/d/[\w-]{{43}})\?", said))
    return str(path)


@with_mails
def test_a_person_fetches_what_they_asked_for_and_nothing_of_it_was_said_in_the_chat(
    line_desk: LineDesk,
) -> None:
    jane = confirmed(line_desk)
    path = path_in(jane.presses("Copy of my request"))
    browser = line_desk.web.test_client()
    browser.post(f"{path}/send", base_url=PUBLIC_URL)
    line_desk.work()
    browser.post(f"{path}/code", data={"code": code_of(line_desk)}, base_url=PUBLIC_URL)
    copy = json.loads(browser.get(f"{path}/copy.json", base_url=PUBLIC_URL).data)
    assert any(SCOPE in text["text"] for text in copy["texts"].values())
    assert SCOPE not in jane.text
    whats = [entry["event"]["what"] for entry in copy["entries"] if entry["event"]]
    assert whats[-2:] == ["link_given", "downloaded"]
    assert line_desk.broken() == []


@with_mails
def test_the_button_opens_the_page_in_the_phones_own_browser(line_desk: LineDesk) -> None:
    jane = confirmed(line_desk)
    path = path_in(jane.presses("Copy of my request"))
    (button,) = [one for one in jane.buttons() if one["type"] == "uri"]
    assert button["uri"] == f"{PUBLIC_URL}{path}?openExternalBrowser=1"


@with_mails
def test_a_code_of_the_page_opens_nothing_in_the_chat_and_the_other_way_round(line_desk: LineDesk) -> None:
    jane = line_desk.person("Jane", "en")
    jane.answers(*HANDED_IN)
    in_chat = code_of(line_desk)
    jane.says(in_chat)
    jane.says("status")
    path = path_in(jane.presses("Copy of my request"))
    browser = line_desk.web.test_client()
    browser.post(f"{path}/send", base_url=PUBLIC_URL)
    line_desk.work()
    of_page = code_of(line_desk)
    if of_page != in_chat:
        answer = browser.post(f"{path}/code", data={"code": in_chat}, base_url=PUBLIC_URL)
        assert answer.headers["Location"].endswith("?notice=wrong")
    (before,) = jane.tickets
    jane.says(of_page)
    assert jane.tickets == (before,)
