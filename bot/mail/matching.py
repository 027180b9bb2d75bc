"""Which ticket a mail belongs to, and whether who wrote it may write to it (docs/decisions/0016).

A token of ours decides about the ticket, first in an address, then in what is answered, then in the text; a
number or a subject never does. Then the sender must be the party that the token was made for, and our own MX
must stand behind the sender.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.mail.incoming.incoming_mail import IncomingMail, Kind
from bot.mail.threads import Party, Thread, Threads, in_addresses, in_ids, in_text, mail_named
from handlers.mails.outcomes import Outcome
from handlers.tickets.actors import Role


@dataclass(frozen=True, slots=True)
class Requester:
    """The requester of a ticket: their pseudonym, and the mail address they named, "" for none."""

    lane: str
    address: str


TO_STAFF = "to_staff"
"""Why a bounce changes nothing that its requester could see: the mail went to staff."""

Tickets = Callable[[str], Requester | None]
"""Gives the requester of the ticket of a number; None where there is no such ticket."""


@dataclass(frozen=True, slots=True)
class Senders:
    """`staff` are the addresses of those who may answer as staff, in lower case; of `approvers`, only notes.

    Without our MX's id (`authserv_id`) nobody is believed.
    """

    staff: frozenset[str]
    authserv_id: str
    approvers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a mail and why; or, without one, the thread it belongs to and whose ticket that is.

    `as_role` is the one of staff who wrote, `returned` what the mail of ours is known by that came back.
    """

    outcome: Outcome | None = None
    why: str = ""
    thread: Thread | None = None
    lane: str | None = None
    as_role: Role = Role.CASEWORKER
    returned: str = ""

    @property
    def party(self) -> Party:
        return self.thread.party if self.thread else "none"


def judged(mail: IncomingMail, threads: Threads, senders: Senders, tickets: Tickets) -> Verdict:
    """Return what becomes of a mail; answers and bounces that lead to a ticket have no outcome yet."""
    if mail.kind is Kind.BOUNCE:
        return _bounced(mail, threads, senders, tickets)
    if mail.kind is Kind.OWN:
        return Verdict(Outcome.OWN)
    found = _threads(mail, threads, senders)
    thread = next((one for one in found if one is not None), None)
    if mail.kind is Kind.AUTO_REPLY:
        return Verdict(Outcome.AUTO_REPLY, thread=thread)
    if mail.kind is Kind.LIST:
        return Verdict(Outcome.UNMATCHED, "list")
    if thread is None:
        return Verdict(Outcome.REJECTED, "token") if found else Verdict(Outcome.UNMATCHED, "no_token")
    return _checked(mail, thread, senders, tickets(thread.number))


def _checked(mail: IncomingMail, thread: Thread, senders: Senders, requester: Requester | None) -> Verdict:
    """Let in who is the party of the thread, and surely so."""
    if requester is None:
        return Verdict(Outcome.UNMATCHED, "no_ticket", thread)
    sender = mail.sender.address.casefold()
    # A mail to the desk's common address is answered by whoever of the staff reads it, from their own.
    theirs = senders.staff if thread.party == "staff" else {requester.address.casefold()} - {""}
    if thread.party == "none":
        return Verdict(Outcome.UNMATCHED, "takes_no_answer", thread, requester.lane)
    if sender not in theirs:
        return Verdict(Outcome.REJECTED, "sender", thread, requester.lane)
    if not senders.authserv_id:
        return Verdict(Outcome.UNMATCHED, "no_authserv_id", thread, requester.lane)
    if not mail.authentication.vouches_for(mail.sender.address):
        return Verdict(Outcome.REJECTED, "authentication", thread, requester.lane)
    role = Role.APPROVER if sender in senders.approvers else Role.CASEWORKER
    return Verdict(thread=thread, lane=requester.lane, as_role=role)


def _bounced(mail: IncomingMail, threads: Threads, senders: Senders, tickets: Tickets) -> Verdict:
    """Take a report as true that knows the id of our mail, which nobody else saw but those it went to."""
    told = mail.bounce
    ids = (told.message_id, mail.in_reply_to, *mail.references) if told else ()
    opened = (threads.opened(token, senders.staff) for token in in_ids(ids))
    thread = next((one for one in opened if one is not None), None)
    requester = tickets(thread.number) if thread else None
    lane = requester.lane if requester else None
    if thread is None or told is None or lane is None:
        return Verdict(Outcome.BOUNCE, "unknown_mail", thread)
    if not told.permanent:
        return Verdict(Outcome.BOUNCE, "not_yet", thread, lane)
    if thread.party == "staff":
        return Verdict(Outcome.BOUNCE, TO_STAFF, thread, lane)
    return Verdict(thread=thread, lane=lane, returned=mail_named(ids, threads.token(thread)))


def _threads(mail: IncomingMail, threads: Threads, senders: Senders) -> list[Thread | None]:
    """Return what each token in a mail says, the best place first; None for one that is not ours."""
    return [threads.opened(token, senders.staff) for token in _tokens(mail)]


def _tokens(mail: IncomingMail) -> Iterator[str]:
    yield from in_addresses(mail.recipients)
    yield from in_ids((mail.in_reply_to, *mail.references))
    yield from in_text(mail.text)
