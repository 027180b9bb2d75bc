"""A notice of the purposes of use. The policy states them, so that the request is answered as it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.cards import card
from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.intake.application import Application
from handlers.intake.form import Form
from handlers.intake.labels import names
from handlers.own_tickets.reopen_button import reopen_button
from handlers.own_tickets.status import status_button
from handlers.own_tickets.survey_buttons import survey_buttons, survey_question
from handlers.plain import as_text
from handlers.replies import Text
from handlers.wording import say
from knowledge.passages import Passage

SECTION = "3"
_PART: Mapping[str, str] = {
    "own": "users",
    "company": "users",
    "affiliated": "users",
    "applicant": "personnel",
    "business": "stakeholders",
}
_MOST_CARDS = 3  # beside two texts; LINE takes five messages at a time


def passages(form: Form, ctx: Context) -> tuple[Passage, ...]:
    """Return what states the purposes for those whose data it is; nothing where the policy does not.

    Where nobody knows what somebody else is to us, it is what the policy says of everybody.
    """
    if SECTION not in ctx.corpus:
        return ()
    part = f"{SECTION}.{_PART.get(form.chosen('whose'), '')}"
    if part in ctx.corpus:
        return (ctx.corpus.passage(part),)
    whole = (ctx.corpus.passage(SECTION),)
    parts = ctx.corpus.children(SECTION)
    return parts if 0 < len(parts) <= _MOST_CARDS and form.chosen("whose") not in _PART else whole


def answer(application: Application, found: Sequence[Passage], ctx: Context) -> Decision:
    """Open the ticket, answered, and say so: its number, what the policy says, and how to object."""
    language, ids = ctx.conversation.language, tuple(passage.id for passage in found)
    ctx.conversation.last_passages = ids
    cards = tuple(card(passage, ctx, "direct") for passage in found)
    change = application.answered(as_text(cards))
    rights = names(application.form.rights, language)
    received = say("intake.answered.received", language, number=change.number, rights=rights)
    buttons = (
        reopen_button(change.number, language),
        status_button(change.number, language),
        contact_button(language),
        *survey_buttons(change.number, language),
    )
    told = say("intake.answered.complete", language, **center(ctx))
    complete = Text(f"{told}\n\n{survey_question(language)}", buttons)
    return Decision(
        (Text(received), *cards, complete),
        kind="right",
        sections=ids,
        rights=tuple(right.value for right in application.form.rights),
        escalation=True,
        ticket=change.number,
        changes=(change,),
    )
