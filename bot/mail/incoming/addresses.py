"""Addresses in a header field (RFC 5322 3.4), read so that one mail never has two readings.

The standard library's reader changed what it takes from one patch release to the next, finds an address
in `a@example.org)<b@example.net>`, and mail that is let through depends on this. Here an entry is either an
address alone or a name before one address in `<>`; anything else is none. Dots where RFC 5321 forbids them
(`taro..y.@…`) are kept: Japanese carriers gave out such addresses for years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.mail.incoming.headers import decoded
from bot.mail.incoming.incoming_mail import Mailbox

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"\\@]{1,64}@[^\s<>()\[\],;:\"\\@]{1,255}")
_COMMENT_OPEN, _COMMENT_CLOSED = "(", ")"


@dataclass(slots=True)
class _Entry:
    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    angles: list[str] = field(default_factory=list)
    behind: bool = False  # something stands behind the `>`

    def mailbox(self) -> Mailbox | None:
        phrase = "".join(self.words).strip()
        address = self.angles[0].strip() if len(self.angles) == 1 else phrase
        if self.behind or len(self.angles) > 1 or not _ADDRESS.fullmatch(address):
            return None
        name = phrase if self.angles else "".join(self.comments)
        return Mailbox(address, decoded(name).strip("\"' "))


def mailboxes(value: str) -> tuple[Mailbox, ...]:
    """Return the addresses of a field in order; entries that are none are left out."""
    found = (entry.mailbox() for entry in _entries(value))
    return tuple(mailbox for mailbox in found if mailbox is not None)


def only_mailbox(values: tuple[str, ...]) -> Mailbox:
    """Return the one address that fields such as From name, an empty one if there are several or none."""
    entries = [entry for value in values for entry in _entries(value)]
    found = [entry.mailbox() for entry in entries]
    known = {mailbox.address.lower() for mailbox in found if mailbox is not None}
    if None in found or len(known) != 1:
        return Mailbox("")
    return next(mailbox for mailbox in found if mailbox is not None)


def _entries(value: str) -> list[_Entry]:
    """Cut a field at what separates entries outside quotes, comments and `<>`, in one pass."""
    entries = [_Entry()]
    for piece in _pieces(value):
        if piece in (",", ";"):
            entries.append(_Entry())
        elif piece == ":":  # the name of a group
            entries[-1] = _Entry()
        else:
            _put(entries[-1], piece)
    return [entry for entry in entries if entry.angles or "".join(entry.words).strip()]


def _put(entry: _Entry, piece: str) -> None:
    if piece.startswith("<"):
        entry.angles.append(piece[1:].removesuffix(">"))
    elif piece.startswith(_COMMENT_OPEN):
        entry.comments.append(piece[1:].removesuffix(_COMMENT_CLOSED))
    elif piece.startswith('"'):
        entry.words.append(re.sub(r"\\(.)", r"\1", piece[1:].removesuffix('"')))
        entry.behind = entry.behind or bool(entry.angles)
    else:
        entry.words.append(piece)
        entry.behind = entry.behind or bool(entry.angles and piece.strip())


# A comment in a comment ends with the inner one; what is left over makes the entry none, which is safe.
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*(?:"|$)|\([^()]*(?:\)|$)|<[^<>]*(?:>|$)|[,;:]|[^"(<,;:]+|.', re.DOTALL)


def _pieces(value: str) -> list[str]:
    return _PIECE.findall(value)
