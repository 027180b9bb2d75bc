"""Header fields as people read them: unfolded, their encoded words decoded (RFC 2047), broken ones too."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from bot.mail.incoming.charset import decode

_FOLD = re.compile(r"\r?\n[ \t]*|\r")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ID = re.compile(r"<\s*([^<>\s]{1,998})\s*>")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_ESCAPED = re.compile(rb"=([0-9A-Fa-f]{2})")


@dataclass(slots=True)
class _Run:
    """Encoded words that belong together: mailers cut them anywhere, even inside a character."""

    charset: str
    raw: bytes


def field(message: Message, name: str) -> str:
    """Return the first field of that name, undecoded, or nothing."""
    return next(iter(fields(message, name)), "")


def fields(message: Message, name: str) -> tuple[str, ...]:
    """Return all fields of that name from the top, unfolded; bytes that are not ASCII as surrogates."""
    wanted = name.lower()
    return tuple(
        _FOLD.sub(" ", str(value)).strip() for key, value in message.raw_items() if key.lower() == wanted
    )


def decoded(value: str) -> str:
    """Return a field's value as text in one line, without control characters."""
    out: list[str | _Run] = []
    end = 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if between.strip() or not (out and isinstance(out[-1], _Run)):
            out.append(between)
        _add(out, word)
        end = word.end()
    out.append(value[end:])
    text = "".join(decode(part.raw, part.charset) if isinstance(part, _Run) else _plain(part) for part in out)
    return _CONTROL.sub(" ", text).strip()


def ids(value: str) -> tuple[str, ...]:
    """Return the message ids in a field; without any `<>`, the one word that it may be."""
    found = tuple(_ID.findall(value))
    bare = value.strip()
    return found or ((bare,) if "@" in bare and " " not in bare else ())


def date(value: str) -> datetime | None:
    """Return a date (RFC 5322 3.3) in UTC. One without a zone counts as UTC."""
    try:
        found = parsedate_to_datetime(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _add(out: list[str | _Run], word: re.Match[str]) -> None:
    charset = word[1].partition("*")[0].lower()  # RFC 2231 5: a language may follow
    raw = _base64(word[3]) if word[2] in "bB" else _quoted(word[3])
    last = out[-1] if out else None
    if isinstance(last, _Run) and last.charset == charset:
        last.raw += raw
    else:
        out.append(_Run(charset, raw))


def _base64(text: str) -> bytes:
    clean = _NOT_BASE64.sub("", text)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + "=" * (-len(clean) % 4))


def _quoted(text: str) -> bytes:
    raw = text.replace("_", " ").encode("utf-8", "surrogateescape")
    return _ESCAPED.sub(lambda code: bytes((int(code[1], 16),)), raw)


def _plain(text: str) -> str:
    return text if text.isascii() else decode(text.encode("utf-8", "surrogateescape"))
