"""docs/casework.md lists exactly the acts there are: who may, when, and where each leads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers.casework.acting import ACTS
from handlers.casework.acts import GiveBack, StaffAct
from handlers.casework.possible import possible
from handlers.tickets.actors import Actor
from handlers.tickets.statuses import OPEN, Status
from tests.desk import MORI
from tests.handlers.casework.desks import desk_of, ticket
from tests.handlers.casework.samples import case_of, samples
from tests.handlers.tickets.lives import SATO, at

PAGE = (Path(__file__).parents[3] / "docs" / "casework.md").read_text(encoding="utf-8")
ROWS = [tuple(map(str.strip, row.split("|"))) for row in re.findall(r"^\| (`\w+` .*)\|$", PAGE, re.MULTILINE)]
ANY = frozenset(Status) - {Status.DRAFT, Status.PURGED}
BOXES = {
    "any": ANY,
    "open": OPEN - {Status.DRAFT},
    "undecided": OPEN - {Status.DRAFT, Status.DECISION_PENDING, Status.EXECUTING},
}
NOT_NOW = {"status", "not_extended.not_running"}
NOT_THEIRS = {"role", "not_extended.not_staff"}


def row(act: type[StaffAct]) -> tuple[str, ...]:
    return next(one for one in ROWS if one[0] == f"`{act.__name__}`")


def named(cell: str) -> set[str]:
    return {status for name in cell.split(", ") if name for status in BOXES.get(name, {name})}


def test_every_act_is_listed_in_order() -> None:
    assert [one[0] for one in ROWS] == [f"`{act.__name__}`" for act in ACTS]


@pytest.mark.parametrize("status", sorted(ANY))
@pytest.mark.parametrize("by", [MORI, SATO], ids=lambda by: by.role)
def test_who_may_do_it_and_when_is_as_it_is_listed(status: Status, by: Actor) -> None:
    for one in possible(case_of(desk_of(at(status)), by)):
        if one.act is GiveBack:
            continue
        _, _, who, when, to = row(one.act)
        if NOT_THEIRS & set(one.obstacles):
            assert by.role not in who.split(", "), one
            continue
        assert (status in named(when)) is not bool(NOT_NOW & set(one.obstacles)), one
        assert status not in named(when) or by.role in who.split(", "), one
        if not one.obstacles:
            desk = desk_of(at(status))
            desk.staff_does(samples(case_of(desk, by))[one.act], by)
            assert ticket(desk).status in named(to) | {status}, one


def test_every_status_named_is_one() -> None:
    for act in set(ACTS) - {GiveBack}:
        assert named(row(act)[3]) | named(row(act)[4]) <= set(Status)
