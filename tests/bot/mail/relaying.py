"""Senders at a relay of tests, what their errors mean, and the failures that a relay can have."""

from __future__ import annotations

from dataclasses import replace
from ssl import SSLContext
from typing import Any

import pytest

from bot.channels import SendError
from bot.dev.mailbox import MailDouble
from bot.mail.relay import relay_of
from bot.mail.sender import MailSender
from tests.bot.mail.letters import SENDER, START, owed

PATIENCE = 30.0
FOR_NOW = [
    {"at": "connect", "status": 421},
    {"at": "connect", "status": 554},
    {"at": "connect", "drop": "before"},
    {"at": "recipient", "status": 450},
    {"at": "recipient", "status": 530},
    {"at": "recipient", "drop": "before"},
    {"at": "data", "status": 451},
]
FOR_GOOD = [{"at": "recipient", "status": 550}, {"at": "data", "status": 554}]
UNKNOWN = [{"at": "data", "drop": "before"}, {"at": "data", "drop": "after"}]


def named(failure: dict[str, Any]) -> str:
    return " ".join(map(str, failure.values()))


def sender(relay: MailDouble) -> MailSender:
    return MailSender(relay_of(relay.url), SENDER)


def over(relay: MailDouble, *, tls: SSLContext | None = None, **fields: Any) -> MailSender:
    """Return a sender that knows more of the relay than its address."""
    known = replace(relay_of(relay.url), **fields)
    return MailSender(known, SENDER, tls)


def error_of(sender: MailSender, now: int = START, **values: Any) -> SendError:
    with pytest.raises(SendError) as refusal:
        sender.send(owed(**values), now)
    return refusal.value


def meaning(error: SendError) -> str:
    if error.permanent:
        return "for good"
    return "unknown" if error.unknown else "for now"
