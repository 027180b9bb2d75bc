"""How to reach a person: the Privacy Center that the policy names."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating.buttons import escalate_buttons
from handlers.escalating.presence import expected
from handlers.events import ButtonPressed, MessageReceived
from handlers.replies import Press, Text
from handlers.wording import say
from knowledge.language import Language


def contact_button(language: Language) -> Press:
    return Press(say("button.contact", language), "contact")


def center(ctx: Context) -> dict[str, str]:
    """Return the values that sentences about the Privacy Center want."""
    contact = ctx.corpus.policy.contact
    return {"center": contact.name[ctx.conversation.language], "email": contact.email}


def offer(ctx: Context) -> str:
    """Return the one sentence that offers the Privacy Center."""
    return say("fallback.contact", ctx.conversation.language, **center(ctx))


def details(ctx: Context) -> str:
    """Return name, e-mail and postal address, as the policy gives them."""
    policy, language = ctx.corpus.policy, ctx.conversation.language
    address = policy.contact.address[language]
    return say("contact.details", language, company=policy.company, address=address, **center(ctx))


def answer(event: MessageReceived | ButtonPressed, ctx: Context) -> Decision:
    """Tell somebody who wants a person, or complains, where people are reached."""
    language = ctx.conversation.language
    lines = (
        say("contact.person", language),
        details(ctx),
        say("contact.how", language),
        expected(ctx),
        say("contact.source", language, policy=ctx.corpus.policy.name[language]),
    )
    buttons = escalate_buttons(ctx, "write", "complain") if event.place == "direct" else ()
    return Decision((Text("\n\n".join(lines), buttons),), kind="human", escalation=True)


def incident(event: MessageReceived, ctx: Context) -> Decision:
    """Send somebody who suspects a leak to the Privacy Center at once, with what helps there."""
    language = ctx.conversation.language
    report = escalate_buttons(ctx, "report") if event.place == "direct" else ()
    lines = (
        say("incident.urgent", language, **center(ctx)),
        say("incident.tell", language),
        details(ctx),
        say("incident.protect", language),
        *((say("escalate.from_here", language),) if report else ()),
    )
    buttons = (*report, contact_button(language)) if event.place == "direct" else ()
    return Decision((Text("\n\n".join(lines), buttons),), kind="human", escalation=True, behaviour="alert")
