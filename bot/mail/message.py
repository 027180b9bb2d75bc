"""A letter as an Internet message (RFC 5322), safe from whatever stands in its fields."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

import idna

from bot.mail.html import html_of
from handlers.letters import Letter

# 8-bit text needs a relay that passes it on; encoded text arrives everywhere.
_PLAIN, _UNICODE = SMTP.clone(cte_type="7bit"), SMTPUTF8.clone(cte_type="7bit")
_FROM = re.compile(r"(?:(?P<name>.*)<)?(?P<address>[^<>]+)>?")


class NoAddress(Exception):
    """Nothing can be sent to this address, now or later."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one mail has beside its letter: who sends it, its id (without `<>`) and when it was written.

    `reply_to` is where an answer goes if not to the sender, `above` the lines that stand over the text.
    Addresses below `public_url` are links; "" for none.
    """

    sender: Address
    message_id: str
    at: datetime
    reply_to: Address | None = None
    above: str = ""
    public_url: str = ""


def message(letter: Letter, occasion: Occasion) -> EmailMessage:
    """Return the mail, its words as plain text and once more as HTML. Raises NoAddress.

    `Auto-Submitted` (RFC 3834) asks programs not to answer. Mails of a thread all refer to the same id, which
    no mail has: so that programs show them together, whichever of them arrived.
    """
    to = address(letter.to)
    mail = EmailMessage(_PLAIN if to.addr_spec.isascii() else _UNICODE)
    mail["From"] = occasion.sender
    mail["To"] = to
    mail["Subject"] = letter.subject
    if occasion.reply_to is not None:
        mail["Reply-To"] = occasion.reply_to
    mail["Date"] = format_datetime(occasion.at.astimezone(UTC))
    mail["Message-ID"] = f"<{occasion.message_id}>"
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in (*_urgency(letter), *_threading(letter, occasion)):
        mail[name] = value
    text = f"{occasion.above}\n\n{letter.text}" if occasion.above else letter.text
    mail.set_content(text)
    shown = html_of(letter.subject, text, letter.language, occasion.public_url)
    mail.add_alternative(shown, subtype="html")  # the last one is what programs show (RFC 2046 5.1.4)
    mail.set_boundary(_boundary(occasion.message_id))
    mail["Content-Language"] = letter.language  # after the content, which brings headers of its own
    return mail


def _boundary(message_id: str) -> str:
    """Return the same line between the parts for each try, so that a mail sent twice is one mail twice."""
    return f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:32]}"


def _urgency(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Return what programs show as urgent: the first is of RFC 2156, the second is heeded by more of them."""
    return (("Importance", "high"), ("X-Priority", "1")) if letter.urgent else ()


def _threading(letter: Letter, occasion: Occasion) -> tuple[tuple[str, str], ...]:
    if not letter.thread:
        return ()
    root = f"<{letter.thread}@{occasion.sender.domain}>"
    return (("In-Reply-To", root), ("References", root))


def sender_of(mail_from: str) -> Address:
    """Return the sender that `MAIL_FROM` names: an address, or a name and the address in `<>`."""
    found = _FROM.fullmatch(mail_from.strip())
    if found is None:
        raise NoAddress
    return address(found["address"], (found["name"] or "").strip().strip('"'))


def address(text: str, name: str = "") -> Address:
    """Return an address with its domain in the form of the DNS (RFC 5891). Raises NoAddress."""
    local, at, domain = text.strip().rpartition("@")
    if not (local and at and domain):
        raise NoAddress
    try:
        ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
        found = Address(display_name=name, username=local, domain=ascii_domain)
        str(found)
    except (ValueError, UnicodeError):  # IDNAError is a UnicodeError; what it says names the domain
        raise NoAddress from None
    return found
