"""The whole text of a passage, with everything below it, in plain words."""

from __future__ import annotations

from handlers.cards import offers_contact
from handlers.citing import Citation, cite
from handlers.contact import contact_button, offer
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.related import related_button
from handlers.replies import Text
from handlers.topics import asked as topics_asked
from handlers.wording import say
from knowledge.language import Language
from knowledge.passages import Passage


def show(passage: Passage, ctx: Context) -> Decision:
    """Give everything we hold of a passage; where that is nothing, say so and offer the Privacy Center."""
    language = ctx.conversation.language
    ctx.conversation.last_passages = (passage.id,)
    cited = cite(passage, ctx.corpus, language)
    body = (say("full.empty", language, section=cited.section), offer(ctx)) if cited.empty else (cited.whole,)
    text = "\n\n".join([*_heading(cited, language), *body, *_links(passage, language)])
    buttons = (related_button(passage.id, language), contact_button(language))
    return Decision(
        (Text(text, buttons, about=(passage.id,)),),
        kind="policy",
        sections=(passage.id,),
        escalation=offers_contact(passage, ctx),
    )


def asked(event: MessageReceived, ctx: Context) -> Decision:
    """Give the full text of what was quoted last; the list of topics where nothing was."""
    for passage_id in ctx.conversation.last_passages:
        if passage_id in ctx.corpus:
            return show(ctx.corpus.passage(passage_id), ctx)
    return topics_asked(event, ctx)


def _heading(cited: Citation, language: Language) -> tuple[str, ...]:
    if cited.empty:
        return ()
    key = "full.heading_translation" if cited.translated else "full.heading"
    return (say(key, language, section=cited.section, revised=cited.revision),)


def _links(passage: Passage, language: Language) -> list[str]:
    return [f"{link.label[language]}\n{link.url}" for link in passage.links]
