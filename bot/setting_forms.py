"""What addresses and URLs in settings look like."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

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


def _relay(value: SecretStr) -> SecretStr:
    if not names_a_relay(value.get_secret_value()):
        raise ValueError("must be smtp://host:port or smtps://host:port, with user:password@ percent-encoded")
    return value


def _mailbox_url(value: SecretStr) -> SecretStr:
    if not names_a_mailbox(value.get_secret_value()):
        raise ValueError(
            "must be imaps://user:password@host/INBOX or imap://, with user and password percent-encoded"
        )
    return value


def _mailbox(value: str) -> str:
    if not MAILBOX.fullmatch(value.strip()):
        raise ValueError("must be an address, or a name and an address in <>; before the @ only ASCII")
    return value


def _provider(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        raise ValueError("must be an address") from None
    safe = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    )
    if not (safe and parts.hostname) or parts.query or parts.fragment or parts.username:
        raise ValueError("must be https://host, as the provider itself writes its issuer")
    return value


RelayUrl = Annotated[SecretStr, AfterValidator(_relay)]
MailboxUrl = Annotated[SecretStr, AfterValidator(_mailbox_url)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
ProviderUrl = Annotated[str, AfterValidator(_provider)]


def split(listed: str) -> list[str]:
    """Return the parts of a list with commas."""
    return [part.strip() for part in listed.split(",") if part.strip()]
