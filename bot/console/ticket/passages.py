"""What the policy said when a ticket came in: the sections that its answer rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.console.language import language
from bot.console.ticket.opened import OpenTicket
from handlers.citing import cite
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Moved
from handlers.tickets.refusals import catalogue
from handlers.tickets.statuses import Move
from knowledge.passages import Corpus

_CONTACT = "13"
_MOST = 3


@dataclass(frozen=True, slots=True)
class PassageCard:
    """A section by its name, its own words and the revision they are from; `translated` do not prevail."""

    section: str
    quote: str
    revision: str
    translated: bool


def passages(ticket: OpenTicket, corpus: Corpus) -> list[PassageCard]:
    """Return the sections of a corpus that matter for a ticket."""
    return [_card(one, corpus) for one in dict.fromkeys(_ids(ticket)) if one in corpus]


def _ids(ticket: OpenTicket) -> Iterable[str]:
    """Return those that reasons for the rights asked for rest on; else those nearest to the question."""
    if ticket.file.ticket.kind is Kind.RIGHTS:
        rights = {item.right for item in ticket.file.ticket.items}
        return (*(one.passage for one in catalogue().values() if one.rights & rights), _CONTACT)
    found = ticket.ctx.find(_question(ticket)) if ticket.reads else None
    return tuple(match.passage_id for match in found.matches[:_MOST]) if found else ()


def _question(ticket: OpenTicket) -> str:
    """Return what was asked when the ticket was handed in."""
    handed_in = (e.text for e in ticket.file.log if isinstance(e, Moved) and e.move is Move.SUBMIT)
    text = ticket.words(next(handed_in, None))
    return text.words if text else ""


def _card(passage_id: str, corpus: Corpus) -> PassageCard:
    cited = cite(corpus.passage(passage_id), corpus, language())
    return PassageCard(cited.section, cited.whole, cited.revision, cited.translated)
