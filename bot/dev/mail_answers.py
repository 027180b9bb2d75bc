"""Answers to mails of the demo, as their addressees' programs write them and our MX passes them on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

from bot.dev.mailbox import KeptMail

AUTHSERV_ID = "mx.demo.example"
"""The demo's mail server, in Authentication-Results."""

Answering = Callable[[KeptMail, str], None]


def answering(take: Callable[[bytes], object], clock: Callable[[], float]) -> Answering:
    """Return what answers a mail; `take` gets the raw answer, `clock` tells seconds since 1970."""

    def write(mail: KeptMail, text: str) -> None:
        take(answer(mail, text, clock()))

    return write


def takes_answers(mail: KeptMail) -> bool:
    """Tell whether a mail says where an answer goes; one with a code does not."""
    return mail.message["Reply-To"] is not None


def answer(mail: KeptMail, text: str, at: float) -> bytes:
    """Return the answer of whom a mail went to, with the mail quoted below."""
    author = mail.to[0]
    domain = author.rpartition("@")[2]
    raw = EmailMessage(SMTP)
    raw["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={domain}"
    raw["From"] = author
    raw["To"] = parseaddr(str(mail.message["Reply-To"]))[1]
    raw["Subject"] = f"Re: {mail.subject}"
    raw["Date"] = format_datetime(datetime.fromtimestamp(at, UTC))
    raw["Message-ID"] = make_msgid(domain="demo.example")
    for name in ("In-Reply-To", "References"):
        raw[name] = str(mail.message["Message-ID"])
    quoted = "".join(f"> {line}\n" for line in mail.text.splitlines())
    raw.set_content(f"{text}\n\n{mail.message['Date']}, {mail.message['From']} wrote:\n{quoted}")
    return raw.as_bytes()
