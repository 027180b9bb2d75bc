"""A reply as a person would read it where there is only text: the terminal, a notification, a mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.replies import AnswerCard, Open, Press, Reply, Text
from handlers.wording import say


def as_text(replies: Sequence[Reply]) -> str:
    """Return replies as plain text. Nothing that was said is left out; buttons that only act are."""
    return "\n\n".join(_text(reply) if isinstance(reply, Text) else _card(reply) for reply in replies)


def _text(reply: Text) -> str:
    return reply.text


def _card(card: AnswerCard) -> str:
    blocks = (
        card.title,
        _lines(card.summary_label, card.summary),
        _lines(card.quote_label if card.quote else "", card.quote),
        _lines(card.section, card.revision, card.prevails),
        *card.notes,
        *_links(card),
        _beside(card),
    )
    return "\n\n".join(filter(None, blocks))


def _links(card: AnswerCard) -> Iterable[str]:
    return (f"{button.label}\n{button.url}" for button in card.buttons if isinstance(button, Open))


def _beside(card: AnswerCard) -> str:
    titles = [_item(card, choice) for choice in card.choices]
    return _lines(say("button.related", card.language), *titles) if titles else ""


def _item(card: AnswerCard, choice: Press) -> str:
    return say("choose.item", card.language, title=choice.label)


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
