"""Who acts next while we wait to know who asks."""

from __future__ import annotations

from datetime import datetime

from handlers.identity.limits import alive
from handlers.tickets.assurance import Level
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language


def next_step(ticket: Ticket, now: datetime, language: Language, *, mails: bool) -> str:
    """Say what comes next for a ticket in `verifying`; `mails` tells that codes can be sent."""
    if ticket.confirmed or ticket.level > Level.CONTACT:
        return say("identity.next.compare", language)
    if ticket.code_sent_at and alive(ticket.code_sent_at, now):
        return say("identity.next.type_code", language)
    if not mails:
        return say("status.next.verifying", language)
    return say("identity.next.send_code" if ticket.contact else "identity.next.name_address", language)
