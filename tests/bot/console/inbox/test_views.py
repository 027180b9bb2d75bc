"""Kept lists are their member's alone."""

from __future__ import annotations

import re

from bot.store.saved_views import MOST
from bot.store.tables import saved_views
from tests.console_desk import ConsoleDesk, member


def kept(office: ConsoleDesk) -> dict[str, str]:
    """Return the names of the lists that are shown, and their ids."""
    links = re.findall(r'id="view-([\w-]+)" href="[^"]*"[^>]*>([^<]+)</a>', office.page("/"))
    return {name: view for view, name in links}


def test_a_list_is_kept_with_its_filters_and_removed_again(reading: ConsoleDesk) -> None:
    reading.sends("/views", name="  Tanaka さん\nの分 ", kind="incident", tab="all")
    assert list(kept(reading)) == ["Tanaka さん の分"]
    page = reading.page("/")
    assert 'href="/console/?tab=all&amp;kind=incident"' in page
    reading.sends(f"/views/{kept(reading)['Tanaka さん の分']}/remove")
    assert kept(reading) == {}


def test_nobody_sees_or_removes_the_lists_of_others(reading: ConsoleDesk) -> None:
    reading.sends("/views", name="Mine")
    view = kept(reading)["Mine"]
    reading.signs_in(member(name="Baba"))
    assert kept(reading) == {}
    reading.sends(f"/views/{view}/remove", status=404)
    reading.signs_in(member())
    assert kept(reading) == {"Mine": view}
    reading.sends(f"/views/{view}/remove")


def test_a_list_needs_a_name_and_there_are_not_too_many(reading: ConsoleDesk) -> None:
    reading.signs_in(member(name="Chiba"))
    reading.sends("/views", name="  ")
    assert "give the list a name" in reading.page("/")
    for place in range(MOST + 1):
        reading.sends("/views", name=f"List {place}")
    assert f"You can keep {MOST} lists" in reading.page("/")
    assert len(kept(reading)) == MOST


def test_what_a_list_is_called_is_not_readable_in_the_store(reading: ConsoleDesk) -> None:
    reading.signs_in(member(name="Doi"))
    reading.sends("/views", name="Sachiko Tanaka")
    with reading.desk.database.read() as connection:
        rows = connection.execute(saved_views.select()).all()
    assert rows
    assert not [row for row in rows if b"Tanaka" in row.sealed]
