"""The demo: the bot's own web application with the chat page and LINE's API beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, redirect, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.mail_answers import answering
from bot.dev.mail_page import mail_page
from bot.dev.mailbox import MailDouble
from bot.dev.office import chats
from bot.dev.page import chat_page

PAGE = "/dev"
MAIL_PAGE = "/dev/mail"
LINE_API = "/dev/line"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """The made-up LINE account of the demo; `address` is where this very server is reached.

    `mail_port` is where its mail relay listens; 0 takes any free one. `chats` is a file with people who have
    written before, if there is one.
    """

    address: str
    mail_port: int
    channel_secret: str
    access_token: str
    chats: Path | None = None


def demo(app: Flask, account: DemoAccount, take_mail: Callable[[bytes], object]) -> Callable[..., Any]:
    """Return the application with the chat page at `/dev/` and the mailbox at `/dev/mail/`.

    `/` leads to the chat page. People and a group are there to begin with. `take_mail` gets what somebody
    answers to a mail. Raises OSError when the mail port is taken.
    """
    double = LineDouble(
        channel_secret=account.channel_secret,
        webhook_url=f"{account.address}/line/webhook",
        access_token=account.access_token,
    )
    hanako, alex = double.add_person("花子", "ja"), double.add_person("Alex", "en")
    double.add_group("プロジェクト", [hanako.id, alex.id])
    app.register_blueprint(chat_page(double, "mail/"), url_prefix=PAGE)
    app.register_blueprint(
        mail_page(MailDouble(account.mail_port), answering(take_mail, time.time)), url_prefix=MAIL_PAGE
    )
    app.add_url_rule("/", "demo_page", lambda: redirect(f"{PAGE}/"))
    _follow_at_first_visit(app, double)
    if account.chats is not None and account.chats.exists():
        chats.brought_back(double, account.chats)
    return DispatcherMiddleware(app, {LINE_API: line_api(double)})


def _follow_at_first_visit(app: Flask, double: LineDouble) -> None:
    """Let everybody add the account when the page is first opened, for then this server can be reached."""
    waiting = list(double.people)

    @app.before_request
    def follow() -> None:
        while request.path == f"{PAGE}/" and waiting:
            double.follow(waiting.pop(0).id)
