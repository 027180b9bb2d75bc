"""Where the policy says what was quoted last."""

from __future__ import annotations

from handlers.citing import cite
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.replies import Press, Text
from handlers.topics import asked as topics_asked
from handlers.wording import say
from knowledge.passages import Passage


def asked(event: MessageReceived, ctx: Context) -> Decision:
    """Name the sections that were quoted last, and where the policy is; the list of topics where none was."""
    shown = [ctx.corpus.passage(one) for one in ctx.conversation.last_passages if one in ctx.corpus]
    if not shown:
        return topics_asked(event, ctx)
    language, policy = ctx.conversation.language, ctx.corpus.policy
    where = say("source.policy", language, policy=policy.name[language], url=policy.url)
    lines = (*(_named(passage, ctx) for passage in shown), where)
    full = tuple(Press(say("button.full", language), "full", passage.id) for passage in shown[:1])
    ids = tuple(passage.id for passage in shown)
    return Decision((Text("\n".join(lines), full, about=ids),), kind="policy", sections=ids)


def _named(passage: Passage, ctx: Context) -> str:
    language = ctx.conversation.language
    cited = cite(passage, ctx.corpus, language)
    if cited.empty:
        return say("full.empty", language, section=cited.section)
    return say("source.says", language, section=cited.section, revised=cited.revision)
