"""Staff talk to the requester in the chat instead of the bot, and give the conversation back."""

from __future__ import annotations

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import GiveBack, TakeConversation
from handlers.casework.case import Case
from handlers.casework.words import written
from handlers.decisions import Decision
from handlers.handover import conversing
from handlers.tickets.kinds import Kind


def take(_: TakeConversation, case: Case) -> Decision:
    """Let the bot be silent. Raises HandoverRefused."""
    return conversing.take(case.ticket, case.by, case.ctx, case.draws)


def give_back(act: GiveBack, case: Case) -> Decision:
    """Let the bot answer again. Raises HandoverRefused, MoveRefused and ActRefused.

    Last words are the answer to a question; to a request for rights they are none, so that they are said
    before, as a reply.
    """
    words = written(act.text)
    if words and case.ticket.kind is Kind.RIGHTS:
        raise ActRefused(Why.ONLY_ANSWER)
    return conversing.give_back(case.ticket, case.by, case.ctx, case.draws, words)
