"""Everything that can be asked, as a paged list."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.replies import Press, Text
from handlers.wording import say
from knowledge.language import Language
from knowledge.passages import Passage

PER_PAGE = 10


def topics_button(language: Language) -> Press:
    return Press(say("button.topics", language), "topics", "1")


def topic_buttons(passages: Iterable[Passage], language: Language) -> tuple[Press, ...]:
    """Return one button for each passage, labelled with its title."""
    return tuple(Press(passage.title[language], "passage", passage.id) for passage in passages)


def topic_lines(passages: Iterable[Passage], language: Language) -> str:
    """Return the titles one below the other, for those whose app shows no buttons."""
    return "\n".join(say("choose.item", language, title=passage.title[language]) for passage in passages)


def pages(ctx: Context) -> int:
    """Return how many pages the list has."""
    return -(-len(ctx.corpus.passages) // PER_PAGE)


def show(page: int, ctx: Context) -> Decision:
    """Show one page of the list; `page` counts from 1 to `pages`."""
    language, last = ctx.conversation.language, pages(ctx)
    shown = ctx.corpus.passages[(page - 1) * PER_PAGE : page * PER_PAGE]
    lines = (
        say("topics.heading", language, page=page, pages=last),
        topic_lines(shown, language),
        say("topics.hint", language),
    )
    more = (Press(say("button.more", language), "topics", str(page + 1)),) if page < last else ()
    text = Text("\n".join(lines), topic_buttons(shown, language) + more)
    return Decision((text,), kind="help", sections=tuple(passage.id for passage in shown))


def asked(_: MessageReceived, ctx: Context) -> Decision:
    return show(1, ctx)
