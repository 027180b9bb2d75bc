"""The rights that a ticket is about: what was asked for, what is proposed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.console.language import language
from bot.console.ticket.opened import OpenTicket
from bot.store.case_files import CaseText
from handlers.casework.possible import reasons_for
from handlers.tickets import telling
from handlers.tickets.items import Item, Outcome, Proposal, needs_second_person, needs_work
from handlers.tickets.names import article
from handlers.tickets.refusals import Reason, catalogue
from handlers.tickets.rights import Right
from handlers.tickets.rounds import approval, decided_before

OUTCOMES = (
    Outcome.GRANTED,
    Outcome.PARTIALLY_GRANTED,
    Outcome.REFUSED,
    Outcome.NOT_HELD,
    Outcome.REDIRECTED,
)
"""What staff can propose, in the order it is offered."""


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason for not doing what was asked for: what the requester reads, and what the facts must say."""

    code: str
    words: str
    record: str
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What somebody proposed for a right."""

    outcome: str
    value: str
    reasons: tuple[ReasonLine, ...]
    facts: CaseText | None
    done: CaseText | None
    third_party_data: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCard:
    """One right; `outcome` is "" until it is final, `approved_by` where no second person approved it.

    `before` is what we answered before it was asked for another look.
    """

    right: str
    name: str
    scope: CaseText | None
    proposed: Proposed | None
    before: Proposed | None
    outcome: str
    approved_by: str
    executed: bool
    second_person: bool
    work: bool


def item_cards(ticket: OpenTicket) -> list[ItemCard]:
    """Return the rights of a ticket in the order they were asked for."""
    approved = approval(ticket.file.log)
    approver = ticket.name(approved.by.id) if approved else ""
    return [_card(item, ticket, approver) for item in ticket.file.ticket.items]


def reason_lines(right: Right, outcome: Outcome) -> tuple[ReasonLine, ...]:
    """Return the reasons that may be given for this outcome of this right, and no others."""
    return tuple(_reason(one) for one in reasons_for(right, outcome))


def _card(item: Item, ticket: OpenTicket, approver: str) -> ItemCard:
    return ItemCard(
        right=item.right.value,
        name=telling.words("right", item.right, language()),
        scope=ticket.words(item.scope),
        proposed=_proposed(item.proposal, item.proposer, ticket),
        before=_before(item, ticket),
        outcome=telling.words("outcome", item.outcome, language()) if item.outcome else "",
        approved_by=approver if _is_as_proposed(item) else "",
        executed=item.executed,
        second_person=needs_second_person(item),
        work=needs_work(item),
    )


def _is_as_proposed(item: Item) -> bool:
    """Tell whether the outcome is the one that was proposed: how a ticket ends can bring another."""
    return item.proposal is not None and item.outcome is item.proposal.outcome


def _before(item: Item, ticket: OpenTicket) -> Proposed | None:
    answered = decided_before(ticket.file.log, item.right)
    return _proposed(answered.proposal, answered.by.id, ticket) if answered else None


def _proposed(proposal: Proposal | None, by: str | None, ticket: OpenTicket) -> Proposed | None:
    if proposal is None:
        return None
    return Proposed(
        outcome=telling.words("outcome", proposal.outcome, language()),
        value=proposal.outcome.value,
        reasons=tuple(_known(proposal.codes)),
        facts=ticket.words(proposal.facts),
        done=ticket.words(proposal.done),
        third_party_data=proposal.third_party_data,
        by=ticket.name(by),
    )


def _known(codes: tuple[str, ...]) -> Iterator[ReasonLine]:
    return (_reason(catalogue()[code]) for code in codes if code in catalogue())


def _reason(one: Reason) -> ReasonLine:
    return ReasonLine(one.code, one.words[language()], one.record[language()], article(one.law, language()))
