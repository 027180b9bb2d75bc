"""The demo's mailbox in a browser: every mail the desk sent, the newest first.

The page and its JSON at `api/mails` stand below the prefix the blueprint is mounted at. Its files are those
of the chat page.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from bot.dev.mailbox import KeptMail, MailDouble
from bot.dev.page_headers import protect


def mail_page(mailbox: MailDouble) -> Blueprint:
    """Return the page over a mailbox, to be registered with a prefix beside `bot.dev.page.chat_page`."""
    blueprint = Blueprint("mail_page", __name__, template_folder="templates")

    @blueprint.get("/")
    def page() -> str:
        return render_template("mail.html")

    @blueprint.get("/api/mails")
    def mails() -> Response:
        newest_first = reversed(mailbox.letters())
        return jsonify(mails=[_mail_json(mail) for mail in newest_first])

    blueprint.after_request(protect)
    return blueprint


def _mail_json(mail: KeptMail) -> dict[str, Any]:
    return {
        "number": mail.number,
        "at": mail.at,
        "to": ", ".join(mail.to),
        "from": str(mail.message["From"]),
        "subject": mail.subject,
        "language": str(mail.message["Content-Language"]),
        "text": mail.text.strip(),
    }
