"""One of each act, filled in as somebody would for a ticket about a disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from handlers.casework import acts
from handlers.casework.acting import ACTS
from handlers.casework.acts import StaffAct
from handlers.casework.case import Case
from handlers.casework.filing import of_requester
from handlers.tickets.actors import Actor
from handlers.tickets.assurance import Method
from handlers.tickets.extensions import latest
from handlers.tickets.items import Outcome
from handlers.tickets.rights import Right
from handlers.tickets.ticket import Ticket
from tests.desk import Desk
from tests.handlers.casework.desks import upload
from tests.handlers.tickets.lives import NUMBER, another

OTHER = another().ticket.number


def case_of(desk: Desk, by: Actor, number: str = NUMBER) -> Case:
    log = desk.shelf.log(number)
    return Case(Ticket.of(log), log, by, desk.context(), desk.draws)


def samples(case: Case) -> Mapping[type[StaffAct], StaffAct]:
    """Return an act of every kind."""
    ticket, text = case.ticket, "Because of the move in May."
    until = latest(ticket) if ticket.received_at else case.now
    theirs = tuple(event.file for event in of_requester(case.log))
    made: tuple[StaffAct, ...] = (
        acts.Note(text=text),
        acts.Assign(to="tanaka"),
        acts.Tag(name="press"),
        acts.Link(other=OTHER),
        acts.Hold(on=True, why=text),
        acts.TakeUp(),
        acts.Reply(text=text),
        acts.AskRequester(text=text),
        acts.AskInside(text=text, owner="legal", until=case.now + timedelta(days=2)),
        acts.HearInside(text=text),
        acts.Identify(method=Method.DOCUMENT, text=text, doubt=True, files=theirs),
        acts.FailIdentity(method=Method.CODE_TO_MAIL_ON_FILE, text=text),
        acts.EndUnidentified(),
        acts.Propose(right=Right.DISCLOSURE, outcome=Outcome.NOT_HELD, codes=("N-1",), facts=text),
        acts.Present(),
        acts.Approve(),
        acts.SendBack(text=text),
        acts.Decide(),
        acts.Execute(right=Right.DISCLOSURE),
        acts.Answer(text=text),
        acts.Deliver(),
        acts.Extend(until=until, text=text),
        acts.Redirect(text=text),
        acts.Merge(into=OTHER),
        acts.MarkSpam(text=text),
        acts.UnmarkSpam(),
        acts.Withdraw(text=text),
        acts.Reopen(text=text),
        acts.TakeConversation(),
        acts.GiveBack(),
        upload("f2"),
        acts.OpenFile(file="f1"),
        acts.Forget(certificate="c" * 22, asked_by="tanaka"),
    )
    known = {type(act): act for act in made}
    assert known.keys() == ACTS.keys()
    return known
