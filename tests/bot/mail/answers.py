"""Answers to mails of ours, as mail programs write them and our MX passes them on."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import count
from typing import Any

from bot.dev.mailbox import KeptMail
from tests.builders import NOW
from tests.line_desk import MX

_IDS = count(1)


def answer(
    to: KeptMail,
    text: str,
    sender: str | None = None,
    *,
    passes: bool = True,
    fields: dict[str, str | None] | None = None,
    files: dict[str, bytes] | None = None,
) -> bytes:
    """Return the raw answer to a mail, by its addressee unless somebody else is named.

    `passes` tells whether our MX stands behind the sender. `fields` replace header fields; None drops one.
    """
    author = sender or to.to[0]
    domain, verdict = author.rpartition("@")[2], "pass" if passes else "fail"
    headers: dict[str, str | None] = {
        "Authentication-Results": f"{MX}; dmarc={verdict} header.from={domain}",
        "From": author,
        "To": str(to.message["Reply-To"] or to.message["From"]),
        "Subject": f"Re: {to.subject}",
        "Date": format_datetime(NOW),
        "Message-ID": f"<{next(_IDS)}@{domain}>",
        "In-Reply-To": str(to.message["Message-ID"]),
        "References": str(to.message["Message-ID"]),
        **(fields or {}),
    }
    quoted = "\n".join(f"> {line}" for line in to.text.splitlines())
    return written(headers, f"{text}\n\nOn Wed, 1 Apr 2026 at 10:00, Desk wrote:\n{quoted}\n", files or {})


def written(headers: dict[str, str | None], text: str, files: dict[str, bytes]) -> bytes:
    mail = EmailMessage(SMTP)
    for name, value in headers.items():
        if value is not None:
            mail[name] = value
    mail.set_content(text)
    for name, content in files.items():
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail.as_bytes()


def bounce(of: KeptMail, status: str = "5.1.1", **fields: Any) -> bytes:
    """Return what a mail server reports when it cannot deliver a mail."""
    told = fields.get("recipient", of.to[0])
    return (
        "From: MAILER-DAEMON@mx.example\r\n"
        "To: desk@desk.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        f"Message-ID: <bounce-{next(_IDS)}@mx.example>\r\n"
        "Auto-Submitted: auto-replied\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {told}\r\nAction: failed\r\nStatus: {status}\r\n\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {of.message['Message-ID']}\r\n\r\n--b--\r\n"
    ).encode()
