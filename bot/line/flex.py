"""An answer card as a Flex bubble: readable on a phone, the same in light and dark surroundings.

Every block names its background, because LINE paints only what is not named in the colours of the phone's
mode. Text follows the font size a person set in LINE (`scaling`).
https://developers.line.biz/en/reference/messaging-api/#flex-message
"""

from __future__ import annotations

from typing import Any

from bot.line.actions import action
from bot.line.limits import clean, cut_quote
from handlers.replies import AnswerCard, Open

QUOTE_UTF16 = 600

_PAPER = "#FFFFFF"
_QUOTE_PAPER = "#F1F5F3"
_BUTTON_PAPER = "#E3ECE8"
_INK = "#1A1A1A"
_QUIET = "#4A524E"
_ACCENT = "#0B6B4F"

_Style = dict[str, Any]
_TEXT: _Style = {"type": "text", "wrap": True, "scaling": True}
_TITLE: _Style = {**_TEXT, "size": "lg", "weight": "bold", "color": _INK}
_LABEL: _Style = {**_TEXT, "size": "xs", "weight": "bold", "color": _ACCENT}
_SUMMARY: _Style = {**_TEXT, "size": "md", "color": _INK, "lineSpacing": "6px"}
_QUOTE: _Style = {**_TEXT, "size": "sm", "color": _INK, "lineSpacing": "4px"}
_SOURCE: _Style = {**_TEXT, "size": "xs", "color": _QUIET}
_NOTE: _Style = {**_TEXT, "size": "sm", "color": _INK, "lineSpacing": "4px"}
_BOX: _Style = {"type": "box", "layout": "vertical", "spacing": "sm"}
_QUOTE_BOX: _Style = {**_BOX, "backgroundColor": _QUOTE_PAPER, "cornerRadius": "md", "paddingAll": "lg"}
_BODY: _Style = {**_BOX, "paddingAll": "xl", "spacing": "lg"}
_FOOTER: _Style = {**_BOX, "paddingAll": "lg"}
_BUTTON: _Style = {
    "type": "button",
    "style": "secondary",
    "color": _BUTTON_PAPER,
    "height": "sm",
    "adjustMode": "shrink-to-fit",
    "scaling": True,
}
_PAPERS: _Style = {"body": {"backgroundColor": _PAPER}, "footer": {"backgroundColor": _PAPER}}

_Components = list[dict[str, Any]]


def tidy(card: AnswerCard) -> AnswerCard:
    """Return the card with clean, stripped texts; a label with nothing to stand above is blank."""
    summary, quote = _tidy(card.summary), _tidy(card.quote)
    return AnswerCard(
        language=card.language,
        title=_tidy(card.title),
        summary_label=_tidy(card.summary_label) if summary else "",
        summary=summary,
        quote_label=_tidy(card.quote_label) if quote else "",
        quote=quote,
        section=_tidy(card.section),
        revision=_tidy(card.revision),
        prevails=_tidy(card.prevails),
        notes=tuple(filter(None, map(_tidy, card.notes))),
        buttons=card.buttons,
        choices=card.choices,
    )


def bubble(card: AnswerCard) -> dict[str, Any] | None:
    """Build the bubble of a tidy card, whatever its size in bytes; None when there is nothing to show."""
    actions = [pressed for button in card.buttons if (pressed := action(button))]
    body = _body(card)
    if not body and not actions:
        return None
    built: dict[str, Any] = {"type": "bubble", "size": "giga", "styles": _PAPERS}
    if body:
        built["body"] = {**_BODY, "contents": body}
    if actions:
        built["footer"] = {**_FOOTER, "contents": [{**_BUTTON, "action": pressed} for pressed in actions]}
    return built


def written_links(card: AnswerCard) -> list[str]:
    """Return, ready to read, the links that no LINE button can open."""
    return [
        _tidy(f"{button.label}\n{button.url}")
        for button in card.buttons
        if isinstance(button, Open) and action(button) is None
    ]


def _tidy(text: str) -> str:
    return clean(text).strip()


def _body(card: AnswerCard) -> _Components:
    return [
        *_texts((_TITLE, card.title)),
        *_boxed(_BOX, _texts((_LABEL, card.summary_label), (_SUMMARY, card.summary))),
        *_boxed(_QUOTE_BOX, _quoted(card)),
        *_texts(*((_NOTE, note) for note in card.notes)),
        *_texts(*((_NOTE, link) for link in written_links(card))),
    ]


def _quoted(card: AnswerCard) -> _Components:
    return _texts(
        (_LABEL, card.quote_label),
        (_QUOTE, cut_quote(card.quote, QUOTE_UTF16)),
        (_SOURCE, card.section),
        (_SOURCE, card.revision),
        (_SOURCE, card.prevails),
    )


def _boxed(box: _Style, contents: _Components) -> _Components:
    return [{**box, "contents": contents}] if contents else []


def _texts(*styled: tuple[_Style, str]) -> _Components:
    """Return text components; LINE refuses empty ones."""
    return [{**style, "text": text} for style, text in styled if text]
