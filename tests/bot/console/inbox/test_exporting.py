"""A list as a file: what the filters show, nothing that people wrote, no formulas, and it is noted."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select

from bot.console.spreadsheets import csv_lines
from bot.store.tables import audit_events
from handlers.tickets.desk_log import Tagged
from tests.bot.console.inbox.office import ADDRESS, ANA, LEAK, MOVED, add
from tests.bot.store.lodged import life_of
from tests.builders import NOW
from tests.console_desk import ConsoleDesk, member
from tests.handlers.tickets.lives import MORI


def exported(office: ConsoleDesk, **filters: str) -> list[list[str]]:
    response = office.client.post("/console/export", data=filters)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == 'attachment; filename="tickets.csv"'
    return list(csv.reader(io.StringIO(response.text.removeprefix("\ufeff"))))


def test_a_file_has_what_the_list_shows(reading: ConsoleDesk) -> None:
    head, *rows = exported(reading)
    assert head[:4] == ["Number", "Kind", "Rights", "Status"]
    assert [row[0] for row in rows] == [LEAK, MOVED, ADDRESS]
    assert [row[0] for row in exported(reading, right="deletion")[1:]] == [MOVED]
    assert rows[1][2:6] == ["deletion", "received", "AAAA-AAAA", "ja"]


def test_a_file_has_nothing_that_people_wrote(reading: ConsoleDesk) -> None:
    told = str(exported(reading, tab="all"))
    assert not [word for word in ("東京", "hana", "somebody", ANA) if word in told]


def test_a_tag_is_no_formula(office: ConsoleDesk) -> None:
    life = life_of(ANA, number="PR-2026-0000A7", start=NOW)
    life.add(Tagged(at=life.now, by=MORI, name="=cmd|' /c calc'!a1"))
    add(office, life)
    (row,) = [row for row in exported(office) if row[0] == "PR-2026-0000A7"]
    assert row[-1] == "'=cmd|' /c calc'!a1"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_a_cell_that_begins_like_a_formula_is_text(cell: str) -> None:
    (row,) = csv.reader(list(csv_lines([[cell, f"a{cell}"]]))[1:])
    assert row == [f"'{cell}", f"a{cell}"]


def test_who_took_a_file_out_is_noted(reading: ConsoleDesk) -> None:
    exported(reading, kind="incident")
    with reading.desk.database.read() as connection:
        *_, row = connection.execute(select(audit_events).order_by(audit_events.c.sequence)).all()
    assert (row.staff, row.what) == ("staff-aoki", "tickets_exported")
    assert "kind=incident" in row.record


def test_who_may_not_see_tickets_takes_none_out(reading: ConsoleDesk) -> None:
    reading.signs_in(member("admin"))
    assert reading.client.post("/console/export").status_code == 403
