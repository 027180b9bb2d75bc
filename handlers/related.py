"""What is near a passage."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.replies import Press, Text
from handlers.topics import asked as topics_asked
from handlers.topics import topic_buttons, topic_lines, topics_button
from handlers.wording import say
from knowledge.language import Language
from knowledge.passages import Passage


def related_button(passage_id: str, language: Language) -> Press:
    return Press(say("button.related", language), "related", passage_id)


def show(passage: Passage, ctx: Context) -> Decision:
    """List the passages that belong with this one."""
    language, title = ctx.conversation.language, passage.title[ctx.conversation.language]
    ctx.conversation.last_passages = (passage.id,)
    near = [ctx.corpus.passage(one) for one in passage.related]
    if not near:
        text = Text(
            say("related.nothing", language, title=title), (topics_button(language),), about=(passage.id,)
        )
        return Decision((text,), kind="policy")
    heading = say("related.heading", language, title=title)
    text = Text(
        f"{heading}\n{topic_lines(near, language)}", topic_buttons(near, language), about=(passage.id,)
    )
    return Decision((text,), kind="policy", sections=passage.related)


def asked(event: MessageReceived, ctx: Context) -> Decision:
    """List what is near the passage quoted last; the list of topics where nothing was."""
    for passage_id in ctx.conversation.last_passages:
        if passage_id in ctx.corpus:
            return show(ctx.corpus.passage(passage_id), ctx)
    return topics_asked(event, ctx)
