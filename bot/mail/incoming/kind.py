"""Who or what sent a mail."""

from __future__ import annotations

import re
from email.message import Message

from bot.mail.incoming.bounce import arrived
from bot.mail.incoming.headers import decoded, field, fields, ids
from bot.mail.incoming.incoming_mail import Bounce, Kind, Mailbox
from bot.mail.incoming.receiver import Receiver

# What Exchange and others put before a subject in place of a header (a person's answer begins with Re:).
_AWAY = re.compile(
    r"(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|自動応答|自動返信|不在(?:通知|応答))"
    r"\s*(?::|：|\]|】|$)|【(?:自動返信|自動応答|不在)",
    re.IGNORECASE,
)
_ANSWERING = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
_BULK = ("bulk", "list", "junk")


def kind_of(message: Message, sender: Mailbox, bounce: Bounce | None, receiver: Receiver) -> Kind:
    """Return the kind; the first that fits of bounce, own, auto_reply, list, person."""
    if bounce is not None:
        return Kind.BOUNCE
    if _ours(message, sender, receiver):
        return Kind.OWN
    if arrived(message) or _answers_by_itself(message):
        return Kind.AUTO_REPLY
    return Kind.LIST if _to_many(message) else Kind.PERSON


def _ours(message: Message, sender: Mailbox, receiver: Receiver) -> bool:
    """Every mail of ours says auto-generated; staff at the same domain write without it."""
    if _submitted(message) != "auto-generated":
        return False
    domains = {found.rpartition("@")[2].lower() for found in ids(field(message, "Message-ID"))}
    return sender.address.lower() in receiver.addresses or receiver.message_id_domain.lower() in domains


def _answers_by_itself(message: Message) -> bool:
    if _submitted(message) not in ("", "no"):  # RFC 3834 5
        return True
    if any(field(message, name) for name in _ANSWERING) or _precedence(message) == "auto_reply":
        return True
    nobody_answers = [value.replace(" ", "") for value in fields(message, "Return-Path")[:1]] == ["<>"]
    return nobody_answers or _AWAY.match(decoded(field(message, "Subject"))) is not None


def _to_many(message: Message) -> bool:
    return bool(field(message, "List-Id")) or _precedence(message) in _BULK


def _submitted(message: Message) -> str:
    return field(message, "Auto-Submitted").partition(";")[0].partition("(")[0].strip().lower()


def _precedence(message: Message) -> str:
    return field(message, "Precedence").strip().lower()
