"""The beginning and the end of a friendship, and being added to a group."""

from __future__ import annotations

from datetime import timedelta

from handlers import retention
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import Followed, JoinedGroup, Unfollowed
from handlers.groups import introduction
from handlers.language import language_button, other
from handlers.replies import Text
from handlers.topics import topics_button
from handlers.usage import help_button
from handlers.wording import say
from knowledge.language import LANGUAGES, Language


def followed(_: Followed, ctx: Context) -> Decision:
    """Say who we are, what we store and for how long, and what to ask. The same for those who come back:
    what we store may have changed since, and LINE does not reliably tell who comes back.
    """
    ctx.conversation.blocked = False
    language = ctx.conversation.language
    policy = ctx.corpus.policy
    lines = (
        say("welcome.who", language, company=policy.company, policy=policy.name[language]),
        say("welcome.ask", language),
        stored(language),
        say("welcome.language", other(language)),
    )
    buttons = (topics_button(language), help_button(language), language_button(language))
    return Decision((Text("\n\n".join(lines), buttons),))


def unfollowed(_: Unfollowed, ctx: Context) -> Decision:
    """Remember that nothing arrives any more."""
    ctx.conversation.blocked = True
    return Decision()


def joined_group(_: JoinedGroup, ctx: Context) -> Decision:
    """Introduce ourselves in both languages: nobody has written yet."""
    return Decision((Text("\n\n".join(introduction(ctx, language) for language in LANGUAGES)),))


def stored(language: Language) -> str:
    """Return what we store and for how long, as `handlers.retention` has it."""
    return say(
        "welcome.stored",
        language,
        failed=_days(retention.FAILED_MESSAGE),
        ids=_days(retention.EVENT_IDS),
        memory=_days(retention.CONVERSATION),
        draft=_days(retention.DRAFT),
        unanswered=int(retention.UNANSWERED.total_seconds() // 3_600),
    )


def _days(period: timedelta) -> int:
    return period.days
