"""Where staff write: to the requester, a question to them, or a note that stays inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.console.language import words
from bot.console.ticket.deeds import Deed
from bot.console.ticket.forms import Form
from bot.console.ticket.opened import OpenTicket
from bot.store.case_files import CaseText
from handlers.casework import acts
from handlers.casework.saved_replies import SavedReply, offered
from handlers.casework.words import LONGEST, LONGEST_NOTE
from handlers.tickets.kinds import Kind
from handlers.tickets.log import MessageOut
from handlers.written_to import safe

TABS = ("reply", "ask_requester", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """`tab` is the form that is open, `text` what is in it; `saved` are replies to begin from.

    `way` says how the requester is reached, `may_answer` that a reply can end the ticket, `beside_request`
    that a right is exercised, which no reply decides about.
    """

    tab: str
    text: str
    most: int
    answers: bool
    tabs: tuple[Deed, ...]
    saved: tuple[SavedReply, ...]
    way: str
    may_answer: bool
    beside_request: bool
    language: str


def composer(ticket: OpenTicket, found: Mapping[str, Deed], form: Form, tab: str = "") -> Composer:
    """Return the composer with what was typed; a chosen saved reply comes below it."""
    tabs = tuple(found[name] for name in TABS if found[name].mine)
    opened = _opened(tab, tabs)
    saved = _saved(ticket)
    of_rights = ticket.file.ticket.kind is Kind.RIGHTS
    return Composer(
        tab=opened,
        text=_text(ticket, form, saved),
        most=LONGEST_NOTE if opened == "note" else LONGEST,
        answers=form.get("answers") == "yes",
        tabs=tabs,
        saved=saved if opened != "note" else (),
        way=words(f"ticket.way.{_way(ticket)}"),
        may_answer=not of_rights and found["answer"].now,
        beside_request=of_rights,
        language=ticket.file.conversation.language,
    )


def _opened(tab: str, tabs: tuple[Deed, ...]) -> str:
    """Return the tab that was asked for, else the first one that can be used now."""
    if tab in {one.name for one in tabs}:
        return tab
    return next((one.name for one in tabs if one.now), "note")


def _saved(ticket: OpenTicket) -> tuple[SavedReply, ...]:
    case = ticket.case_for(acts.Reply)
    return offered(case) if case else ()


def _text(ticket: OpenTicket, form: Form, saved: tuple[SavedReply, ...]) -> str:
    """Return what was typed, with a saved reply or an earlier message below it where one was chosen."""
    added = next((one.text for one in saved if one.name == form.get("saved")), "")
    sent = {event.text.id for event in ticket.file.log if isinstance(event, MessageOut)}
    if ticket.reads and form.get("again") in sent:
        added = ticket.file.texts.get(form["again"], CaseText()).words
    return "\n\n".join(filter(None, (form.get("text", "").rstrip(), added)))


def _way(ticket: OpenTicket) -> str:
    about = ticket.file.ticket
    blocked = ticket.file.conversation.blocked
    if about.contact is None or not ticket.ctx.mails or not safe(about):
        return "blocked" if blocked else "chat"
    return "mail"
