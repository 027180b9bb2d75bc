"""The demo's mailbox in a browser: every mail the desk sent, the newest first, and a way to answer them.

The page and its JSON at `api/mails` stand below the prefix the blueprint is mounted at. Its files are those
of the chat page. A mail's HTML is shown in a frame that runs, fetches and opens nothing.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from bot.dev.mail_answers import Answering, takes_answers
from bot.dev.mailbox import KeptMail, MailDouble
from bot.dev.page_headers import SANDBOXED
from bot.dev.page_input import body, text
from bot.dev.page_refusals import guarded

_LONGEST_ANSWER = 10_000


def mail_page(mailbox: MailDouble, answering: Answering | None = None) -> Blueprint:
    """Return the page over a mailbox, to be registered with a prefix beside `bot.dev.page.chat_page`.

    Without `answering` nothing can be answered. Refusals are those of the chat page.
    """
    blueprint = Blueprint("mail_page", __name__, template_folder="templates")

    @blueprint.get("/")
    def page() -> str:
        return render_template("mail.html")

    @blueprint.get("/api/mails")
    def mails() -> Response:
        newest_first = reversed(mailbox.letters())
        return jsonify(mails=[_mail_json(mail, answers=answering is not None) for mail in newest_first])

    @blueprint.get("/mails/<int:number>.html")
    def as_html(number: int) -> Response:
        return Response(_of(mailbox, number).html, content_type="text/html; charset=utf-8")

    @blueprint.after_request
    def frame(response: Response) -> Response:
        if request.endpoint == "mail_page.as_html":
            response.headers.update(SANDBOXED)
        return response

    @blueprint.post("/api/mails/<int:number>/answer")
    def answer(number: int) -> Response:
        written = text(body(), "text", _LONGEST_ANSWER)
        found = _of(mailbox, number)
        if answering is None or not takes_answers(found):
            raise ValueError("this mail takes no answers")
        answering(found, written)
        return jsonify(ok=True)

    guarded(blueprint)
    return blueprint


def _of(mailbox: MailDouble, number: int) -> KeptMail:
    return {mail.number: mail for mail in mailbox.letters()}[number]


def _mail_json(mail: KeptMail, *, answers: bool) -> dict[str, Any]:
    return {
        "number": mail.number,
        "at": mail.at,
        "to": ", ".join(mail.to),
        "from": str(mail.message["From"]),
        "subject": mail.subject,
        "language": str(mail.message["Content-Language"]),
        "text": mail.text.strip(),
        "html": bool(mail.html),
        "answerable": answers and takes_answers(mail),
    }
