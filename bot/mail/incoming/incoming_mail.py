"""A mail that came in, as the rest of the house sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """Who or what sent a mail."""

    PERSON = "person"
    AUTO_REPLY = "auto_reply"  # somebody is away, a receipt, a report that a mail arrived
    BOUNCE = "bounce"  # a mail did not arrive, or not yet
    LIST = "list"  # a mailing list or a newsletter
    OWN = "own"  # a mail of ours that came back


class Reason(StrEnum):
    """Why a mail cannot be read; its raw bytes are all there is."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_LINES = "too_many_lines"
    TOO_MANY_HEADERS = "too_many_headers"
    TOO_MANY_PARTS = "too_many_parts"
    NESTED_TOO_DEEP = "nested_too_deep"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in place of a mail that cannot be read."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address as it was written, and the name beside it."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail. `name` has no folders and may be empty; `media_type` is what the sender claims."""

    name: str
    media_type: str
    content: bytes
    inline: bool = False

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Bounce:
    """What became of a mail of ours.

    `status` is an enhanced status code (RFC 3463), `5.0.0` or `4.0.0` where the report has none.
    Not `permanent`: the mailbox is full, or the server still tries.
    """

    recipient: str
    status: str
    permanent: bool
    message_id: str


@dataclass(frozen=True, slots=True)
class Authentication:
    """What our own MX found (RFC 8601): results as `pass`, `fail`, `none` …, empty where it says nothing.

    A result alone proves little: `dkim=pass` may be for any domain. `domains` are those for which SPF,
    DKIM or DMARC passed, in lower case.
    """

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    dmarc_domain: str = ""
    domains: frozenset[str] = frozenset()

    def vouches_for(self, address: str) -> bool:
        """Whether the address's domain stands behind the mail.

        DMARC decides where it says something else than `none`. Without it, SPF or DKIM must have passed
        for that domain or for one above it (relaxed alignment, RFC 7489 3.1).
        """
        domain = address.rpartition("@")[2].lower()
        if not domain:
            return False
        if self.dmarc not in ("", "none"):
            return self.dmarc == "pass" and self.dmarc_domain in ("", domain)
        return any(domain == other or domain.endswith("." + other) for other in self.domains)


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """One mail. Ids are without `<>`; `date` is UTC, None where the mail has none that can be read.

    `sender` is who stands in From: an empty address if nobody does, or if several do, for then nobody
    knows whom the MX checked. `sent_by` (Sender) and `reply_to` are claims that nothing vouches for.
    `recipients` are To and Cc, then what the servers on the way noted, with plus-addresses as they are.
    `text` is all that can be read, quotes in front of `>`; `bot.mail.incoming.reply` finds the answer in it.
    """

    kind: Kind
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    sender: Mailbox
    sent_by: str
    reply_to: tuple[str, ...]
    recipients: tuple[str, ...]
    subject: str
    date: datetime | None
    text: str
    attachments: tuple[Attachment, ...] = ()
    authentication: Authentication = Authentication()
    bounce: Bounce | None = None
