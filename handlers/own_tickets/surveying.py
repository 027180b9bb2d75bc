"""What a requester thinks of our answer: one tap, once, and a word of their own if they like."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import unsafe
from handlers.awaited import Awaited
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import SURE_WISH
from handlers.doubt import heard as hear_wish
from handlers.draws import Draws
from handlers.events import ButtonPressed, MessageReceived
from handlers.intake import words
from handlers.intents import Name, objects
from handlers.own_tickets.finding import holder, own, with_own
from handlers.own_tickets.informing import Otherwise, only_distress
from handlers.own_tickets.reopen_button import object_button
from handlers.own_tickets.status import status_button
from handlers.own_tickets.survey_buttons import asked_about, read_survey, typed_score
from handlers.replies import Press, Text
from handlers.secrets import find_secrets
from handlers.tickets import machine
from handlers.tickets.changes import TicketChange
from handlers.tickets.keeping import kept
from handlers.tickets.statuses import Move, Status
from handlers.tickets.survey_log import SurveyAnswered, SurveyCommented
from handlers.tickets.ticket import Ticket
from handlers.wording import say

LONGEST = 500
"""Characters of the word of their own."""
_LOW = 2
"""Up to this score we offer to look at it again."""
_JAPANESE_SENTENCE = re.compile(
    r".*(?:た|だ|です|ます|ません|ない|すぎる|にくい|づらい|遅い|悪い|足りず|ほしい|欲しい)(?:ね|よ|が|けど)?[。．.!！…]*",
    re.DOTALL,
)
_ASKS_TO_BE_TOLD = re.compile(
    r"(?:please |can you |could you )?(?:tell|explain|show|describe)\b|i(?: want|'d like| would like) to know"
)
_A_SENTENCE = 5
"""Words in English; who writes fewer names a topic."""
_ALWAYS: frozenset[Name] = frozenset({"distress", "threat"})
_MAY_JUDGE: frozenset[Name] = frozenset({"chitchat", "puzzled", "nothing", "abuse"})


def press(event: ButtonPressed, ctx: Context) -> Decision | None:
    """Take the score of a button; None for a button that we did not make."""
    read = read_survey(event.argument)
    if read is None:
        return None
    number, score = read
    return with_own(number, ctx, "status", lambda ticket, _: _scored(ticket, score, ctx))


def forget(ctx: Context) -> None:
    """Wait for no word about our answer any more: something else was done in between."""
    if _awaited(ctx):
        ctx.conversation.awaited = None


def asked(decision: Decision, ctx: Context) -> Decision:
    """Wait for a score that is written instead of tapped, where we asked for one last of all."""
    conversation, said = ctx.conversation, decision.replies[-1:]
    number = next((asked_about(text) for text in said if isinstance(text, Text)), None)
    if conversation.awaited and conversation.awaited.what == "score":
        conversation.awaited = None
    if number and conversation.awaited is None and conversation.form is None:
        conversation.awaited = Awaited("score", number, ctx.now)
    return decision


def hear(event: MessageReceived, ctx: Context, otherwise: Otherwise) -> Decision | None:
    """Take a message as the word that goes with a score; None where we wait for none, or it is another."""
    awaited = _awaited(ctx)
    if awaited is None:
        return None
    if awaited.what == "score":
        return _heard_score(event, awaited, ctx)
    ticket = own(awaited.number, ctx)
    if ticket is None or awaited.lapsed(ctx.now) or _belongs_elsewhere(event.text, ctx):
        forget(ctx)
        return None
    if find_secrets(event.text):
        return unsafe.warn(event, ctx, only_distress(otherwise))
    if words.command(event.text) or words.agrees(event.text) is False:
        forget(ctx)
        return _said("survey.no_comment", ticket, ctx)
    return _commented(ticket, event, ctx)


def _awaited(ctx: Context) -> Awaited | None:
    awaited = ctx.conversation.awaited
    return awaited if awaited and awaited.what in {"score", "comment"} else None


def _heard_score(event: MessageReceived, awaited: Awaited, ctx: Context) -> Decision | None:
    """Take a bare number as the tap on its button; whatever else is written is no answer to this question."""
    score, ticket = typed_score(event.text), own(awaited.number, ctx)
    forget(ctx)
    if score is None or ticket is None or awaited.lapsed(ctx.now):
        return None
    return _scored(ticket, score, ctx)


def _belongs_elsewhere(text: str, ctx: Context) -> bool:
    """Tell whether a message asks or wishes for something, or only thanks, instead of judging our answer."""
    if ctx.conversation.form is not None or objects(text) or words.elsewhere(text) or words.asks(text):
        return True
    intent = hear_wish(text, ctx)
    if intent.name == "question":
        return not _states(text) and ctx.find(text).tier == "answer"
    return intent.name in _ALWAYS or (intent.name not in _MAY_JUDGE and intent.score >= SURE_WISH)


def _states(text: str) -> bool:
    """Tell whether a message says something in a sentence, instead of naming what somebody wants to read."""
    said = text.strip().casefold()
    if _JAPANESE_SENTENCE.fullmatch(said):
        return True
    return len(said.split()) >= _A_SENTENCE and not _ASKS_TO_BE_TOLD.match(said)


def _scored(ticket: Ticket, score: int, ctx: Context) -> Decision:
    if ticket.score is not None:
        return _said("survey.again", ticket, ctx)
    if ticket.answered_at is None or ticket.status is Status.PURGED:
        return _said("survey.not_now", ticket, ctx)
    answered = SurveyAnswered(at=ctx.now, by=holder(ticket, ctx), score=score)
    change = TicketChange(ticket.number, ticket.version, (answered,))
    ctx.conversation.awaited = Awaited("comment", ticket.number, ctx.now)
    return replace(_thanked(ticket, score, ctx), changes=(change,))


def _thanked(ticket: Ticket, score: int, ctx: Context) -> Decision:
    """Say thanks, and to who was not helped that somebody else can look at it again."""
    reopens = score <= _LOW and Move.REOPEN in machine.possible(ticket, holder(ticket, ctx), ctx.now)
    key = "survey.sorry" if reopens else "survey.sorry_late" if score <= _LOW else "survey.thanks"
    language = ctx.conversation.language
    said = _said(key, ticket, ctx, *((object_button(ticket, language),) if reopens else ()))
    (told,) = said.replies
    return replace(said, replies=(_with_question(told, ctx),)) if isinstance(told, Text) else said


def _with_question(told: Text, ctx: Context) -> Text:
    asked = say("survey.comment", ctx.conversation.language, most=LONGEST)
    return replace(told, text=f"{told.text}\n\n{asked}")


def _commented(ticket: Ticket, event: MessageReceived, ctx: Context) -> Decision:
    if len(event.text) > LONGEST:
        return _said("survey.too_long", ticket, ctx, most=LONGEST)
    forget(ctx)
    if ctx.draws is None or ticket.status is Status.PURGED:
        return _said("survey.not_now", ticket, ctx)
    return replace(
        _said("survey.comment_taken", ticket, ctx), changes=(_comment(ticket, event, ctx, ctx.draws),)
    )


def _comment(ticket: Ticket, event: MessageReceived, ctx: Context, draws: Draws) -> TicketChange:
    text, texts = kept(event.text, draws)
    return TicketChange(
        number=ticket.number,
        version=ticket.version,
        events=(SurveyCommented(at=ctx.now, by=holder(ticket, ctx), text=text),),
        texts=texts,
        sources={text.id: (event.message_id,)} if event.message_id else {},
    )


def _said(key: str, ticket: Ticket, ctx: Context, *buttons: Press, **values: object) -> Decision:
    language = ctx.conversation.language
    text = Text(say(key, language, **values), (*buttons, status_button(ticket.number, language)))
    return Decision((text,), kind="status", ticket=ticket.number)
