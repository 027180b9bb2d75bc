"""The items of a rights ticket: one per right, each with an outcome of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.tickets.rights import Right
from handlers.tickets.texts import KeptText


class Outcome(StrEnum):
    GRANTED = "granted"
    """Done as asked."""
    PARTIALLY_GRANTED = "partially_granted"
    """Done in part, or by another measure; the rest is refused with reasons."""
    REFUSED = "refused"
    """Not done, with reasons."""
    NOT_HELD = "not_held"
    """We hold no such data. A full answer, not a refusal."""
    REDIRECTED = "redirected"
    """The data are in other hands: the person's company or another service, which we named."""
    WITHDRAWN = "withdrawn"
    """The requester took it back."""
    UNVERIFIED = "unverified"
    """The requester could not be identified."""
    NONRESPONSIVE = "nonresponsive"
    """The requester did not answer what we had to ask."""
    DUPLICATE = "duplicate"
    """The same request is handled in another ticket."""


DECIDED_BY_STAFF = frozenset(
    {Outcome.GRANTED, Outcome.PARTIALLY_GRANTED, Outcome.REFUSED, Outcome.NOT_HELD, Outcome.REDIRECTED}
)
"""What can be proposed for an item. The other outcomes follow from how the whole ticket ended."""

NEEDS_REASONS = frozenset({Outcome.PARTIALLY_GRANTED, Outcome.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a caseworker would decide. `codes` are those of `refusals`; `facts` and `done` are for the notice.

    `third_party_data` tells that what would be disclosed says something about other people.
    """

    outcome: Outcome
    codes: tuple[str, ...] = ()
    facts: KeptText | None = None
    done: KeptText | None = None
    third_party_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One right that is exercised. `outcome` is None until it is final; `proposer` made the proposal."""

    right: Right
    scope: KeptText | None = None
    proposal: Proposal | None = None
    proposer: str | None = None
    outcome: Outcome | None = None
    executed: bool = False


def lacks_reason(proposal: Proposal) -> bool:
    """Tell whether a refusal, also of a part, cannot be explained: no reason, facts or what was done."""
    if proposal.outcome not in NEEDS_REASONS:
        return False
    return not (proposal.codes and proposal.facts and proposal.done)


def declines(items: Iterable[Item]) -> bool:
    """Tell whether something that was asked for is not done, or not all of it."""
    return any(item.proposal and item.proposal.outcome in NEEDS_REASONS for item in items)


def needs_second_person(item: Item) -> bool:
    """Tell whether a second person must approve: refusals, partial ones, deletions, data of others."""
    match item.proposal:
        case None:
            return False
        case Proposal(outcome=Outcome.REFUSED | Outcome.PARTIALLY_GRANTED):
            return True
        case Proposal(outcome=Outcome.GRANTED, third_party_data=third_party_data):
            return third_party_data or item.right is Right.DELETION
    return False


def decided(item: Item) -> Item:
    """Return an item with what was proposed as its final outcome."""
    return replace(item, outcome=item.proposal.outcome) if item.proposal else item


def ended(item: Item, outcome: Outcome) -> Item:
    """Keep an outcome that has taken effect; what was decided but not carried out ends with the ticket."""
    in_effect = item.outcome and (item.executed or not needs_work(item))
    return item if in_effect else replace(item, outcome=outcome)


def again(item: Item) -> Item:
    """Return an item as it was before anything was proposed."""
    return Item(right=item.right, scope=item.scope)


def needs_work(item: Item) -> bool:
    """Tell whether the proposed outcome changes or hands out data, so that somebody must carry it out."""
    proposal = item.proposal
    if proposal is None or proposal.outcome not in {Outcome.GRANTED, Outcome.PARTIALLY_GRANTED}:
        return False
    return item.right is not Right.PURPOSE_NOTICE
