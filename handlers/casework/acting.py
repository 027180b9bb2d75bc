"""Staff did something with a ticket: who decides about it, and what stands in the way of everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from handlers.casework import acts, noting
from handlers.casework.acted import DONE, refused
from handlers.casework.acts import StaffAct
from handlers.casework.case import Case
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import StaffActed
from handlers.tickets.deciding import ItemRefused
from handlers.tickets.log import TicketEvent
from handlers.tickets.machine import MoveRefused
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket

Decides: TypeAlias = Callable[[Any, Case], Decision]
_Act = TypeVar("_Act", bound=StaffAct)


def _on(act: type[_Act], decides: Callable[[_Act, Case], Decision]) -> tuple[type[StaffAct], Decides]:
    return act, decides


ACTS: Mapping[type[StaffAct], Decides] = dict(
    (
        _on(acts.Note, noting.note),
        _on(acts.Assign, noting.assign),
    )
)
_AT_ANY_VERSION = frozenset({acts.Note, acts.Assign, acts.Tag, acts.Link, acts.OpenFile})
"""What may be done with a ticket that others have changed meanwhile: it takes nothing of theirs away."""


def acted(event: StaffActed, ctx: Context) -> Decision:
    """Decide about an act; what is refused is told, and leaves an event where it was a move."""
    log = ctx.shelf.log(event.number) if ctx.shelf else ()
    if not log or ctx.draws is None:
        return Decision(acted=refused("no_ticket"))
    case = Case(Ticket.of(log), log, event.by, ctx, ctx.draws)
    if case.ticket.status in {Status.DRAFT, Status.PURGED}:
        return Decision(acted=refused("status"))
    if _overtaken(event, case.log):
        return Decision(acted=refused("changed"))
    return _decided(event.act, case)


def _decided(act: StaffAct, case: Case) -> Decision:
    decides = ACTS.get(type(act))
    if decides is None:
        return Decision(acted=refused("unknown"))
    try:
        decision = decides(act, case)
    except MoveRefused as refusal:
        return replace(case.changed(refusal.event), acted=refused(refusal.obstacle.value))
    except ItemRefused as refusal:
        return Decision(ticket=case.ticket.number, acted=refused(refusal.obstacle.value))
    return decision if decision.acted else replace(decision, acted=DONE)


def _overtaken(event: StaffActed, log: tuple[TicketEvent, ...]) -> bool:
    """Tell whether somebody else has done something with the ticket since they saw it.

    What the product notes by itself, such as that a message has arrived, does not count.
    """
    if type(event.act) in _AT_ANY_VERSION:
        return False
    return any(one.by.id for one in log[event.version :])
