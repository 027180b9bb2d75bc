"""A calendar link shows when open tickets are due, to who has it, and nothing else."""

from __future__ import annotations

import re

import pytest

from bot.console.member import Member
from bot.store import staff_mails
from bot.store.accounts import account
from bot.store.staff_mails import Away, Wishes
from tests.bot.console.calendar.reading import entries, moment
from tests.bot.console.inbox.office import ADDRESS, LEAK, MOVED, OVER, filled
from tests.bot.console.mails.staff import hired, takes
from tests.console_desk import ConsoleDesk


@pytest.fixture
def aoki(console: ConsoleDesk) -> Member:
    filled(console)
    found = hired(console, "Aoki", "caseworker")
    console.signs_in(found)
    return found


def link(console: ConsoleDesk, scope: str) -> str:
    page = console.sends("/mails/calendar", 200, scope=scope)
    (path,) = re.findall(r'value="https://desk\.example/console(/calendar/[^"]+)"', page)
    return str(path)


def read(console: ConsoleDesk, path: str, status: int = 200) -> str:
    """Read a calendar as a program does, which is not signed in; the next one comes later."""
    console.line.passes(minutes=5)
    console.signs_in(None)
    return console.page(path, status)


def numbers(text: str) -> set[str]:
    return {one["SUMMARY"][:14] for one in entries(text)}


def test_it_has_the_open_tickets_with_number_kind_and_due_date_in_utc(
    console: ConsoleDesk, aoki: Member
) -> None:
    text = read(console, link(console, "all"))
    assert numbers(text) == {ADDRESS, MOVED, LEAK}
    assert OVER not in text
    first = next(one for one in entries(text) if one["UID"] == f"{ADDRESS}-legal@desk.example")
    assert first["SUMMARY"] == f"{ADDRESS} Legal period (exercise of rights)"
    assert moment(first["DTSTART"]) > console.line.now
    assert first["URL"] == f"https://desk.example/console/tickets/{ADDRESS}"


def test_nothing_that_anybody_wrote_is_in_it(console: ConsoleDesk, aoki: Member) -> None:
    text = read(console, link(console, "all"))
    assert [word for word in ("引っ越し", "hana@example.jp", "reads my mail") if word in text] == []


def test_one_of_my_own_has_what_is_mine_and_of_whom_i_stand_in_for(
    console: ConsoleDesk, aoki: Member
) -> None:
    path = link(console, "mine")
    takes(console, ADDRESS)
    assert numbers(read(console, path)) == {ADDRESS}
    baba, now = hired(console, "Baba", "caseworker"), console.desk.clock()
    with console.desk.database.write() as connection:
        staff_mails.keep(connection, aoki.id, Wishes(away=Away(baba.id, now, now + 3_600_000)))
    console.signs_in(baba)
    assert numbers(read(console, link(console, "mine"))) == {ADDRESS}


def test_an_entry_keeps_its_id_from_one_reading_to_the_next(console: ConsoleDesk, aoki: Member) -> None:
    path = link(console, "all")
    before, after = (entries(read(console, path)) for _ in range(2))
    assert [one["UID"] for one in before] == [one["UID"] for one in after]
    assert len({one["UID"] for one in after}) == len(after)


def test_a_link_of_who_has_left_or_may_not_read_tickets_any_more_shows_nothing(
    console: ConsoleDesk, aoki: Member
) -> None:
    path = link(console, "all")
    for change in ({"roles": "editor"}, {"roles": "caseworker", "active": False}):
        with console.desk.database.write() as connection:
            account.change(connection, aoki.id, **change)
        read(console, path, 404)


def test_a_link_is_not_read_again_and_again(console: ConsoleDesk, aoki: Member) -> None:
    path = link(console, "all")
    read(console, path)
    console.page(path, 429)
    read(console, path)


def test_who_guesses_links_has_to_wait(console: ConsoleDesk, aoki: Member) -> None:
    console.signs_in(None)
    answers = [console.client.get(f"/console/calendar/{guess}.ics").status_code for guess in range(32)]
    assert answers == [404] * 30 + [429] * 2


def test_the_secret_of_a_link_is_kept_nowhere(console: ConsoleDesk, aoki: Member) -> None:
    token = link(console, "all").removeprefix("/calendar/").removesuffix(".ics")
    with console.desk.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM calendars").all()
    assert token not in repr(rows)
