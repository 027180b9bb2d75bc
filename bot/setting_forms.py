"""What addresses and URLs in settings look like."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[^\s<>@,;:\"()\\]+"
MAILBOX = re.compile(rf"{ADDRESS}|[^<>@\x00-\x1f\x7f]*<{ADDRESS}>")


def names_a_relay(url: str) -> bool:
    """Tell whether this is a mail relay's, `smtp://user:password@host:587`."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(known) and parts.path in {"", "/"} and not (parts.query or parts.fragment)


def names_a_mailbox(url: str) -> bool:
    """Tell whether this is a mailbox's, `imaps://user:password@host/INBOX`."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"imap", "imaps"} and parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(known and parts.username and parts.password) and not (parts.query or parts.fragment)


def split(listed: str) -> list[str]:
    """Return the parts of a list with commas."""
    return [part.strip() for part in listed.split(",") if part.strip()]
