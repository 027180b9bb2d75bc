"""What a person wrote: what they want, and who answers that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers import (
    again,
    beside,
    choosing,
    contact,
    distress,
    earlier_wording,
    full_text,
    groups,
    opening_hours,
    past_requests,
    related,
    smalltalk,
    source,
    topics,
    unsafe,
    usage,
)
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import heard
from handlers.escalating import noting
from handlers.escalating import opening as escalating
from handlers.events import MessageReceived
from handlers.handover import going_back
from handlers.handover import hearing as handed_over
from handlers.handover.held import held
from handlers.identity import entering, naming
from handlers.intake import hearing
from handlers.intake.asking import again as again_in_form
from handlers.intents import Name
from handlers.language import settle
from handlers.own_data import hearing as own_hearing
from handlers.own_tickets import confirming, informing, objecting, offering, surveying
from handlers.secrets import find_secrets
from handlers.tickets.handover import Handover

ANSWERS: Mapping[Name, Callable[[MessageReceived, Context], Decision]] = {
    "speak_ja": again.speak("ja"),
    "speak_en": again.speak("en"),
    "again": again.asked,
    "full": full_text.asked,
    "related": related.asked,
    "source": source.asked,
    "topics": topics.asked,
    "help": usage.answer,
    "greeting": smalltalk.greeting,
    "thanks": smalltalk.thanks,
    "bye": smalltalk.bye,
    "identity": smalltalk.identity,
    "chitchat": smalltalk.chitchat,
    "nothing": smalltalk.chitchat,
    "puzzled": choosing.puzzled,
    "earlier_wording": earlier_wording.answer,
    "opening_hours": opening_hours.answer,
    "bot": going_back.asked,
    "withdraw": past_requests.withdraw,
    "status": past_requests.status,
    "human": contact.answer,
    "incident": contact.incident,
    "right": offering.wish,
    "others_data": unsafe.others_data,
    "injection": unsafe.injection,
    "abuse": unsafe.abuse,
    "threat": unsafe.threat,
    "distress": distress.answer,
    "question": offering.answer,
}


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Answer a message. In a 1:1 chat everything gets an answer, but for what is said to staff there."""
    if event.place == "group":
        return groups.answer(event, ctx)
    decision = surveying.asked(_answered(event, ctx), ctx)
    noting.note(event, decision, ctx)
    return decision


def _answered(event: MessageReceived, ctx: Context) -> Decision:
    ctx.conversation.blocked = False  # nobody can write to us while blocking us
    if known := tuple(passage for passage in ctx.quoted if passage in ctx.corpus):
        ctx.conversation.last_passages = known  # what is pointed at is what the talk is about now
    if (ticket := held(ctx)) and ticket.handover:
        return _with_staff(event, ctx, ticket.handover)
    if taken := _awaited(event, ctx):
        return again_in_form(taken, ctx)
    if ctx.conversation.form is not None:
        return hearing.hear(event, ctx, ctx.conversation.form, _anew)
    return _anew(event, ctx)


def _awaited(event: MessageReceived, ctx: Context) -> Decision | None:
    """Take a message as what we asked for outside a form, or the code we sent; else None."""
    return (
        confirming.hear(event, ctx)
        or entering.hear(event, ctx)
        or naming.hear(event, ctx)
        or informing.hear(event, ctx, _anew)
        or surveying.hear(event, ctx, _anew)
    )


def _with_staff(event: MessageReceived, ctx: Context, handover: Handover) -> Decision:
    """Take a message as said to staff who have the conversation, but for a code, which goes into no ticket.

    What a button of ours has asked since staff last did something is answered to us.
    """
    awaited, form = ctx.conversation.awaited, ctx.conversation.form
    if code := entering.hear(event, ctx):
        return code
    if awaited and awaited.since > handover.heard_at and (taken := _awaited(event, ctx)):
        return taken
    if form and form.touched_at > handover.heard_at:
        return hearing.hear(event, ctx, form, _to_staff)
    return _to_staff(event, ctx)


def _to_staff(event: MessageReceived, ctx: Context) -> Decision:
    return handed_over.hear(event, ctx, _anew)


def _anew(event: MessageReceived, ctx: Context) -> Decision:
    settle(ctx.conversation, event.text)
    if find_secrets(event.text):
        return unsafe.warn(event, ctx, _answer)
    return _answer(event, ctx)


def _answer(event: MessageReceived, ctx: Context) -> Decision:
    if wished := (objecting.hear(event, ctx) or escalating.hear(event, ctx) or own_hearing.hear(event, ctx)):
        return wished
    intent = heard(event.text, ctx)
    return beside.answer(event, ctx, intent) or ANSWERS[intent.name](event, ctx)
