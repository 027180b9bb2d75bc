"""A passage as an answer card."""

from __future__ import annotations

from handlers.citing import Citation, cite
from handlers.contact import contact_button, details, offer
from handlers.context import Context
from handlers.events import Place
from handlers.replies import AnswerCard, Button, Open, Press
from handlers.wording import say
from knowledge.language import Language
from knowledge.passages import Passage


def card(passage: Passage, ctx: Context, place: Place, choices: tuple[Press, ...] = ()) -> AnswerCard:
    """Put a passage on a card. In a group it carries links only: nothing is remembered there."""
    language = ctx.conversation.language
    cited = cite(passage, ctx.corpus, language)
    links = tuple(Open(link.label[language], link.url) for link in passage.links)
    return AnswerCard(
        language=language,
        title=passage.title[language],
        summary_label=say("card.summary", language),
        summary=passage.summary[language],
        quote_label=_quote_label(cited, language),
        quote=cited.quote,
        section=cited.section,
        revision=cited.revision,
        prevails=say("card.prevails", language) if cited.translated else "",
        notes=_notes(passage, cited, ctx),
        buttons=links if place == "group" else links + _buttons(passage, language),
        choices=() if place == "group" else choices,
        about=(passage.id,),
    )


def offers_contact(passage: Passage, ctx: Context) -> bool:
    """Tell whether the Privacy Center is offered with this passage, because we hold no words of it."""
    return cite(passage, ctx.corpus, ctx.conversation.language).empty


def _quote_label(cited: Citation, language: Language) -> str:
    return say("card.quote_translation" if cited.translated else "card.quote_original", language)


def _notes(passage: Passage, cited: Citation, ctx: Context) -> tuple[str, ...]:
    notes = passage.notes.get(ctx.conversation.language, ())
    if cited.empty:
        return (*notes, offer(ctx))
    if ctx.corpus.policy.contact.email in cited.quote:
        # The quote is cut where a card has little room, and it is in English only.
        return (details(ctx), *notes)
    return notes


def _buttons(passage: Passage, language: Language) -> tuple[Button, ...]:
    return (
        Press(say("button.full", language), "full", passage.id),
        Press(say("button.related", language), "related", passage.id),
        contact_button(language),
    )
