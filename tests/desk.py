"""A 1:1 chat to test with: what we remember and the tickets are kept from one event to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce
from itertools import count

from handlers.casework.acted import Acted
from handlers.casework.acts import StaffAct
from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.escalating.staff import Staff
from handlers.events import Event, MessageUnsent, StaffActed
from handlers.identity.codes import CodeChange, NewCode
from handlers.letters import Letter
from handlers.own_data.holdings import Erased, Holdings
from handlers.plain import as_text
from handlers.replies import AnswerCard, Press
from handlers.routes import decide
from handlers.tickets.actors import Actor, Role
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.log import MessageTakenBack, TicketEvent
from handlers.tickets.statuses import OPEN
from handlers.tickets.ticket import Ticket
from knowledge.findings import Finder, Finding
from knowledge.language import Language
from tests.builders import NOW, corpus, finding, message, pressed
from tests.fakes import ScriptedFinder

PERSON = "person"
MORI = Actor(Role.CASEWORKER, "mori")
DAY = timedelta(days=1)


class CountedDraws:
    """Draws that count instead of chancing: `PR-2026-000001`, then `PR-2026-000002`; codes from 123456 on."""

    def __init__(self) -> None:
        self._numbers, self._texts, self._tokens, self._codes = count(1), count(1), count(1), count(123456)

    def ticket_number(self, year: int) -> str:
        return f"PR-{year}-{next(self._numbers):06}"

    def text_id(self) -> str:
        return f"text-{next(self._texts):017}"

    def salt(self) -> bytes:
        return b"\x00" * 16

    def code(self) -> str:
        return f"{next(self._codes):06}"

    def token(self) -> str:
        return f"token-{next(self._tokens):037}"

    def code_digest(self, code: str, subject: str) -> str:
        return f"{subject}:{code}"


class KeptShelf:
    """Implements `handlers.ports.Shelf` for the one person of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.codes: list[tuple[datetime, NewCode]] = []
        self.spent: set[str] = set()
        self.sources: dict[str, list[tuple[str, str]]] = {}
        self.files: dict[str, list[tuple[str, str]]] = {}
        self.gone: set[str] = set()
        self.remembered = False
        self.erased: Erased | None = None

    def text(self, number: str, text_id: str) -> str | None:
        theirs = any(ticket.number == number for ticket in self._desk.tickets)
        kept = self._desk.texts.get(text_id)
        return kept.text if theirs and kept else None

    def log(self, number: str) -> tuple[TicketEvent, ...]:
        return tuple(event for one in self._desk.changes if one.number == number for event in one.events)

    def code_digest(self, subject: str) -> str | None:
        if subject in self.spent:
            return None
        return next((code.digest for _, code in reversed(self.codes) if code.subject == subject), None)

    def codes_sent(self) -> tuple[datetime, ...]:
        return tuple(at for at, _ in reversed(self.codes) if at > self._desk.now - DAY)

    def codes_sent_to(self, address: str) -> tuple[datetime, ...]:
        sent = ((at, code.address.casefold()) for at, code in reversed(self.codes))
        return tuple(at for at, to in sent if to == address.casefold() and at > self._desk.now - DAY)

    def texts_from(self, message_id: str) -> tuple[tuple[str, str], ...]:
        return tuple(self.sources.get(message_id, ()))

    def files_from(self, message_id: str) -> tuple[tuple[str, str], ...]:
        return tuple(self.files.get(message_id, ()))

    def taken_back(self, message_id: str) -> bool:
        return message_id in self.gone

    def holdings(self) -> Holdings:
        tickets = self._desk.tickets
        return Holdings(
            last_at=self._desk.now if self.remembered else None,
            form=self._desk.conversation.form is not None,
            unanswered=self._desk.conversation.unanswered is not None,
            open=tuple(one.number for one in tickets if one.status in OPEN),
            ended=tuple(one.number for one in tickets if one.status not in OPEN),
            texts=len(self._desk.texts),
            codes=len(self.codes),
            address=bool(tickets),
            erased=self.erased,
        )

    def change(self, changes: Sequence[CodeChange]) -> None:
        for one in changes:
            if isinstance(one, NewCode):
                self.codes.append((self._desk.now, one))
                self.spent.discard(one.subject)
            else:
                self.spent.add(one.subject)


class Desk:
    """One person's chat. `decision` is the last one, `now` the time of the next event.

    With `mails` letters can be sent: those to people are in `letters`, those to staff in `staff_letters`, in
    order.
    """

    def __init__(
        self,
        language: Language = "en",
        finder: Finder | None = None,
        found: Finding | None = None,
        *,
        mails: bool = False,
    ) -> None:
        self.conversation = Conversation(language=language)
        self.tickets: tuple[Ticket, ...] = ()
        self.texts: dict[str, SaltedText] = {}
        self.changes: list[TicketChange] = []
        self.now: datetime = NOW
        self.draws = CountedDraws()
        self.shelf = KeptShelf(self)
        self.letters: list[Letter] = []
        self.staff_letters: list[Letter] = []
        self.staff = Staff()
        self.mails, self.public_url = mails, "https://desk.example"
        self.decision = Decision()
        self._center = (finder.corpus if finder else corpus()).policy.contact.email
        self._finder = finder or ScriptedFinder(corpus(), found or finding("fallback", confidence=0.0))

    @property
    def text(self) -> str:
        return as_text(self.decision.replies)

    def says(self, text: str) -> str:
        """Write a message; return what the person reads then."""
        return self.meets(message(text))

    def presses(self, choice: str) -> str:
        """Press the button shown whose choice, command or label is this; return what the person reads."""
        button = next(one for one in self.buttons() if choice in names_of(one))
        return self.meets(pressed(button.command, button.argument))

    def answers(self, *answers: str) -> str:
        """Press the button of this choice where it is shown, else write it; one after the other."""
        for answer in answers:
            shown = any(answer in names_of(one) for one in self.buttons())
            self.presses(answer) if shown else self.says(answer)
        return self.text

    def meets(self, event: Event, *, group: bool = False) -> str:
        """Let an event happen, and keep what comes of it."""
        conversation = Conversation() if group else replace(self.conversation)
        context = Context(self._finder, conversation, self.now) if group else self.context(conversation)
        self.decision = decide(event, context)
        if not group:
            self.conversation = conversation
        if isinstance(event, MessageUnsent):
            self.shelf.gone.add(event.message_id)
        self.shelf.remembered = self.decision.forgets is None
        if self.decision.forgets:
            self.conversation = Conversation()
            self.shelf.erased = Erased(self.decision.forgets.certificate, self.now)
        for change in self.decision.changes:
            self._keep(change)
        self.shelf.change(self.decision.codes)
        for letter in self.decision.letters:
            (self.staff_letters if letter.to == self._center else self.letters).append(letter)
        return self.text

    def context(self, conversation: Conversation | None = None) -> Context:
        """Return what may be seen while something about this person is decided."""
        return Context(
            self._finder,
            conversation or self.conversation,
            self.now,
            requester=PERSON,
            tickets=self.tickets,
            draws=self.draws,
            shelf=self.shelf,
            mails=self.mails,
            public_url=self.public_url,
            staff=self.staff,
        )

    def staff_does(
        self, act: StaffAct, by: Actor = MORI, number: str | None = None, version: int | None = None
    ) -> Acted:
        """Let staff do something with a ticket, the newest if none is named, and return what became of it."""
        ticket = next(one for one in self.tickets if number in {None, one.number})
        seen = ticket.version if version is None else version
        happened = StaffActed(
            id=f"act-{seen}", at=self.now, number=ticket.number, by=by, act=act, version=seen
        )
        self.meets(happened)
        assert self.decision.acted is not None
        return self.decision.acted

    @property
    def heard(self) -> str:
        """Return what the person reads in the chat without having asked now."""
        return as_text([notice.text for notice in self.decision.notices])

    def buttons(self) -> Sequence[Press]:
        """Return the buttons below the last answer."""
        shown: list[Press] = [one for notice in self.decision.notices for one in notice.text.choices]
        for reply in self.decision.replies:
            shown += reply.choices
            if isinstance(reply, AnswerCard):
                shown += [one for one in reply.buttons if isinstance(one, Press)]
        return shown

    def waits(self, **units: float) -> None:
        self.now += timedelta(**units)

    def text_of(self, ticket: Ticket, item: int = 0) -> str:
        """Return what is kept as the scope of an item."""
        scope = ticket.items[item].scope
        assert scope is not None
        return self.texts[scope.id].text

    def _keep(self, change: TicketChange) -> None:
        known = next((one for one in self.tickets if one.number == change.number), None)
        assert (known.version if known else 0) == change.version
        assert not change.texts.keys() & self.texts.keys()
        self.changes.append(change)
        self.texts.update(change.texts)
        for text_id, messages in change.sources.items():
            for one in messages:
                self.shelf.sources.setdefault(one, []).append((change.number, text_id))
        for event in change.events:
            for text_id in event.texts if isinstance(event, MessageTakenBack) else ():
                del self.texts[text_id]
        after = reduce(Ticket.after, change.events, known) if known else Ticket.of(change.events)
        if known is None:
            self.tickets = (after, *self.tickets)
        else:
            self.tickets = tuple(after if one is known else one for one in self.tickets)


def names_of(button: Press) -> set[str]:
    """Return by what a test may call a button: its label, its command, or the choice of a form."""
    return {button.label, button.command, button.argument.rpartition(":")[2]}
