"""Everything that the page of a ticket shows, for its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from flask import render_template, url_for

from bot.console.language import language, local, words
from bot.console.ticket.clock_lines import clock_lines
from bot.console.ticket.composer import TABS, composer
from bot.console.ticket.deeds import deeds
from bot.console.ticket.forms import Form
from bot.console.ticket.history import history, since
from bot.console.ticket.identity_card import identity_card, methods
from bot.console.ticket.item_cards import OUTCOMES, ReasonLine, item_cards, reason_lines
from bot.console.ticket.next_step import next_step
from bot.console.ticket.opened import OpenTicket
from bot.console.ticket.talk import talk
from bot.console.ticket.typed import NOTHING, Typed
from bot.store.files import StoredFile
from handlers.casework.acts import Deliver
from handlers.casework.answering import lacks_a_second_way, needs_link
from handlers.casework.filing import of_requester, of_staff
from handlers.casework.preview import Preview
from handlers.casework.tagging import links
from handlers.mails.outcomes import Outcome as MailOutcome
from handlers.tickets import telling
from handlers.tickets.alias import alias
from handlers.tickets.desk_log import tags
from handlers.tickets.extensions import latest
from handlers.tickets.items import NEEDS_REASONS, Outcome
from handlers.tickets.log import FileKept, Opened
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rights import Right
from handlers.tickets.rounds import objection
from handlers.tickets.statuses import ENDED, Status
from handlers.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above everything: what the ticket is, and how it stands."""

    number: str
    version: int
    kind: str
    status: str
    look: str
    objection: bool
    alias: str
    language: str
    assignee: str
    mine: bool
    channel: str
    regime: str


def whole_page(
    ticket: OpenTicket,
    typed: Typed = NOTHING,
    *,
    tab: str = "",
    shown: Preview | None = None,
    others: tuple[str, ...] = (),
) -> str:
    """Return the page; `typed` is what a form held that was not done, `shown` a preview of it.

    `others` are the ids of colleagues who look at it, too.
    """
    found = deeds(ticket)
    of_composer = typed.form if not typed.act or typed.act in TABS else Form()
    return render_template(
        "ticket/ticket.html",
        **_about(ticket),
        **_names(),
        next_step=next_step(ticket, found),
        deeds=found,
        possible_names=[name for name, deed in found.items() if deed.now],
        typed=typed,
        changed=since(ticket, typed.seen) if typed.seen is not None else [],
        composer=composer(ticket, found, of_composer, tab or typed.act),
        preview=shown,
        fresh=False,
        others=[ticket.name(one) for one in others],
    )


def _about(ticket: OpenTicket) -> dict[str, object]:
    """Return what is shown of the ticket, whatever its reader may do."""
    return {
        "head": head(ticket),
        "ticket": ticket,
        "file": ticket.file,
        "reads": ticket.reads,
        "said": talk(ticket),
        "clocks": clock_lines(ticket),
        "identity": identity_card(ticket),
        "methods": methods(ticket),
        "evidence": evidence(ticket),
        "items": item_cards(ticket),
        "history": history(ticket),
        "colleagues": [one for one in ticket.caseworkers.items() if one[0] != ticket.file.ticket.assignee],
        "tags": tags(ticket.file.log),
        "links": links(ticket.file.log),
        "handed_out": handed_out(ticket),
        "copy_granted": needs_link(ticket.file.ticket, ()),
        "by_post": by_post(ticket),
        "typing": typing(ticket.file.number),
        "latest": f"{latest(ticket.file.ticket).astimezone(JAPAN):%Y-%m-%d}",
    }


def _names() -> dict[str, object]:
    """Return what the template calls things by."""
    return {
        "outcomes": [(one.value, telling.words("outcome", one, language())) for one in OUTCOMES],
        "reasons": reasons_of,
        "needs_reasons": sorted(NEEDS_REASONS),
        "status_name": _named("status"),
        "content_name": _named("content"),
        "mail_outcome": _mail_outcome,
    }


def typing(number: str) -> dict[str, str]:
    """Return what lets a field tell, once a minute, that somebody types into it, and nothing of what.

    What an open page asks for by itself keeps nobody signed in; who writes a long answer is there.
    """
    return {
        "hx-post": url_for("ticket.look", number=number),
        "hx-trigger": "input throttle:60s",
        "hx-target": "#viewers",
        "hx-swap": "innerHTML",
        "hx-params": "none",
    }


def by_post(ticket: OpenTicket) -> bool:
    """Tell whether the reader can note a letter by post, so that the answer counts as delivered."""
    case = ticket.case_for(Deliver)
    return case is not None and lacks_a_second_way(case)


def handed_out(ticket: OpenTicket) -> list[tuple[str, str]]:
    """Return the files that can go out with an answer, by id and name."""
    chosen = _still_kept(of_staff(ticket.file.log), ticket)
    return [(one.id, one.name or words("ticket.files.unnamed")) for one in chosen]


def evidence(ticket: OpenTicket) -> list[tuple[str, str]]:
    """Return the files that can show who the requester is, by id, as the list of files has them."""
    chosen = _still_kept(of_requester(ticket.file.log), ticket)
    return [(one.id, _described(one, reads=ticket.reads)) for one in chosen]


def _still_kept(events: Iterable[FileKept], ticket: OpenTicket) -> list[StoredFile]:
    """Return the files that these entries tell of, in their order, without those that were erased."""
    known = {one.id: one for one in ticket.file.files if not one.erased}
    return [known[event.file] for event in events if event.file in known]


def _described(file: StoredFile, *, reads: bool) -> str:
    name = (file.name or words("ticket.files.unnamed")) if reads else words("ticket.files.hidden")
    size = words("ticket.files.size", size=ceil(file.size / 1024))
    values = {"name": name, "media_type": file.media_type, "size": size, "at": local(file.kept_at)}
    return words("ticket.identity.file", **values)


def head(ticket: OpenTicket) -> Head:
    """Return what stands above a ticket."""
    about, opened = ticket.file.ticket, ticket.file.log[0]
    channel = opened.channel if isinstance(opened, Opened) else ""
    return Head(
        number=about.number,
        version=about.version,
        kind=telling.words("kind", about.kind, language()),
        status=telling.words("status", about.status, language()),
        look=_look(about),
        objection=objection(ticket.file.log) is not None,
        alias=alias(about.requester),
        language=ticket.file.conversation.language,
        assignee=ticket.name(about.assignee),
        mine=about.assignee == ticket.member.id,
        channel=telling.words("channel", channel, language()) if channel else "",
        regime=words(f"ticket.regime.{about.regime}"),
    )


def _look(about: Ticket) -> str:
    if about.status in ENDED | {Status.PURGED}:
        return "quiet"
    if about.status is Status.ANSWERED:
        return "good"
    waiting = {Status.WAITING_REQUESTER, Status.WAITING_INTERNAL, Status.VERIFYING}
    return "warn" if about.status in waiting else "info"


def reasons_of(right: str, outcome: str) -> tuple[ReasonLine, ...]:
    """Return the reasons to offer for a right; those of a refusal until an outcome is chosen."""
    known = outcome if outcome in set(OUTCOMES) else Outcome.REFUSED
    return reason_lines(Right(right), Outcome(known))


def _named(table: str) -> Callable[[str], str]:
    """Return what names the values of a table of `telling`."""
    return lambda name: telling.words(table, name, language())


def _mail_outcome(outcome: str | None) -> str:
    known = outcome if outcome in set(MailOutcome) else "waits"
    return words(f"ticket.mails.{known}")
