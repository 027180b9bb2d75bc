"""How sure we are who asks: the level, how it was reached, and what is still needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.console.language import language, words
from bot.console.ticket.opened import OpenTicket
from bot.console.ticket.talk import who
from bot.store.case_files import CaseText
from handlers.tickets import telling
from handlers.tickets.assurance import Level, Method
from handlers.tickets.log import IdentityFailed, IdentityRaised


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One way that was tried, whether it succeeded, by whom, and what they noted about it."""

    at: datetime
    who: str
    what: str
    note: CaseText | None
    succeeded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCard:
    """The level reached and the one that is needed, in words; `next` says what to do where that is more."""

    level: str
    needed: str
    enough: bool
    next: str
    steps: tuple[Step, ...]
    contact: CaseText | None
    confirmed: bool
    principal: CaseText | None
    standing: str


def identity_card(ticket: OpenTicket) -> IdentityCard:
    """Return how well the requester of a ticket is known."""
    about = ticket.file.ticket
    return IdentityCard(
        level=words(f"ticket.level.{about.level.value}"),
        needed=words(f"ticket.level.{about.level_needed.value}"),
        enough=about.identified,
        next="" if about.identified else words(f"ticket.identity.next_{_next(ticket)}"),
        steps=tuple(
            _step(event, ticket)
            for event in ticket.file.log
            if isinstance(event, IdentityRaised | IdentityFailed)
        ),
        contact=ticket.words(about.contact),
        confirmed=about.confirmed,
        principal=ticket.words(about.principal),
        standing=words(f"ticket.standing.{about.standing}"),
    )


def methods(ticket: OpenTicket) -> list[tuple[str, str]]:
    """Return the ways that staff can note now, each with what it is called."""
    about = ticket.file.ticket
    found = {
        Method.CODE_TO_MAIL_ON_FILE: about.confirmed,
        Method.TWO_FACTS: about.level >= Level.ON_FILE,
        Method.DOCUMENT: True,
    }
    return [(one.value, telling.words("method", one, language())) for one, now in found.items() if now]


def _next(ticket: OpenTicket) -> str:
    about = ticket.file.ticket
    if about.level >= Level.ON_FILE:
        return "facts"
    if about.contact is None:
        return "address"
    return "compare" if about.confirmed else "code"


def _step(event: IdentityRaised | IdentityFailed, ticket: OpenTicket) -> Step:
    succeeded = isinstance(event, IdentityRaised)
    return Step(
        at=event.at,
        who=who(event, ticket),
        what=telling.words("method", event.method, language()),
        note=ticket.words(event.note) if isinstance(event, IdentityRaised) else None,
        succeeded=succeeded,
    )
