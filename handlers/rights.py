"""A wish to exercise a right: a request begins in the chat; where none can be opened, where to write."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.cards import card
from handlers.contact import center
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import heard
from handlers.events import MessageReceived, Place
from handlers.intake import opening
from handlers.intents import wanted
from handlers.replies import AnswerCard, Text
from handlers.tickets.rights import Right
from handlers.wording import say

PASSAGE = "9"


def answer(event: MessageReceived, ctx: Context) -> Decision:
    wished = heard(event.text, ctx).rights or wanted(event.text).rights
    return tell(wished, ctx, event.place)


def tell(wished: Sequence[str], ctx: Context, place: Place) -> Decision:
    """Begin a request for these rights."""
    if ctx.draws is not None and ctx.requester and place == "direct":
        return opening.wish(tuple(map(Right, wished)), ctx, ctx.draws)
    return _where_to_write(wished, ctx, place)


def _where_to_write(wished: Sequence[str], ctx: Context, place: Place) -> Decision:
    """Tell how these rights are exercised, honestly: this chat cannot take the request."""
    language = ctx.conversation.language
    names = say("right.and", language).join(say(f"right.{right}", language) for right in wished)
    how, cards = say("right.how", language, rights=names, **center(ctx)), _cards(ctx, place)
    text = f"{how}\n{say('right.says', language)}" if cards else how
    return Decision(
        (Text(text, about=tuple(one for each in cards for one in each.about)), *cards),
        kind="right",
        sections=(PASSAGE,) if cards else (),
        rights=tuple(wished),
        escalation=True,
    )


def _cards(ctx: Context, place: Place) -> tuple[AnswerCard, ...]:
    if PASSAGE not in ctx.corpus:
        return ()
    ctx.conversation.last_passages = (PASSAGE,)
    return (card(ctx.corpus.passage(PASSAGE), ctx, place),)
