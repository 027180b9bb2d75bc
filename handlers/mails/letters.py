"""Mails to staff about mails: somebody wrote, one of ours came back, an answer was not sent."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.escalating.staff_mail import to_open
from handlers.letters import Letter
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import LANGUAGES, Language

_FIRST: Language = "ja"  # as all mails to staff


def to_center(what: str, ticket: Ticket, ctx: Context, words: str = "") -> tuple[Letter, ...]:
    """Return the mail that tells the Privacy Center what happened; none where no mails can be sent.

    `words` of the person are in it where the settings allow it.
    """
    told = _letter(what, ticket, ctx.staff.email or ctx.corpus.policy.contact.email, ctx)
    if not words or not ctx.staff.case_text:
        return told
    heading = " / ".join(say("staff_mail.wrote", language) for language in LANGUAGES)
    return tuple(replace(one, text="\n\n\n".join((one.text, f"{heading}\n\n{words}"))) for one in told)


def to_writer(what: str, ticket: Ticket, address: str, ctx: Context) -> tuple[Letter, ...]:
    """Return the same to the one of staff who wrote from this address."""
    return _letter(what, ticket, address, ctx)


def refused(why: str, ticket: Ticket, address: str, ctx: Context) -> tuple[Letter, ...]:
    """Return the mail to who wrote an answer that was not sent; `why` is a word of `mail.staff.why`."""
    reasons = {language: say(f"mail.staff.why.{why}", language) for language in LANGUAGES}
    return not_moved(reasons, ticket, address, ctx)


def not_moved(reasons: dict[Language, str], ticket: Ticket, address: str, ctx: Context) -> tuple[Letter, ...]:
    """Return the same mail with the reason in words of others."""
    return _letter("refused", ticket, address, ctx, reasons)


def _letter(
    what: str, ticket: Ticket, to: str, ctx: Context, reasons: dict[Language, str] | None = None
) -> tuple[Letter, ...]:
    if not ctx.mails:
        return ()
    parts = []
    for language in LANGUAGES:
        values = {"why": reasons[language]} if reasons else {}
        told = say(f"mail.staff.{what}", language, number=ticket.number, **values)
        parts.append("\n\n".join((told, to_open(ticket.number, ctx.staff, language))))
    letter = Letter(
        to=to,
        subject=say(f"mail.staff.subject.{what}", _FIRST, number=ticket.number),
        text="\n\n\n".join(parts),
        language=_FIRST,
        number=ticket.number,
        thread=f"ticket.{ticket.number}.staff",
        party="staff",
    )
    return (letter,)
