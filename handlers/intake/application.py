"""The events and texts with which a form becomes a ticket: opened, asked for right by right, submitted."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.context import Context
from handlers.draws import Draws
from handlers.intake.form import Form
from handlers.intake.labels import label, worded
from handlers.intake.steps import CONTACT, FIELDS, KIND, PERSON, REPLY, TELLING, WHOSE, Step
from handlers.tickets import deciding, machine
from handlers.tickets.actors import SYSTEM, Actor, Role, Standing
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.items import Outcome, Proposal
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel, ContactNamed, Opened, PrincipalNamed, TicketEvent
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText, digest_of
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

_ABOUT = (WHOSE, KIND, CONTACT)
_REACHED = (CONTACT, REPLY)


def standing_of(form: Form) -> Standing:
    """Return as whom the person asks."""
    if form.chosen("whose") != "somebody_else":
        return Standing.SELF
    return Standing.STATUTORY if form.chosen("kind") == "statutory" else Standing.MANDATED


@dataclass(slots=True)
class Application:
    """A ticket that grows event by event. The first of its texts has the form's id."""

    form: Form
    ctx: Context
    draws: Draws
    by: Actor
    events: list[TicketEvent] = field(default_factory=list)
    texts: dict[str, SaltedText] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form, ctx: Context) -> Application | None:
        """Begin one; None where no ticket can be opened."""
        if ctx.draws is None or not ctx.requester:
            return None
        role = Role.REQUESTER if standing_of(form) is Standing.SELF else Role.REPRESENTATIVE
        return cls(form, ctx, ctx.draws, Actor(role, ctx.requester))

    def submitted(self) -> TicketChange:
        """Return the ticket submitted, and taken up or waiting for identification."""
        self._submit()
        return self._change()

    def answered(self, said: str) -> TicketChange:
        """Return the ticket submitted and answered at once: `said` is what the policy says, in full."""
        self._submit()
        granted = Proposal(outcome=Outcome.GRANTED)
        for right in self.form.rights:
            self.events.append(deciding.proposed(self._ticket, right, granted, SYSTEM, self.ctx.now))
        self._move(Act(move=Move.ANSWER, by=SYSTEM, at=self.ctx.now, text=self._keep(said)))
        return self._change()

    def _submit(self) -> None:
        self._open()
        # The first text has the form's id, so of a ticket without rights it is what the person tells.
        about = self._about() if self.form.kind is not Kind.RIGHTS else None
        self._name_principal()
        self._name_contact()
        self._move(Act(move=Move.SUBMIT, by=self.by, at=self.ctx.now, text=about or self._about()))
        for move in (Move.TAKE_UP, Move.VERIFY):
            act = Act(move=move, by=SYSTEM, at=self.ctx.now)
            if not machine.obstacles(self._ticket, act):
                self._move(act)

    def redirected(self) -> TicketChange:
        """Return the ticket submitted and ended, with what the person was told."""
        self._open()
        told = self._keep(say(f"intake.elsewhere.{self.form.chosen('whose')}", self._language))
        self._move(Act(move=Move.SUBMIT, by=self.by, at=self.ctx.now, text=self._about()))
        self._move(Act(move=Move.REDIRECT, by=SYSTEM, at=self.ctx.now, text=told))
        return self._change()

    @property
    def _ticket(self) -> Ticket:
        return Ticket.of(self.events)

    @property
    def _language(self) -> Language:
        return self.ctx.conversation.language

    def _open(self) -> None:
        now = self.ctx.now
        self.events.append(
            Opened(
                at=now,
                by=self.by,
                number=self.draws.ticket_number(now.astimezone(JAPAN).year),
                kind=self.form.kind,
                language=self._language,
                requester=self.ctx.requester,
                standing=standing_of(self.form),
            )
        )
        for right in self.form.rights:
            scope = self._keep(self._scope(right), FIELDS[right])
            self.events.append(deciding.asked(self._ticket, right, self.by, now, scope))

    def _name_principal(self) -> None:
        name = self.form.answers.get(PERSON.name, "")
        if name and standing_of(self.form) is not Standing.SELF:
            kept = self._keep(name, (PERSON,))
            self.events.append(PrincipalNamed(at=self.ctx.now, by=self.by, name=kept))

    def _name_contact(self) -> None:
        for step in _REACHED:
            address = self.form.answers.get(step.name, "")
            if address and not self.form.chosen(step.name):
                kept = self._keep(address, (step,))
                named = ContactNamed(at=self.ctx.now, by=self.by, channel=Channel.MAIL, address=kept)
                self.events.append(named)

    def _move(self, act: Act) -> None:
        self.events.append(machine.move(self._ticket, act))

    def _scope(self, right: Right) -> str:
        """Write what the person answered about one right."""
        return self._written(FIELDS[right], label(right.value, self._language))

    def _about(self) -> KeptText:
        """Keep what the person tells; with rights, whose data it is and how the person is reached."""
        steps = _ABOUT if self.form.kind is Kind.RIGHTS else (*TELLING[self.form.kind], REPLY)
        return self._keep(self._written(steps), steps)

    def _written(self, steps: tuple[Step, ...], *heading: str) -> str:
        answers = self.form.answers
        lines = (
            say(
                "intake.text_line",
                self._language,
                title=label(step.name, self._language),
                answer=worded(step, answers[step.name], self._language),
            )
            for step in steps
            if step.name in answers
        )
        return "\n".join((*heading, *lines))

    def _keep(self, text: str, answers: tuple[Step, ...] = ()) -> KeptText:
        """Keep a text that was made from the answers to these steps."""
        text_id = self.draws.text_id() if self.texts else self.form.id
        messages = (self.form.messages.get(step.name, "") for step in answers)
        if made_from := tuple(dict.fromkeys(filter(None, messages))):
            self.sources[text_id] = made_from
        salt = self.draws.salt()
        self.texts[text_id] = SaltedText(text, salt)
        return KeptText(text_id, digest_of(text, salt))

    def _change(self) -> TicketChange:
        return TicketChange(
            number=self._ticket.number,
            version=0,
            events=tuple(self.events),
            texts=self.texts,
            sources=self.sources,
        )
