"""A code that a person types: right, wrong, or too late."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading.button import copy_buttons
from handlers.draws import Draws
from handlers.events import MessageReceived
from handlers.identity import naming
from handlers.identity.buttons import address_buttons, takes_code
from handlers.identity.codes import CodeChange, SpentCode
from handlers.identity.limits import TRIES, alive
from handlers.identity.reading import read_code
from handlers.own_tickets.finding import holder
from handlers.own_tickets.status import status_button
from handlers.replies import Press, Text
from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Method, raised
from handlers.tickets.changes import TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.keeping import kept
from handlers.tickets.log import CodeWrong, IdentityFailed, IdentityRaised, TicketEvent
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from handlers.wording import say

_REMEMBERED = timedelta(hours=24)
"""So long after a code was sent six digits are taken as that code, and answered as too late."""
_METHOD = Method.CODE_TO_NAMED_MAIL


@dataclass(frozen=True, slots=True)
class _Out:
    """A ticket with a code that is still good, and the digest this code is known by."""

    ticket: Ticket
    digest: str


@dataclass(frozen=True, slots=True)
class _Missed:
    """What a wrong entry comes to for one ticket: what is said, and what is written."""

    ticket: Ticket
    words: str
    change: TicketChange
    codes: tuple[CodeChange, ...] = ()

    @property
    def dead(self) -> bool:
        return bool(self.codes)


def hear(event: MessageReceived, ctx: Context) -> Decision | None:
    """Take a message as the code sent to this person; None where it is none, or none was sent lately."""
    code = read_code(event.text)
    if code is None or ctx.draws is None:
        return None
    sent = [ticket for ticket in ctx.tickets if _remembered(ticket, ctx)]
    if not sent:
        return _none_any_more(ctx)
    newest_first = sorted(sent, key=lambda ticket: ticket.code_sent_at or ticket.since, reverse=True)
    out = [one for ticket in newest_first if (one := _out(ticket, ctx))]
    return _tried(code, out, ctx, ctx.draws) if out else _too_late(newest_first[0], ctx)


def _none_any_more(ctx: Context) -> Decision | None:
    """Tell who tries a code again that died of wrong entries; digits for something else are left alone."""
    if ctx.conversation.form is not None or ctx.conversation.awaited is not None:
        return None
    died = [one for one in ctx.tickets if takes_code(one) and one.failures and one.code_sent_at is None]
    if not died:
        return None
    text = Text(say("identity.none", ctx.conversation.language), _ways_on(died[0], ctx))
    return Decision((text,), kind="status", ticket=died[0].number)


def _remembered(ticket: Ticket, ctx: Context) -> bool:
    sent_at = ticket.code_sent_at
    return sent_at is not None and takes_code(ticket) and ctx.now < sent_at + _REMEMBERED


def _out(ticket: Ticket, ctx: Context) -> _Out | None:
    if ctx.shelf is None or ticket.code_sent_at is None or not alive(ticket.code_sent_at, ctx.now):
        return None
    digest = ctx.shelf.code_digest(ticket.number)
    return _Out(ticket, digest) if digest and ticket.wrong < TRIES else None


def _tried(code: str, out: list[_Out], ctx: Context, draws: Draws) -> Decision:
    """Compare with every code that is out, the newest first; what is wrong is wrong for all of them."""
    same = [hmac.compare_digest(one.digest, draws.code_digest(code, one.ticket.number)) for one in out]
    if any(same):
        return _right(out[same.index(True)].ticket, ctx)
    return _wrong([_missed(one.ticket, ctx, draws) for one in out], ctx)


def _right(ticket: Ticket, ctx: Context) -> Decision:
    """Raise how sure we are of this ticket's person, and go on with it where that is enough."""
    naming.forget(ctx)
    level = raised(ticket.level, _METHOD, SYSTEM.role)
    events: list[TicketEvent] = [IdentityRaised(at=ctx.now, by=SYSTEM, method=_METHOD, level=level)]
    after = ticket.after(events[0])
    identify = Act(move=Move.IDENTIFY, by=SYSTEM, at=ctx.now)
    if not machine.obstacles(after, identify):
        events.append(machine.move(after, identify))
        after = after.after(events[-1])
    language = ctx.conversation.language
    text = Text(
        _thanks(ticket, after, ctx), (status_button(ticket.number, language), *copy_buttons(after, ctx))
    )
    return Decision(
        (text,),
        kind="status",
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, tuple(events)),),
        codes=(SpentCode(ticket.number),),
    )


def _thanks(before: Ticket, after: Ticket, ctx: Context) -> str:
    """Say what the right code has come to, and who acts next."""
    language = ctx.conversation.language
    if before.status is not Status.VERIFYING:
        return say("identity.right.address", language, number=after.number)
    if after.status is Status.VERIFYING:
        named = center(ctx)["center"]
        return say("identity.right.compare", language, number=after.number, center=named)
    return say("identity.right.identified", language, number=after.number)


def _missed(ticket: Ticket, ctx: Context, draws: Draws) -> _Missed:
    wrong = CodeWrong(at=ctx.now, by=holder(ticket, ctx))
    left = TRIES - ticket.wrong - 1
    if left > 0:
        told = say("identity.wrong", ctx.conversation.language, left=left)
        return _Missed(ticket, told, TicketChange(ticket.number, ticket.version, (wrong,)))
    failed = IdentityFailed(at=ctx.now, by=SYSTEM, method=_METHOD)
    after = ticket.after(wrong).after(failed)
    spent = (SpentCode(ticket.number),)
    if machine.obstacles(after, _ending(ctx)):
        told = say("identity.failed", ctx.conversation.language, number=ticket.number, **center(ctx))
        return _Missed(after, told, TicketChange(ticket.number, ticket.version, (wrong, failed)), spent)
    told = say("identity.ended", ctx.conversation.language, number=ticket.number, **center(ctx))
    text, texts = kept(told, draws)
    ended = machine.entries(after, _ending(ctx, text))
    change = TicketChange(ticket.number, ticket.version, (wrong, failed, *ended), texts)
    return _Missed(reduce(Ticket.after, ended, after), told, change, spent)


def _ending(ctx: Context, text: KeptText | None = None) -> Act:
    return Act(move=Move.END_UNIDENTIFIED, by=SYSTEM, at=ctx.now, text=text)


def _wrong(missed: list[_Missed], ctx: Context) -> Decision:
    """Tell about the code sent last, and about every other that is dead by this."""
    newest = missed[0]
    told = [newest, *(one for one in missed[1:] if one.dead)]
    text = Text("\n\n".join(one.words for one in told), _ways_on(newest.ticket, ctx))
    return Decision(
        (text,),
        kind="status",
        ticket=newest.ticket.number,
        changes=tuple(one.change for one in missed),
        codes=tuple(code for one in missed for code in one.codes),
        escalation=any(one.dead for one in told),
    )


def _too_late(ticket: Ticket, ctx: Context) -> Decision:
    """Answer a right code like a wrong one: its time is over."""
    wrong = CodeWrong(at=ctx.now, by=holder(ticket, ctx))
    change = TicketChange(ticket.number, ticket.version, (wrong,))
    text = Text(say("identity.too_late", ctx.conversation.language), _ways_on(ticket, ctx))
    changes = (change,) if ticket.wrong < TRIES else ()  # a log is no list of everything that is typed
    return Decision((text,), kind="status", ticket=ticket.number, changes=changes)


def _ways_on(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    language = ctx.conversation.language
    here = address_buttons(ticket, ctx)
    return (*here, status_button(ticket.number, language), contact_button(language))
