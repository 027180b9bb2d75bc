"""Staff talk to the requester in the chat instead of the bot, and give the conversation back."""

from __future__ import annotations

from dataclasses import replace

from handlers.casework.acts import GiveBack, TakeConversation
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.notifying import notice
from handlers.casework.words import written
from handlers.decisions import Decision
from handlers.handover import conversing
from handlers.own_tickets.information_button import information_buttons
from handlers.tickets.kinds import Kind
from handlers.wording import say


def take(_: TakeConversation, case: Case) -> Decision:
    """Let the bot be silent. Raises HandoverRefused."""
    return conversing.take(case.ticket, case.by, case.ctx, case.draws)


def give_back(act: GiveBack, case: Case) -> Decision:
    """Let the bot answer again. Raises HandoverRefused, MoveRefused and ActRefused.

    Last words are the answer to a question; to a request for rights they are said, and no answer.
    """
    words = written(act.text)
    answers = words if case.ticket.kind is not Kind.RIGHTS else ""
    decision = conversing.give_back(case.ticket, case.by, case.ctx, case.draws, answers)
    return decision if answers or not words else _with_words(words, case, decision)


def _with_words(words: str, case: Case, decision: Decision) -> Decision:
    course = Course(case)
    course.say(course.keep(words)).add(*(event for change in decision.changes for event in change.events))
    ticket, language = course.ticket, case.ctx.conversation.language
    values = {"number": ticket.number, "words": words}
    told = notice(
        ticket,
        case.ctx,
        say("mail.answer.subject", language, number=ticket.number),
        "\n\n".join((say("mail.answer.chat", language, **values), say("handover.after_words", language))),
        say("mail.answer.mail", language, **values),
        *information_buttons(ticket, language),
    )
    # Who has just been talked to in the chat is there.
    return course.decision(replace(told, mail_first=False))
