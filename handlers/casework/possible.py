"""What staff can do with a ticket now, and what stands in the way of the rest: for a page that greys it out.

What somebody fills in (words, a date, a file) is counted on; what only then is wrong the act itself says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.casework import acts, answering, extending, filing, forgetting, identifying, replying
from handlers.casework.acting import decided
from handlers.casework.acts import StaffAct
from handlers.casework.against import Against, obstacles, of_caseworkers, of_move
from handlers.casework.case import Case
from handlers.tickets.items import NEEDS_REASONS, Outcome, needs_work
from handlers.tickets.kinds import Kind
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.refusals import Reason, ReasonNotAllowed, catalogue, reason
from handlers.tickets.rights import Right
from handlers.tickets.rules import DEFAULT
from handlers.tickets.statuses import Move, Status


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """An act, and what stands in the way of it: nothing where it can be done."""

    act: type[StaffAct]
    obstacles: tuple[str, ...] = ()


def possible(case: Case) -> tuple[PossibleAct, ...]:
    """Return every act in the order of `acts`, with what stands in the way of each for who acts."""
    gone = case.ticket.status in {Status.DRAFT, Status.PURGED}
    return tuple(
        PossibleAct(act, (Obstacle.STATUS.value,) if gone else tuple(map(str, against(case))))
        for act, against in _AGAINST.items()
    )


def reasons_for(right: Right, outcome: Outcome) -> tuple[Reason, ...]:
    """Return the reasons that may be given for an outcome of a right; a wrong one is never offered.

    Without reasons are what is granted, and what is not decided by staff.
    """
    only = {Outcome.NOT_HELD: "N-1", Outcome.REDIRECTED: "N-2"}.get(outcome)
    if only:
        return tuple(one for one in catalogue().values() if one.code == only and right in one.rights)
    if outcome not in NEEDS_REASONS:
        return ()
    return tuple(one for one in catalogue().values() if _allowed(one, right, outcome))


def _allowed(one: Reason, right: Right, outcome: Outcome) -> bool:
    try:
        reason(one.code, right, outcome)
    except ReasonNotAllowed:
        return False
    return True


def _tried(act: StaffAct) -> Against:
    """Return what stands in the way of an act that nothing is filled in for: what becomes of it."""

    def against(case: Case) -> Iterable[str]:
        became = decided(act, case).acted
        return (became.why,) if became and became.why else ()

    return against


def _nothing(_: Case) -> Iterable[str]:
    return ()


def _propose(case: Case) -> Iterable[str]:
    if case.ticket.kind is not Kind.RIGHTS:
        yield Obstacle.KIND
    elif case.ticket.status is Status.RECEIVED:
        yield from obstacles(case.ticket, Move.TAKE_UP, case)
    else:
        yield from of_caseworkers(Status.IN_REVIEW)(case)
        if case.by.id in case.ticket.deciders and DEFAULT.self_approval_after is None:
            yield Obstacle.SAME_REVIEWER


def _execute(case: Case) -> Iterable[str]:
    found = tuple(of_caseworkers(Status.EXECUTING)(case))
    yield from found
    if not found and not any(needs_work(item) and not item.executed for item in case.ticket.items):
        yield Obstacle.NO_WORK


_AGAINST: Mapping[type[StaffAct], Against] = {
    acts.Note: _nothing,
    acts.Assign: _nothing,
    acts.Tag: _nothing,
    acts.Link: _nothing,
    acts.Hold: _nothing,
    acts.TakeUp: of_move(Move.TAKE_UP),
    acts.Reply: of_caseworkers(*replying.REPLIABLE),
    acts.AskRequester: of_move(Move.ASK_REQUESTER, begins=True),
    acts.AskInside: of_move(Move.ASK_INSIDE, begins=True),
    acts.HearInside: of_move(Move.HEAR_INSIDE),
    acts.Identify: of_caseworkers(*identifying.IDENTIFIABLE),
    acts.FailIdentity: of_caseworkers(Status.VERIFYING),
    acts.EndUnidentified: of_move(Move.END_UNIDENTIFIED),
    acts.Propose: _propose,
    acts.Present: of_move(Move.PROPOSE, begins=True),
    acts.Approve: of_move(Move.APPROVE),
    acts.SendBack: of_move(Move.SEND_BACK),
    acts.Decide: of_move(Move.DECIDE, begins=True),
    acts.Execute: _execute,
    acts.Answer: answering.against_answer,
    acts.Deliver: answering.against_delivery,
    acts.Extend: extending.against,
    acts.Redirect: of_move(Move.REDIRECT),
    acts.Merge: of_move(Move.MERGE),
    acts.MarkSpam: of_move(Move.MARK_SPAM),
    acts.UnmarkSpam: of_move(Move.UNMARK_SPAM),
    acts.Withdraw: of_move(Move.WITHDRAW),
    acts.Reopen: of_move(Move.REOPEN),
    acts.TakeConversation: _tried(acts.TakeConversation()),
    acts.GiveBack: _tried(acts.GiveBack()),
    acts.KeepFile: filing.against,
    acts.OpenFile: filing.against_opening,
    acts.Forget: forgetting.against,
}
