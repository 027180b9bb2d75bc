"""A mail taken apart by the standard library, within limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from itertools import count

from bot.mail.incoming.incoming_mail import Reason
from bot.mail.incoming.limits import Limits

_BOUNDARY = re.compile(rb"boundary[\s*0-9]*=", re.IGNORECASE)


class Unfit(Exception):
    """A mail beyond the limits."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def taken_apart(raw: bytes, limits: Limits) -> Message:
    """Return the parts of a mail. Raises Unfit."""
    if not raw.strip():
        raise Unfit(Reason.EMPTY)
    if len(raw) > limits.mail:
        raise Unfit(Reason.TOO_LARGE)
    if _lines(raw) > limits.lines:
        raise Unfit(Reason.TOO_MANY_LINES)
    if _lines(raw) * len(_BOUNDARY.findall(raw)) > limits.comparisons:
        raise Unfit(Reason.TOO_MANY_PARTS)
    message = BytesParser(_counted(limits.parts), policy=_AsWritten(limits)).parsebytes(raw)
    _measure(message, limits.nesting)
    return message


def _lines(raw: bytes) -> int:
    return raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")


def children(part: Message) -> list[Message]:
    """Return the parts inside a part."""
    inside = part.get_payload() if part.is_multipart() else ()
    return [child for child in inside if isinstance(child, Message)]


def every(part: Message) -> Iterator[Message]:
    """Return a part and all inside it, from the top, mails in the mail included."""
    yield part
    for child in children(part):
        yield from every(child)


def content(part: Message) -> bytes:
    """Return what a part without others inside holds, its transfer encoding undone as far as that goes."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


class _AsWritten(Compat32):
    """Fields keep their bytes; over-long ones, whose parameters cost the square of their length, are cut."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        object.__setattr__(self, "_limits", limits)  # policies refuse plain assignment
        object.__setattr__(self, "_counted", count(1))

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        limits: Limits = self.__dict__["_limits"]
        if next(self.__dict__["_counted"]) > limits.headers:
            raise Unfit(Reason.TOO_MANY_HEADERS)
        longest = limits.content_header if name.lower().startswith("content-") else limits.header
        return name, value[:longest]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the parser calls it so
        return value

    def fold_binary(self, name: str, value: str) -> bytes:
        return f"{name}: {value}{self.linesep}".encode("ascii", "surrogateescape")


def _counted(limit: int) -> Callable[..., Message]:
    """Return what makes the parser's parts and stops it at the limit."""
    made = 0

    def make(policy: Compat32) -> Message:
        nonlocal made
        made += 1
        if made > limit + 1:  # the parser makes one for itself first
            raise Unfit(Reason.TOO_MANY_PARTS)
        return Message(policy)

    return make


def _measure(part: Message, nesting: int) -> None:
    if nesting < 0:
        raise Unfit(Reason.NESTED_TOO_DEEP)
    for child in children(part):
        _measure(child, nesting - 1)
