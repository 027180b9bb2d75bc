"""Staff did something with a ticket: who decides about it, and what stands in the way of everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from handlers.casework import (
    acts,
    answering,
    asking,
    conversing,
    ending,
    executing,
    extending,
    filing,
    forgetting,
    identifying,
    noting,
    proposing,
    replying,
    reviewing,
    tagging,
)
from handlers.casework.acted import DONE, ActRefused, Why, refused
from handlers.casework.acts import StaffAct
from handlers.casework.case import Case
from handlers.casework.refusal_words import of_extension
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import StaffActed
from handlers.handover.held import HandoverRefused
from handlers.tickets.actors import STAFF
from handlers.tickets.deciding import ItemRefused
from handlers.tickets.extensions import ExtensionRefused
from handlers.tickets.log import Moved
from handlers.tickets.machine import MoveRefused
from handlers.tickets.obstacles import Obstacle
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
        _on(acts.Tag, tagging.tag),
        _on(acts.Link, tagging.link),
        _on(acts.Hold, tagging.hold),
        _on(acts.TakeUp, ending.take_up),
        _on(acts.Reply, replying.reply),
        _on(acts.AskRequester, asking.ask_requester),
        _on(acts.AskInside, asking.ask_inside),
        _on(acts.HearInside, asking.hear_inside),
        _on(acts.Identify, identifying.identify),
        _on(acts.FailIdentity, identifying.fail_identity),
        _on(acts.EndUnidentified, identifying.end_unidentified),
        _on(acts.Propose, proposing.propose),
        _on(acts.Present, proposing.present),
        _on(acts.Approve, reviewing.approve),
        _on(acts.SendBack, reviewing.send_back),
        _on(acts.Decide, reviewing.decide),
        _on(acts.Execute, executing.execute),
        _on(acts.Answer, answering.answer),
        _on(acts.Deliver, answering.deliver),
        _on(acts.Extend, extending.extend),
        _on(acts.Redirect, ending.redirect),
        _on(acts.Merge, ending.merge),
        _on(acts.MarkSpam, ending.mark_spam),
        _on(acts.UnmarkSpam, ending.unmark_spam),
        _on(acts.Withdraw, ending.withdraw),
        _on(acts.Reopen, ending.reopen),
        _on(acts.TakeConversation, conversing.take),
        _on(acts.GiveBack, conversing.give_back),
        _on(acts.KeepFile, filing.keep_file),
        _on(acts.OpenFile, filing.open_file),
        _on(acts.Forget, forgetting.forget),
    )
)
_AT_ANY_VERSION = frozenset({acts.Note, acts.Assign, acts.Tag, acts.Link, acts.OpenFile, acts.Forget})
"""What may be done with a ticket that others have changed meanwhile: it takes nothing of theirs away."""


def acted(event: StaffActed, ctx: Context) -> Decision:
    """Decide about an act; what is refused is told, and leaves an event where it was a move.

    A file that staff uploaded for an act that is refused is discarded.
    """
    decision = _acted(event, ctx)
    if decision.acted == DONE or not isinstance(event.act, acts.KeepFile):
        return decision
    return replace(decision, discards=(event.act.file,))


def _acted(event: StaffActed, ctx: Context) -> Decision:
    log = ctx.shelf.log(event.number) if ctx.shelf else ()
    if not log or ctx.draws is None:
        return Decision(acted=refused(Why.NO_TICKET))
    case = Case(Ticket.of(log), log, event.by, ctx, ctx.draws)
    if case.ticket.status in {Status.DRAFT, Status.PURGED}:
        return Decision(acted=refused(Obstacle.STATUS))
    if _overtaken(event, case):
        return Decision(acted=refused(Why.CHANGED))
    return decided(event.act, case)


def decided(act: StaffAct, case: Case) -> Decision:
    """Decide about an act on a ticket as it stands; `acted` tells what became of it."""
    decides = ACTS.get(type(act))
    if decides is None:
        return Decision(acted=refused(Why.UNKNOWN))
    number = case.ticket.number
    try:
        decision = decides(act, case)
    except MoveRefused as refusal:
        return replace(case.changed(refusal.event), acted=refused(refusal.obstacle))
    except (ItemRefused, HandoverRefused) as refusal:
        return Decision(ticket=number, acted=refused(refusal.obstacle))
    except ExtensionRefused as refusal:
        return Decision(ticket=number, acted=refused(of_extension(refusal.reason)))
    except ActRefused as refusal:
        return Decision(ticket=number, acted=refused(refusal.why))
    return replace(decision, acted=DONE)


def _overtaken(event: StaffActed, case: Case) -> bool:
    """Tell whether somebody else has done something with the ticket since they saw it.

    What the product notes by itself, such as that a message has arrived, does not count; nor does, in a
    conversation that staff have, what the person writes while staff type.
    """
    if type(event.act) in _AT_ANY_VERSION:
        return False
    later = case.log[event.version :]
    if case.ticket.handover and isinstance(event.act, acts.Reply) and not event.act.answers:
        return any(one.by.role in STAFF or isinstance(one, Moved) for one in later)
    return any(one.by.id for one in later)
