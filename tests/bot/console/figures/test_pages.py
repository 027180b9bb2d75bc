"""The pages with figures: what stands in them, who may see them, and what they ask the store."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree

import pytest

from bot.console.figures.charts import CHARTS
from bot.store import daily_counts, tickets
from bot.store.daily_counts import Key
from handlers.counting import Counted
from handlers.tickets.months import Month
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.bot.console.conftest import console_at
from tests.bot.console.statements import counted
from tests.bot.store.lodged import SEAL, change
from tests.console_desk import ConsoleDesk, member
from tests.handlers.tickets.lives import PERSON, Life

MONTH = "2026-04"
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleDesk]:
    """Give a console with seven requests to delete, two to correct, and six questions that were answered."""
    with console_at(tmp_path_factory.mktemp("figures")) as found:
        start = datetime(2026, 4, 1, 9, tzinfo=JAPAN)
        rights = [Right.DELETION] * 7 + [Right.CORRECTION] * 2
        with found.desk.database.write() as connection:
            for place, right in enumerate(rights):
                life = Life(right, number=f"PR-2026-{place:06}", start=start).move(Move.SUBMIT, by=PERSON)
                tickets.append(connection, [change(life)], SEAL)
            said: Counter[Key] = Counter({(Counted.ANSWERED, "en"): 6})
            daily_counts.add(connection, said, found.desk.clock(), "worker-1")
        yield found


@pytest.fixture(autouse=True)
def auditor(office: ConsoleDesk) -> None:
    """Let an auditor look."""
    office.signs_in(member("auditor"))


def cells(page: str, name: str) -> list[str]:
    """Return what stands in the row of a table that begins with this name."""
    row = re.search(rf'<th scope="row">{name}.*?</tr>', page, re.DOTALL)
    assert row is not None, name
    found = re.findall(r"<td[^>]*>(.*?)</td>", row[0], re.DOTALL)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in found]


def test_a_page_says_what_is_open_and_what_came(office: ConsoleDesk) -> None:
    page = office.page("/figures")
    assert "April 2026" in page
    assert "This month is not over." in page
    assert cells(page, "Deletion")[0] == "7"
    assert cells(page, "Correction")[0] == "1–4"
    assert cells(page, "Answered from the policy") == ["0", "6", "6"]


def test_no_table_gives_a_small_number_away(office: ConsoleDesk) -> None:
    page = office.page("/figures")
    assert cells(page, "All")[0] == "8–11"
    assert cells(page, "April 2026")[0] == "8–11"
    assert cells(page, "Requests under rights")[0] == "8–11"


@pytest.mark.parametrize("month", ["2026-03", "2025-12"])
def test_earlier_months_have_their_own_figures(office: ConsoleDesk, month: str) -> None:
    page = office.page(f"/figures?month={month}")
    assert cells(page, "Deletion")[0] == "0"
    assert "This month is not over." not in page


@pytest.mark.parametrize("month", ["2026-05", "nonsense", ""])
def test_a_month_that_is_none_yet_shows_the_newest(office: ConsoleDesk, month: str) -> None:
    assert cells(office.page(f"/figures?month={month}"), "Deletion")[0] == "7"


def test_the_report_is_a_sheet_without_the_menu(office: ConsoleDesk) -> None:
    page = office.page(f"/figures/report/{MONTH}")
    assert "Monthly report of the Privacy Center" in page
    assert cells(page, "Deletion")[0] == "7"
    assert "<nav" not in page
    assert 'data-bs-theme="light"' in page


@pytest.mark.parametrize(
    "path",
    ["report/2026-05", "report/nonsense", f"charts/other/{MONTH}/light.svg", f"charts/trend/{MONTH}/x.svg"],
)
def test_what_is_not_there_is_not_found(office: ConsoleDesk, path: str) -> None:
    office.page(f"/figures/{path}", status=404)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_picture_is_an_image_without_scripts_or_anything_from_elsewhere(
    office: ConsoleDesk, name: str, look: str
) -> None:
    answer = office.client.get(f"/console/figures/charts/{name}/{MONTH}/{look}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    picture = ElementTree.fromstring(answer.data)  # noqa: S314  # made by us
    assert picture.tag == f"{_SVG}svg"
    assert picture.find(f".//{_SVG}script") is None
    assert "url(" not in answer.text
    assert "@import" not in answer.text


def test_every_picture_has_words_in_its_place_and_its_numbers_beside_it(office: ConsoleDesk) -> None:
    page = office.page("/figures")
    pictures = re.findall(r"<img [^>]*charts/[^>]*>", page)
    assert len(pictures) == len(CHARTS)
    assert all("chart of" in picture for picture in pictures)
    assert page.count("<table") == len(CHARTS) + 1


def test_the_figures_are_saved_as_csv_and_that_is_an_entry_in_the_record(office: ConsoleDesk) -> None:
    text = office.sends("/figures/export", 200, month=MONTH)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["Part", "About", "Counted", "Number"]
    assert ["Results by right", "Deletion", "Received", "7"] in rows
    assert ["Results by right", "Correction", "Received", "1–4"] in rows
    assert "Exported figures." in office.page("/audit?subject=exports")


def test_a_month_that_is_none_is_not_saved(office: ConsoleDesk) -> None:
    office.sends("/figures/export", 404, month="2026-05")


def test_who_has_no_business_with_figures_sees_none(office: ConsoleDesk) -> None:
    office.signs_in(member("editor"))
    for path in ("/figures", f"/figures/report/{MONTH}", f"/figures/charts/trend/{MONTH}/light.svg"):
        office.page(path, status=403)
    office.sends("/figures/export", 403, month=MONTH)


def test_who_may_not_see_tickets_is_led_to_none(office: ConsoleDesk) -> None:
    office.signs_in(member("admin"))
    assert "due=overdue" not in office.page("/figures")
    office.signs_in(member("caseworker"))
    assert "due=overdue" in office.page("/figures")


def test_a_page_asks_the_store_four_times_and_its_pictures_not_again(office: ConsoleDesk) -> None:
    with counted(office.desk.database) as said:
        office.page("/figures")
    assert len(said) == 4
    with counted(office.desk.database) as said:
        for name in CHARTS:
            office.client.get(f"/console/figures/charts/{name}/{MONTH}/light.svg")
    assert said == []


def test_a_picture_that_is_asked_for_later_is_drawn_anew(office: ConsoleDesk) -> None:
    office.page("/figures")
    office.line.passes(minutes=2)
    with counted(office.desk.database) as said:
        office.client.get(f"/console/figures/charts/trend/{MONTH}/light.svg")
    assert len(said) == 3


def test_what_is_done_in_an_earlier_month_is_seen_in_its_own_figures_at_once(console: ConsoleDesk) -> None:
    console.signs_in(member("auditor"))
    assert cells(console.page("/figures"), "March 2026")[0] == "0"
    start = datetime(2026, 3, 1, 9, tzinfo=JAPAN)
    with console.desk.database.write() as connection:
        for place in range(5):
            life = Life(Right.DELETION, number=f"PR-2026-{place:06}", start=start)
            tickets.append(connection, [change(life.move(Move.SUBMIT, by=PERSON))], SEAL)
    assert cells(console.page("/figures?month=2026-03"), "Deletion")[0] == "5"
    assert cells(console.page("/figures"), "March 2026")[0] == "0"  # compared with what was known before
    console.line.passes(minutes=11)
    assert cells(console.page("/figures"), "March 2026")[0] == "5"


def test_a_question_in_the_chat_is_counted_once_and_says_nobodys_name(console: ConsoleDesk) -> None:
    person = console.line.person("Hana", "en")
    person.answers("Do you keep a copy of my passport?")
    person.answers("hello")
    april = Month(2026, 4)
    with console.desk.database.read() as connection:
        found = daily_counts.by_month(connection, april, april)
        seats = connection.exec_driver_sql("SELECT seat FROM daily_counts").scalars().all()
    assert [(one.what, one.language, one.count) for one in found] == [("unanswered", "en", 1)]
    assert seats == ["worker-1"]
