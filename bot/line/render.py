"""What we say, as LINE's message objects: plain JSON, within LINE's limits, nothing of it lost.

https://developers.line.biz/en/reference/messaging-api/#message-objects
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from bot.line.actions import quick_reply
from bot.line.flex import QUOTE_UTF16, bubble, tidy, written_links
from bot.line.limits import (
    ALT_TEXT_UTF16,
    BUBBLE_BYTES,
    MESSAGES_PER_CALL,
    cut_quote,
    cut_utf16,
    split_text,
    utf16_len,
)
from handlers.replies import AnswerCard, Press, Reply, Text

Message = dict[str, Any]
About = tuple[str, ...]


def messages(replies: Sequence[Reply]) -> list[Message]:
    """Return the message objects of replies, in order; blank replies have none.

    LINE shows the quick replies of the last message only, so all choices are there, the last reply's first,
    at most 13.
    """
    return [message for message, _ in _rendered(replies)]


def batches(replies: Sequence[Reply]) -> list[list[tuple[Message, About]]]:
    """Return the same messages in calls of at most 5, each with the passages its reply shows."""
    rendered = _rendered(replies)
    return [rendered[at : at + MESSAGES_PER_CALL] for at in range(0, len(rendered), MESSAGES_PER_CALL)]


def _rendered(replies: Sequence[Reply]) -> list[tuple[Message, About]]:
    rendered: list[tuple[Message, About]] = []
    choices: list[Press] = []
    for reply in replies:
        said, offered = _card(reply) if isinstance(reply, AnswerCard) else (_said(reply), reply.choices)
        rendered += [(message, reply.about) for message in said]
        choices[:0] = offered
    if rendered and (offer := quick_reply(choices)):
        rendered[-1][0]["quickReply"] = offer
    return rendered


def _said(reply: Text) -> list[Message]:
    under = {"sender": {"name": reply.sender}} if reply.sender else {}
    return [{**message, **under} for message in _text(reply.text)]


def _text(text: str) -> list[Message]:
    return [{"type": "text", "text": piece} for piece in split_text(text)]


def _card(card: AnswerCard) -> tuple[list[Message], Sequence[Press]]:
    """Return a Flex message, or plain text (its buttons then among the choices) where Flex has no room."""
    card = tidy(card)
    shown = bubble(card)
    if shown is None:
        return [], card.choices
    if len(orjson.dumps(shown)) > BUBBLE_BYTES:
        presses = [button for button in card.buttons if isinstance(button, Press)]
        return _text(_plain(card)), [*card.choices, *presses]
    return [{"type": "flex", "altText": _alt_text(card, shown), "contents": shown}], card.choices


def _alt_text(card: AnswerCard, shown: Message) -> str:
    """Put the whole answer into words, for notifications and screen readers; only the quote may be cut."""
    answer = _joined(
        "\n",
        card.title,
        card.summary_label,
        card.summary,
        card.section,
        card.revision,
        card.prevails,
        *card.notes,
        *written_links(card),
        card.quote_label,
    )
    room = ALT_TEXT_UTF16 - utf16_len(answer) - 1
    quote = cut_quote(card.quote, room) if room > 0 else ""
    return cut_utf16(_joined("\n", answer, quote) or _button_labels(shown), ALT_TEXT_UTF16)


def _button_labels(shown: Message) -> str:
    return "\n".join(part["action"]["label"] for part in shown["footer"]["contents"])


def _plain(card: AnswerCard) -> str:
    quote = cut_quote(card.quote, QUOTE_UTF16)
    source = _joined("\n", card.quote_label, quote, card.section, card.revision, card.prevails)
    summary = _joined("\n", card.summary_label, card.summary)
    return _joined("\n\n", card.title, summary, source, *card.notes, *written_links(card))


def _joined(between: str, *parts: str) -> str:
    return between.join(filter(None, parts))
