"""The answer to a request as its requester reads it: our words, then what was decided for each right.

What is declined is said in the seven parts of a refusal notice, or the answer does not come about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from handlers.casework.acted import ActRefused, Why
from handlers.casework.case import Case
from handlers.citing import in_words, section
from handlers.contact import details
from handlers.tickets.items import NEEDS_REASONS, Item, Proposal
from handlers.tickets.names import outcome_name, right_name
from handlers.tickets.refusals import PartMissing, RefusalNotice, catalogue
from handlers.tickets.refusals import written as written_notice
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rules import DEFAULT
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.passages import Policy

_DAY = timedelta(days=1)


def letter(words: str, ticket: Ticket, case: Case) -> str:
    """Return the whole answer. Raises ActRefused where a part of a refusal is missing."""
    return "\n\n".join((words, *(part for item in ticket.items for part in _item(item, case))))


def _item(item: Item, case: Case) -> Iterator[str]:
    proposal, language = item.proposal, case.ctx.conversation.language
    if proposal is None:
        return
    outcome = outcome_name(proposal.outcome, language)
    yield say("casework.letter.item", language, right=right_name(item.right, language), outcome=outcome)
    if proposal.outcome in NEEDS_REASONS:
        yield written_notice(_notice(item, proposal, case), language)
        return
    yield from (catalogue()[code].words[language] for code in proposal.codes)
    yield from filter(None, (_said(proposal.facts, case), _said(proposal.done, case)))


def _notice(item: Item, proposal: Proposal, case: Case) -> RefusalNotice:
    try:
        return RefusalNotice(
            right=item.right,
            codes=proposal.codes,
            facts=_said(proposal.facts, case),
            source=_source(proposal, case),
            done=_said(proposal.done, case),
            objection_until=objection_until(case.now),
            contact=details(case.ctx),
        )
    except PartMissing as missing:
        raise ActRefused(Why.PART_MISSING) from missing


def objection_until(now: datetime) -> date:
    """Return the last whole day on which who is answered now can object."""
    return (now + DEFAULT.reopen_within - _DAY).astimezone(JAPAN).date()


def _source(proposal: Proposal, case: Case) -> str:
    """Name the sections that the reasons rest on, as they were when the request came, and their revision."""
    language, received = case.ctx.conversation.language, case.ticket.received_at or case.ticket.since
    corpus = case.ctx.corpus_then(received) or case.ctx.corpus
    named = dict.fromkeys(catalogue()[code].passage for code in proposal.codes)
    sections = [section(corpus.passage(one), corpus.policy, language) for one in named if one in corpus]
    if not sections:
        return ""
    revised = in_words(_revision(corpus.policy, received.astimezone(JAPAN).date()), language)
    return "\n".join((*sections, say("card.revised", language, date=revised)))


def _revision(policy: Policy, day: date) -> date:
    """Return the last revision of a policy on this day; the one at hand where none is older."""
    return max((one for one in (*policy.revisions, policy.revised) if one <= day), default=policy.revised)


def _said(text: KeptText | None, case: Case) -> str:
    """Return what staff wrote for the notice, "" where it is erased."""
    shelf = case.ctx.shelf
    return (shelf.text(case.ticket.number, text.id) or "") if text and shelf else ""
