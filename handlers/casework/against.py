"""What stands in the way of an act before anything is filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from handlers.casework.acted import ActRefused
from handlers.casework.case import Case
from handlers.tickets import machine
from handlers.tickets.actors import Role
from handlers.tickets.guards import Act
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket

Against: TypeAlias = Callable[[Case], Iterable[str]]
"""Tells in words, as `Acted.why`, what stands in the way; nothing where nothing does."""


def refuse(found: Iterable[str]) -> None:
    """Raise ActRefused with the first thing that stands in the way, where anything does."""
    for why in found:
        raise ActRefused(why)


def of_move(move: Move, *, begins: bool = False) -> Against:
    """Return what stands in the way of a move; one that `begins` takes up what was only received."""

    def against(case: Case) -> Iterable[str]:
        ticket = case.ticket
        if begins and ticket.status is Status.RECEIVED:
            if found := obstacles(ticket, Move.TAKE_UP, case):
                return found
            ticket = ticket.after(machine.move(ticket, _act(Move.TAKE_UP, case)))
        return obstacles(ticket, move, case)

    return against


def of_caseworkers(*statuses: Status) -> Against:
    """Return what stands in the way of something that caseworkers do while a ticket is in these statuses."""

    def against(case: Case) -> Iterable[str]:
        if case.ticket.status not in statuses:
            yield Obstacle.STATUS
        elif case.by.role is not Role.CASEWORKER:
            yield Obstacle.ROLE

    return against


def obstacles(ticket: Ticket, move: Move, case: Case) -> tuple[str, ...]:
    """Return what stands in the way of a move, but for what its fields are there for."""
    found = machine.obstacles(ticket, _act(move, case))
    return tuple(one.value for one in found if one not in machine.TO_BE_GIVEN)


def _act(move: Move, case: Case) -> Act:
    return Act(move=move, by=case.by, at=case.now)
