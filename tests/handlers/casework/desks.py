"""A desk with one ticket that somebody works on, as it came to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.casework.acts import Answer, Approve, Execute, KeepFile, Present, Propose
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.items import Outcome
from handlers.tickets.log import Channel, ContactNamed, DeliveryTried, IdentityRaised, TicketEvent
from handlers.tickets.rights import Right
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from knowledge.language import Language
from tests.desk import MORI, Desk
from tests.handlers.tickets.lives import PERSON, SATO, Life, in_review

TANAKA = Actor(Role.CASEWORKER, "tanaka")
ADDRESS = "jane@example.org"
DIGEST = "ab" * 32
REFUSAL = Propose(
    right=Right.DISCLOSURE,
    outcome=Outcome.REFUSED,
    codes=("S9-9",),
    facts="The recordings are of 2019.",
    done="We told you who has them.",
)


def desk_of(life: Life, language: Language = "en", *, mails: bool = True) -> Desk:
    """Return a desk with the ticket of a life; one text stands for everything written in it so far."""
    desk = Desk(language, mails=mails)
    desk.texts["t1"] = SaltedText("what was written", bytes(16))
    desk.changes.append(TicketChange(life.ticket.number, 0, tuple(life.events)))
    desk.tickets = (life.ticket, *desk.tickets)
    desk.now = max(desk.now, life.now + timedelta(hours=1))
    return desk


def with_address(life: Life, *, confirmed: bool = True) -> Life:
    """Let the requester name an address, and confirm it by a code."""
    address = KeptText("mail", "0" * 64)
    life.add(ContactNamed(at=life.now, by=PERSON, channel=Channel.MAIL, address=address))
    if confirmed:
        level = max(life.ticket.level, Level.CONTACT)
        method = Method.CODE_TO_NAMED_MAIL
        life.add(IdentityRaised(at=life.now, by=SYSTEM, method=method, level=level))
    return life


def reachable(life: Life, language: Language = "en", *, confirmed: bool = True) -> Desk:
    """Return a desk with the ticket of a life whose requester is also reached by mail."""
    desk = desk_of(with_address(life, confirmed=confirmed), language)
    desk.texts["mail"] = SaltedText(ADDRESS, bytes(16))
    return desk


def written(desk: Desk) -> Sequence[TicketEvent]:
    """Return the events that the last act wrote."""
    return [event for change in desk.decision.changes for event in change.events]


def ticket(desk: Desk, number: str = "PR-2026-7QK3FX") -> Ticket:
    return next(one for one in desk.tickets if one.number == number)


def done(desk: Desk, *acts: object, by: Actor = MORI) -> Desk:
    """Let one after the other be done; none of them is refused."""
    for act in acts:
        acted = desk.staff_does(act, by)  # type: ignore[arg-type]  # acts, mixed
        assert acted.result == "done", (act, acted.why)
    return desk


def arrived(desk: Desk) -> Desk:
    """Note that the answer arrived, as the ways we send it by do."""
    event = DeliveryTried(at=desk.now, by=SYSTEM, channel=Channel.LINE, text_id="t1", proven=True)
    number = desk.tickets[0].number
    desk._keep(TicketChange(number, desk.tickets[0].version, (event,)))
    return desk


def upload(file: str = "f1", media_type: str = "application/pdf", size: int = 2_000) -> KeepFile:
    return KeepFile(file=file, media_type=media_type, size=size, digest=DIGEST)


def refused_desk(language: Language = "en") -> Desk:
    """Return a desk on which a second person has approved a refusal, which nobody has sent yet."""
    desk = reachable(in_review(Right.DISCLOSURE), language)
    return done(done(desk, REFUSAL, Present()), Approve(), by=SATO)


def granted_desk(language: Language = "en", *, confirmed: bool = True) -> Desk:
    """Return a desk on which a disclosure is decided and made ready, with one file for it."""
    desk = reachable(in_review(Right.DISCLOSURE), language, confirmed=confirmed)
    grant = Propose(right=Right.DISCLOSURE, outcome=Outcome.GRANTED, third_party_data=True)
    done(done(desk, upload(), grant, Present()), Approve(), by=SATO)
    return done(desk, Execute(right=Right.DISCLOSURE))


ANSWER = Answer(text="Thank you for waiting.", files=("f1",))
