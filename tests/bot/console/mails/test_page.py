"""Somebody chooses their mails, who stands in for them, and their calendar links."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.console.member import Member
from bot.store import audit, staff_mails
from handlers.colleagues.occasions import Occasion
from tests.bot.console.inbox.office import ADDRESS, filled
from tests.bot.console.mails.staff import hired, takes
from tests.bot.console.statements import counted
from tests.console_desk import ConsoleDesk, member


@pytest.fixture
def aoki(console: ConsoleDesk) -> Member:
    found = hired(console, "Aoki", "caseworker")
    console.signs_in(found)
    return found


@pytest.fixture
def baba(console: ConsoleDesk) -> Member:
    return hired(console, "Baba", "caseworker")


def wishes(console: ConsoleDesk, who: Member) -> staff_mails.Wishes:
    with console.desk.database.read() as connection:
        return staff_mails.wishes_of(connection, who.id)


def checked(page: str) -> set[str]:
    return set(re.findall(r'name="occasions" value="(\w+)"[^>]* checked', page))


def day(console: ConsoleDesk, days: int = 0) -> str:
    return (console.line.now + timedelta(days=days)).strftime("%Y-%m-%d")


def goes_away(
    console: ConsoleDesk, substitute: Member, status: int = 303, since: int = 0, until: int = 3
) -> str:
    return console.sends(
        "/mails/away",
        status,
        substitute=substitute.id,
        since=day(console, since),
        until=day(console, until),
    )


def test_who_has_chosen_nothing_sees_what_is_usual_and_then_what_they_chose(
    console: ConsoleDesk, aoki: Member
) -> None:
    assert checked(console.page("/mails")) == {"assigned", "wrote", "deadline", "incident"}
    console.sends("/mails/occasions", occasions=["new", "assigned", "second_person", "nonsense"])
    assert checked(console.page("/mails")) == {"new", "assigned"}
    assert wishes(console, aoki).occasions == frozenset({Occasion.NEW, Occasion.ASSIGNED})
    console.sends("/mails/occasions")
    assert checked(console.page("/mails")) == set()


def test_each_role_is_offered_what_is_for_it(console: ConsoleDesk) -> None:
    console.signs_in(member("approver"))
    page = console.page("/mails")
    assert "A decision needs a second person" in page
    assert "A ticket becomes mine" not in page
    console.signs_in(member("auditor"))
    assert "There are no mails for your roles." in console.page("/mails")


def test_an_absence_is_kept_shown_to_both_and_cancelled(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    goes_away(console, baba)
    assert f"Noted until {day(console, 3)}" in console.page("/mails")
    console.signs_in(baba)
    assert "You stand in for Aoki now" in console.page("/mails")
    console.signs_in(aoki)
    console.sends("/mails/back")
    assert wishes(console, aoki).away is None
    console.signs_in(baba)
    assert "You stand in for" not in console.page("/mails")


def test_an_absence_lasts_through_its_last_day(console: ConsoleDesk, aoki: Member, baba: Member) -> None:
    goes_away(console, baba, until=1)
    console.signs_in(baba)
    console.line.passes(hours=29)  # 23:00 of the last day in Japan
    assert "You stand in for" in console.page("/mails")
    console.line.passes(hours=2)
    assert "You stand in for" not in console.page("/mails")


@pytest.mark.parametrize(("since", "until", "why"), [(3, 1, "before the first"), (-5, -1, "over already")])
def test_days_that_cannot_be_are_told_and_what_was_typed_stays(  # one of each
    console: ConsoleDesk, aoki: Member, baba: Member, since: int, until: int, why: str
) -> None:
    page = goes_away(console, baba, 400, since, until)
    assert why in page
    assert f'value="{day(console, since)}"' in page
    assert wishes(console, aoki).away is None


def test_nobody_stands_in_for_themselves_and_nobody_who_is_no_caseworker(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    for other in (aoki, hired(console, "Cho", "approver")):
        assert "Please choose who stands in." in goes_away(console, other, 400)


def test_what_is_chosen_stands_in_the_records(console: ConsoleDesk, aoki: Member, baba: Member) -> None:
    console.sends("/mails/occasions", occasions=["new"])
    goes_away(console, baba)
    with console.desk.database.read() as connection:
        noted = list(audit.all_of(connection, console.desk.seal))
    assert [(one.staff, one.ref, one.before, one.after) for one in noted] == [
        (aoki.id, "mails_occasions", "-", "new"),
        (aoki.id, "mails_away", "new", f"new / {baba.id}"),
    ]


def test_who_stands_in_has_the_tickets_of_who_is_away_among_their_own(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    filled(console)
    takes(console, ADDRESS)
    console.signs_in(baba)
    assert ADDRESS not in console.page("/?who=me")
    console.signs_in(aoki)
    goes_away(console, baba)
    console.signs_in(baba)
    page = console.page("/?who=me")
    assert ADDRESS in page
    assert "You stand in for Aoki: their tickets are shown as well." in page
    assert "You stand in for" not in console.page("/")


def test_a_link_is_shown_once_and_can_be_taken_back(console: ConsoleDesk, aoki: Member) -> None:
    page = console.sends("/mails/calendar", 200, scope="mine")
    (link,) = re.findall(r'value="(https://desk\.example/console/calendar/[\w-]{43}\.ics)"', page)
    assert link not in console.page("/mails")
    (remove,) = re.findall(r"/console(/mails/calendar/\w+/remove)", console.page("/mails"))
    console.signs_in(member(name="Dan"))
    console.sends(remove, 404)
    console.signs_in(aoki)
    console.sends(remove)
    assert "/remove" not in console.page("/mails")


def test_nobody_has_more_than_a_few_links(console: ConsoleDesk, aoki: Member) -> None:
    for _ in range(5):
        console.sends("/mails/calendar", 200, scope="all")
    console.sends("/mails/calendar", 303, scope="all")
    assert "You have five links already" in console.page("/mails")
    console.sends("/mails/calendar", 400, scope="everything")


def test_the_page_asks_the_store_a_bounded_number_of_questions(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    for number in range(6):
        hired(console, f"Cho{number}", "caseworker")
    with counted(console.desk.database) as asked:
        console.page("/mails")
    assert len(asked) <= 6
