"""The search box: numbers as people type them, requesters, and words for those who may read them."""

from __future__ import annotations

import re

import pytest

from bot.store import ticket_texts
from tests.bot.console.inbox.office import ADDRESS, LEAK, MOVED, OVER
from tests.console_desk import ConsoleDesk, member


def found(office: ConsoleDesk, query: str) -> list[str]:
    page = office.sends("/search", status=200, q=query)
    return re.findall(r'id="open-(PR-[^"]+)"', page)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("PR-2026-0000A1", [ADDRESS]),
        ("ｐｒ 2026 ooooa1", [ADDRESS]),
        ("0000a1", [ADDRESS]),
        ("aaaa-aaaa", [MOVED, ADDRESS]),
        ("住所", [ADDRESS]),
        ("東京都", [ADDRESS]),  # and not 東京と京都
        ("京都", [ADDRESS, OVER]),
        ("HANA@example.jp", [MOVED]),
        ("delete account", [MOVED]),
        ("delete 住所", []),
        ("PR-2026-ZZZZZZ", []),
    ],
)
def test_what_is_searched_for_is_found(reading: ConsoleDesk, query: str, numbers: list[str]) -> None:
    assert found(reading, query) == numbers


def test_a_search_tells_where_it_was_found_and_shows_no_markup(reading: ConsoleDesk) -> None:
    page = reading.sends("/search", status=200, q="reads my")
    assert LEAK in page
    assert "somebody reads my mail &lt;b&gt;now" in page
    assert "<b>now" not in page


def test_what_was_erased_is_not_found(office: ConsoleDesk) -> None:
    with office.desk.database.write() as connection:
        ticket_texts.erase(connection, ADDRESS)
    assert found(office, "住所") == []


def test_who_may_not_read_texts_finds_numbers_and_requesters_alone(reading: ConsoleDesk) -> None:
    reading.signs_in(member("auditor"))
    assert found(reading, "住所") == found(reading, "hana@example.jp") == []
    assert found(reading, ADDRESS) == [ADDRESS]
    assert found(reading, "AAAA-AAAA") == [MOVED, ADDRESS]


def test_one_sign_of_japanese_is_too_little_and_said_so(reading: ConsoleDesk) -> None:
    assert "at least two characters" in reading.sends("/search", status=200, q="京")


def test_an_empty_search_shows_the_list(reading: ConsoleDesk) -> None:
    assert found(reading, "  ") == [LEAK, MOVED, ADDRESS]


def test_filters_narrow_a_search(reading: ConsoleDesk) -> None:
    page = reading.sends("/search", status=200, q="京都")
    assert OVER in page
    narrowed = reading.client.post("/console/search", data={"q": "京都", "status": "withdrawn"}).text
    assert re.findall(r'id="open-(PR-[^"]+)"', narrowed) == [OVER]


def test_what_is_searched_for_is_no_part_of_an_address(reading: ConsoleDesk) -> None:
    page = reading.sends("/search", status=200, q="hana@example.jp")
    assert not re.findall(r'(?:href|action|hx-get|hx-post)="[^"]*hana', page)
    reading.page("/search?q=hana", status=405)
