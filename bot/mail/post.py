"""Letters as they lie in the outbox, and read back by whoever sends them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import orjson

from bot.channels import Draft
from handlers.letters import Letter

# Everything that ends a line or steers a program; str.splitlines() counts the last three too.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class UnfitLetter(ValueError):
    """A letter that must not become a mail; the message names the field, never what is in it."""


class MailPost:
    """Implements `bot.channels.Post`. A draft is JSON: the letter's fields, `until` in ms since 1970, UTC."""

    def compose(self, letter: Letter) -> Draft:
        """Put a letter into the outbox's form. Raises UnfitLetter.

        A subject keeps to one line; an address that does not is none, whoever it was written by.
        """
        for name in ("to", "number", "thread"):
            if _CONTROL.search(getattr(letter, name)):
                raise UnfitLetter(f"a control character in: {name}")
        subject = _CONTROL.sub(" ", letter.subject).strip()
        return Draft(written(replace(letter, subject=subject)))

    def read(self, body: bytes) -> Letter:
        """Return the letter that `compose` wrote."""
        return read(body)


def written(letter: Letter) -> bytes:
    """Return a letter as JSON."""
    until = round(letter.until.timestamp() * 1_000) if letter.until else None
    return orjson.dumps(
        {
            "to": letter.to,
            "subject": letter.subject,
            "text": letter.text,
            "language": letter.language,
            "number": letter.number,
            "until": until,
            "urgent": letter.urgent,
            "thread": letter.thread,
            "party": letter.party,
        }
    )


def read(body: bytes) -> Letter:
    """Return the letter that `written` wrote."""
    fields = orjson.loads(body)
    until = fields.pop("until")
    return Letter(**fields, until=None if until is None else datetime.fromtimestamp(until / 1_000, UTC))
