"""docs/tickets.md draws and lists exactly the moves of the table, and tells the periods that hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers.tickets.kinds import Regime
from handlers.tickets.regimes import PERIODS, Period
from handlers.tickets.rules import DEFAULT
from handlers.tickets.statuses import ENDED, OPEN, Status
from handlers.tickets.timers import QUIET_FROM, QUIET_UNTIL
from handlers.tickets.transitions import TRANSITIONS

PAGE = (Path(__file__).parents[3] / "docs" / "tickets.md").read_text(encoding="utf-8")
DRAWINGS = re.findall(r"```mermaid\n(.*?)```", PAGE, re.DOTALL)
BOXES = {
    name: set(members.split(", "))
    for name, members in re.findall(r"^- \*\*(\w+)\*\*: (.+)$", PAGE, re.MULTILINE)
}


def drawn() -> set[tuple[str, str, str]]:
    """Return every arrow as (from, to, letter), with the boxes opened."""
    arrows = [
        arrow
        for drawing in DRAWINGS
        for arrow in re.findall(r"^ +(\w+) --> (\w+) : (\w)$", drawing, re.MULTILINE)
    ]
    return {(start, to, letter) for name, to, letter in arrows for start in BOXES.get(name, {name})}


def listed() -> list[tuple[str, ...]]:
    """Return the rows of the table of moves, without the marks for code."""
    rows = re.findall(r"^\| ([a-z]) \|(.*)\|$", PAGE, re.MULTILINE)
    return [(letter, *(cell.strip().replace("`", "") for cell in rest.split("|"))) for letter, rest in rows]


def test_every_arrow_of_the_drawing_is_in_the_table_and_the_other_way_round() -> None:
    assert drawn() == {(start, row.to, row.letter) for row in TRANSITIONS for start in row.start}


def test_the_page_lists_every_move_as_it_is() -> None:
    assert [row[:2] for row in listed()] == [(row.letter, row.move) for row in TRANSITIONS]
    for told, row in zip(listed(), TRANSITIONS, strict=True):
        _, _, start, to, who, obstacles = told
        assert set(start.split(", ")) == row.start
        assert to == row.to
        assert set(who.split(", ")) == row.roles
        assert [one for one in obstacles.split(", ") if one] == [guard.obstacle for guard in row.guards]


def test_the_boxes_hold_what_the_code_calls_so() -> None:
    assert BOXES["open"] == OPEN
    assert BOXES["ended"] == ENDED


def test_the_drawing_names_every_status() -> None:
    assert {status for start, to, _ in drawn() for status in (start, to)} == set(Status)


@pytest.mark.parametrize("regime", Regime)
def test_the_page_tells_the_periods_that_hold(regime: Regime) -> None:
    head = re.findall(r"^\| \| (`jp_appi`.*) \|$", PAGE, re.MULTILINE)[0].replace("`", "").split(" | ")
    told = [
        row.split(" | ")[head.index(regime)]
        for row in re.findall(r"^\| (?:legal|once|work|touch)[^|]* \| (.*) \|$", PAGE, re.MULTILINE)
    ]
    periods = PERIODS[regime]

    assert told == [
        in_words(periods.legal),
        f"+ {in_words(periods.extension)}",
        in_words(periods.work),
        f"{periods.touch} business days",
    ]


def in_words(period: Period) -> str:
    count, unit = (period.months, "month") if period.months else (period.days, "day")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def test_the_page_tells_the_rules_that_hold_unless_a_company_sets_others() -> None:
    days = (DEFAULT.reopen_within, DEFAULT.identify_within, DEFAULT.answer_within, DEFAULT.keep_draft)

    assert [period.days for period in days] == [30, 14, 14, 30]
    assert "For 30 days after an answer" in PAGE
    assert "needs two reminders and 14 days" in PAGE
    assert "after a year, of a draft after 30 days" in PAGE
    assert DEFAULT.keep_content.days == 365
    assert DEFAULT.keep_evidence.days == 30
    assert "at the latest 30 days after\n  the file came" in PAGE
    assert DEFAULT.reminders == 2


def test_the_page_tells_what_happens_by_itself_and_when() -> None:
    hours = (DEFAULT.remind_after, DEFAULT.remind_again_after)

    assert [period.total_seconds() / 3_600 for period in hours] == [24, 48]
    assert "24 hours after anybody last did something, again 48 hours later" in PAGE
    assert f"From {QUIET_FROM}:00 to {QUIET_UNTIL:02}:00 (Japan)" in PAGE
