"""The answer goes to the requester, and once it has arrived the ticket is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.casework import letter
from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import Answer, Deliver
from handlers.casework.against import of_caseworkers, of_move, refuse
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.filing import handed_out
from handlers.casework.notifying import notice
from handlers.casework.replying import answered
from handlers.casework.words import needed, written
from handlers.decisions import Decision
from handlers.downloading.button import answer_button, possible
from handlers.notices import Notice
from handlers.own_tickets.reopen_button import object_button
from handlers.own_tickets.survey_buttons import asks_survey, survey_buttons, survey_question
from handlers.replies import Press
from handlers.tickets.desk_log import AnswerSent, answer_since_decision
from handlers.tickets.items import Outcome, declines, needs_work
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel, DeliveryTried
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

_RESULTS = frozenset({Right.DISCLOSURE, Right.THIRD_PARTY_RECORDS})
_HANDED_OUT = frozenset({Outcome.GRANTED, Outcome.PARTIALLY_GRANTED})


def answer(act: Answer, case: Case) -> Decision:
    """Send the answer; where nothing was to be carried out the ticket is answered by it.

    Data that somebody asked for, and files, never go into the chat or a mail: they are behind a protected
    link, and so is the whole answer then. Raises ActRefused and MoveRefused.
    """
    words, files = needed(act.text), handed_out(act.files, case.log)
    if case.ticket.kind is not Kind.RIGHTS and not files and case.ticket.status is not Status.EXECUTING:
        return answered(words, case)
    course = Course(case).take_up()
    if course.ticket.status is Status.EXECUTING:
        refuse(_against_executed(case))
    behind_link = needs_link(course.ticket, files)
    if behind_link and not possible(case.ctx):
        raise ActRefused(Why.NO_LINK)
    told = letter.letter(words, course.ticket, case)
    _write(course, told, files, behind_link=behind_link)
    told_of = _notice(told, course.ticket, case, behind_link=behind_link)
    # Sent once more, it goes the other way first: two ways must be tried where none proves that it arrived.
    by_mail = told_of.mail_first and Channel.MAIL not in case.ticket.tried
    return course.decision(replace(told_of, mail_first=by_mail))


def deliver(act: Deliver, case: Case) -> Decision:
    """Note that the answer has arrived, or that two ways were tried. Raises ActRefused and MoveRefused.

    A letter by post is one of the ways: who has no address for mails is reached by no other.
    """
    posted, sent, course = written(act.posted), answer_since_decision(case.log), Course(case)
    if posted and sent:
        course.note(posted).add(_posted(sent, case))
    course.move(Move.DELIVER)
    if sent is None:
        raise ActRefused(Why.NOT_ANSWERED)
    return course.decision()


def _posted(sent: AnswerSent, case: Case) -> DeliveryTried:
    return DeliveryTried(at=case.now, by=case.by, channel=Channel.POST, text_id=sent.text.id, proven=False)


def against_answer(case: Case) -> Iterable[str]:
    """Tell what stands in the way of the answer, and whether it could be handed out."""
    ticket = case.ticket
    if ticket.status is Status.EXECUTING:
        yield from _against_executed(case)
    else:
        yield from of_move(Move.ANSWER, begins=True)(case)
    if needs_link(ticket, ()) and not possible(case.ctx):
        yield Why.NO_LINK


def _against_executed(case: Case) -> Iterable[str]:
    yield from of_caseworkers(Status.EXECUTING)(case)
    if any(needs_work(item) and not item.executed for item in case.ticket.items):
        yield Obstacle.WORK_LEFT


def against_delivery(case: Case) -> Iterable[str]:
    """Tell what stands in the way of noting that the answer has arrived."""
    found = tuple(of_move(Move.DELIVER)(case))
    yield from found
    if case.ticket.status is Status.EXECUTING and answer_since_decision(case.log) is None:
        yield Why.NOT_ANSWERED


def lacks_a_second_way(case: Case) -> bool:
    """Tell whether a letter by post is all that an answer lacks to count as delivered."""
    return tuple(against_delivery(case)) == (Obstacle.UNDELIVERED,)


def needs_link(ticket: Ticket, files: Sequence[str]) -> bool:
    """Tell whether an answer hands out data, so that it must not go into the chat or a mail."""
    return bool(files) or any(
        item.right in _RESULTS and item.proposal is not None and item.proposal.outcome in _HANDED_OUT
        for item in ticket.items
    )


def _write(course: Course, told: str, files: tuple[str, ...], *, behind_link: bool) -> None:
    case, text = course.case, course.keep(told)
    written = AnswerSent(at=case.now, by=case.by, text=text, files=files, behind_link=behind_link)
    course.say(text).add(written)
    if course.ticket.status is not Status.EXECUTING:
        course.move(Move.ANSWER, text)


def _notice(told: str, ticket: Ticket, case: Case, *, behind_link: bool) -> Notice:
    language, number = case.ctx.conversation.language, ticket.number
    kind = "ready" if behind_link else "answered"
    values = {} if behind_link else {"words": told}
    chat = say(f"casework.{kind}.chat", language, number=number, **values)
    if asks_survey(ticket):
        chat = f"{chat}\n\n{survey_question(language)}"
    return notice(
        ticket,
        case.ctx,
        say(f"casework.{kind}.subject", language, number=number),
        chat,
        say(f"casework.{kind}.mail", language, number=number, **values),
        *_buttons(ticket, language, behind_link=behind_link),
        legal=ticket.kind is Kind.RIGHTS,
        answers=True,
    )


def _buttons(ticket: Ticket, language: Language, *, behind_link: bool) -> tuple[Press, ...]:
    return (
        *((answer_button(ticket.number, language),) if behind_link else ()),
        *((object_button(ticket, language),) if declines(ticket.items) else ()),
        *(survey_buttons(ticket.number, language) if asks_survey(ticket) else ()),
    )
