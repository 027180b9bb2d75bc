"""The text of a mail: plain where there is some, else what HTML shows."""

from __future__ import annotations

import re
from email.message import Message

from bot.mail.incoming.charset import decode
from bot.mail.incoming.flowed import unflowed
from bot.mail.incoming.html import text_of
from bot.mail.incoming.limits import Limits
from bot.mail.incoming.message import children, content

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u2028\u2029\ufeff]")
_LINE_END = re.compile(r"\r\n|\r|\f|\x85")
_READABLE = ("text/plain", "text/html")


def readable_text(message: Message, limits: Limits) -> str:
    """Return the text, as far as the limits go."""
    return _text(message, limits).strip("\n")[: limits.text]


def is_text(part: Message) -> bool:
    """Whether a part is read as the mail's text rather than kept as a file."""
    return (
        part.get_content_type() in _READABLE
        and part.get_content_disposition() != "attachment"
        and not part.get_filename()
    )


def _text(part: Message, limits: Limits) -> str:
    kind = part.get_content_type()
    inside = children(part)
    if kind.startswith("message/"):
        return ""
    if kind == "multipart/alternative":
        return _best(inside, limits)
    if inside:
        return "\n\n".join(filter(None, (_text(child, limits).strip("\n") for child in inside)))
    if not is_text(part):
        return ""
    return _plain(part, limits) if kind == "text/plain" else _shown(part, limits)


def _best(choices: list[Message], limits: Limits) -> str:
    """Return the first choice that says something, plain text before all others."""
    ordered = sorted(choices, key=lambda choice: choice.get_content_type() != "text/plain")
    texts = (_text(choice, limits) for choice in ordered)
    return next((text for text in texts if text.strip()), "")


def _plain(part: Message, limits: Limits) -> str:
    text = _decoded(part, limits.text)
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _shown(part: Message, limits: Limits) -> str:
    return text_of(_decoded(part, limits.html))


def _decoded(part: Message, limit: int) -> str:
    text = decode(content(part)[:limit], _charset(part))
    return _UNPRINTABLE.sub("", _LINE_END.sub("\n", text))[:limit]


def _charset(part: Message) -> str:
    found = part.get_param("charset", "")
    return str(found[2] if isinstance(found, tuple) else found)
