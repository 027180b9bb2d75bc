"""The files of a mail, with names as their senders see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO

from bot.mail.incoming.charset import decode
from bot.mail.incoming.headers import decoded, field
from bot.mail.incoming.incoming_mail import Attachment
from bot.mail.incoming.message import children, content
from bot.mail.incoming.text import is_text

_FOLDERS = re.compile(r"^.*[/\\]")
_LONGEST_NAME = 255
_FACTS = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers")


def files(part: Message) -> Iterator[Attachment]:
    """Return every part that is neither text nor a fact for programs. Mails in the mail are kept whole.

    `winmail.dat` (TNEF) is kept as it is.
    """
    kind = part.get_content_type()
    if kind == "message/rfc822":
        yield _mail(part)
    elif part.is_multipart() and kind not in _FACTS:
        for child in children(part):
            yield from files(child)
    elif kind not in _FACTS and not is_text(part):
        yield Attachment(_name(part), kind, content(part), inline=_inline(part))


def _inline(part: Message) -> bool:
    return bool(part.get("content-id")) and part.get_content_disposition() != "attachment"


def _name(part: Message) -> str:
    for value in (part.get_param("filename", header="content-disposition"), part.get_param("name")):
        if value:
            return _cleaned(_unwrapped(value))
    return ""


def _unwrapped(value: str | tuple[str | None, str | None, str]) -> str:
    """Return a name written as RFC 2231 says, or as Japanese mailers do: encoded words or bare bytes."""
    if isinstance(value, tuple):
        return decode(value[2].encode("latin-1", "replace"), value[0] or "")
    return decoded(value.strip('"'))


def _cleaned(name: str) -> str:
    return _FOLDERS.sub("", name).strip(" .")[:_LONGEST_NAME] if name else ""


def _mail(part: Message) -> Attachment:
    inner = next(iter(children(part)), None)
    if inner is None:
        return Attachment(_name(part), "message/rfc822", content(part))
    name = _name(part) or _cleaned(decoded(field(inner, "Subject")).replace("/", "／"))
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False).flatten(inner)
    return Attachment(
        name if name.lower().endswith(".eml") else f"{name}.eml", "message/rfc822", out.getvalue()
    )
