"""From the button in the chat over link and code to the copy: for its requester alone, and in the log."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from sqlalchemy import select

from bot.store.tables import metadata
from handlers.tickets.log import Downloaded
from tests.bot.downloads.house import MAIL, NOTE, TOKEN, WORDS, House
from tests.bot.downloads.strangers import OTHER
from tests.bot.store.lodged import person
from tests.handlers.tickets.lives import NUMBER


def test_link_code_and_download_end_in_the_copy_and_in_the_log(either_house: House) -> None:
    visitor = either_house.browser()
    assert NUMBER in visitor.opens().text
    assert "メールが届きます" in visitor.asks_for_a_code().text
    (letter,) = either_house.letters.sent
    assert (letter.to, letter.number, letter.until) == (
        MAIL,
        NUMBER,
        either_house.now + timedelta(minutes=10),
    )
    assert "控えを開けます" in visitor.sends("code", code=either_house.letters.code).text
    copy = visitor.fetches()
    assert WORDS in {text["text"] for text in copy["texts"].values()}
    assert NOTE not in json.dumps(copy, ensure_ascii=False)
    (fetched,) = [event for event in either_house.log() if isinstance(event, Downloaded)]
    assert (fetched.by, fetched.at) == (person("ana"), either_house.now)
    assert copy["entries"][-1]["event"]["what"] == "downloaded"


def test_the_page_to_print_has_the_words_and_no_script(house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    printed = visitor.opens("/copy.html").text
    assert WORDS in printed
    assert NOTE not in printed
    assert "<script" not in printed
    assert "<style" not in printed


def test_a_stranger_with_the_link_and_no_code_gets_nothing_of_the_ticket(house: House) -> None:
    stranger = house.browser()
    for form in ("json", "html", "pdf"):
        answer = stranger.opens(f"/copy.{form}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"../{TOKEN}")
    seen = stranger.opens().text
    assert [word for word in (MAIL, WORDS, "ana") if word in seen] == []
    assert [event for event in house.log() if isinstance(event, Downloaded)] == []


def test_looking_without_fetching_is_not_logged(house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    visitor.client.head(f"/d/{TOKEN}/copy.json", base_url="https://desk.example")
    assert [event for event in house.log() if isinstance(event, Downloaded)] == []


def linked(said: str) -> str:
    """Return the token of the link in a message."""
    (token,) = set(re.findall(r"https://desk\.example/d/([\w-]{43})", said))
    return str(token)


def test_from_the_button_in_the_chat_to_the_copy_in_the_browser(either_house: House) -> None:
    visitor = either_house.browser(linked(either_house.presses("copy")))
    visitor.gets_in()
    whats = [entry["event"]["what"] for entry in visitor.fetches()["entries"][-2:]]
    assert whats == ["link_given", "downloaded"]


def test_the_token_of_a_link_is_kept_nowhere_once_it_was_sent(house: House) -> None:
    token = linked(house.presses("copy"))
    with house.database.read() as connection:
        held = [
            value if isinstance(value, bytes) else str(value).encode()
            for table in metadata.tables.values()
            for row in connection.execute(select(table))
            for value in row
        ]
    assert [value for value in held if token.encode() in value] == []


def test_nobody_gets_a_link_to_somebody_elses_ticket(house: House) -> None:
    house.lodge("ben", OTHER, "b" * 43)
    said = house.presses("copy", OTHER)
    assert ("確認できません" in said, "/d/" in said) == (True, False)
    assert house.browser("b" * 43).opens().status_code == 200
