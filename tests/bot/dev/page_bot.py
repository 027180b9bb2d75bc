"""A small scripted bot behind the chat page: it is called as LINE calls and answers over LINE's API."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.mail_answers import answering
from bot.dev.mail_page import mail_page
from bot.dev.mailbox import MailDouble
from bot.dev.page import chat_page
from bot.dev.serving import LocalServer
from bot.line.render import messages
from handlers.replies import AnswerCard, Open, Press
from tests.bot.dev.good_messages import GOOD
from tests.line_double import SECRET, TOKEN

# Quote tokens belong to a chat's own bubbles, so examples cannot carry them.
EVERY_KIND = [{name: value for name, value in each.items() if name != "quoteToken"} for each in GOOD.values()]
CARD = AnswerCard(
    language="ja",
    title="クッキーの利用",
    summary_label="参考要約",
    summary="クッキーは、ブラウザーの設定で無効にできます。無効にすると、一部の機能が使えなくなることがあります。",
    quote_label="英訳からの引用",
    quote="You can disable cookies in your browser settings. <b>Some features</b> may then be unavailable.",
    section="LINE WORKS プライバシーポリシー 2「クッキー」",
    revision="2025年4月1日改定",
    prevails="引用は英訳です。日本語の原文が優先します。",
    buttons=(Press("全文を読む", "full", "2.2"), Open("公式ページ", "https://example.com/privacy")),
    choices=(Press("関連する項目", "related", "2.2"), Press("担当者に相談する", "contact")),
)


class PageBot:
    """Answers 「カード」 with an answer card, 「全部」 with every kind of message, the rest with an echo.

    `failure` is raised, or its status returned, instead of an answer while it is set.
    """

    _api: FlaskClient

    def __init__(self) -> None:
        self.failure: Exception | int | None = None
        self.events: list[dict[str, Any]] = []
        self.answered: list[bytes] = []
        self.answering = answering(self.answered.append, lambda: 0.0)

    def __call__(
        self,
        url: str,  # noqa: ARG002  # a Poster is called with it
        body: bytes,
        headers: Mapping[str, str],  # noqa: ARG002  # the same
        timeout: float,  # noqa: ARG002  # the same
    ) -> int:
        """Take a webhook, as a Poster."""
        if isinstance(self.failure, Exception):
            raise self.failure
        if self.failure is not None:
            return self.failure
        for event in json.loads(body)["events"]:
            self.events.append(event)
            self._answer(event)
        return 200

    def listen_to(self, double: LineDouble) -> None:
        """Answer over this double's API."""
        self._api = line_api(double).test_client()

    def send(self, path: str, body: dict[str, Any]) -> None:
        """Call LINE's API below /v2/bot/. The double refuses what LINE would."""
        answer = self._api.post(f"/v2/bot/{path}", json=body, headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code < 300, answer.get_data(as_text=True)

    def push(self, person_id: str, *pushed: dict[str, Any]) -> None:
        """Push messages to a person, five at a time."""
        for start in range(0, len(pushed), 5):
            self.send("message/push", {"to": person_id, "messages": pushed[start : start + 5]})

    def _answer(self, event: dict[str, Any]) -> None:
        if event["type"] == "postback":
            self._reply(event, [{"type": "text", "text": f"押されました：{event['postback']['data']}"}])
        elif event["type"] == "message":
            said = event["message"].get("text", event["message"]["type"])
            if said == "全部":
                self.push(event["source"]["userId"], *EVERY_KIND)
            else:
                self._reply(event, messages([CARD]) if said == "カード" else [{"type": "text", "text": said}])

    def _reply(self, event: dict[str, Any], replies: list[dict[str, Any]]) -> None:
        self.send("message/reply", {"replyToken": event["replyToken"], "messages": replies})


@contextmanager
def page_over(
    bot: PageBot, *, background: bool, mailbox: MailDouble | None = None
) -> Iterator[tuple[LineDouble, Flask]]:
    """Give a double with the scripted bot, and an application with the chat page at /dev/.

    A mailbox has its page at /dev/mail/.
    """
    double = LineDouble(
        channel_secret=SECRET,
        webhook_url="http://127.0.0.1:8000/line/webhook",
        access_token=TOKEN,
        post=bot,
        deliver_in_background=background,
    )
    bot.listen_to(double)
    app = Flask("chat-page", static_folder=None)
    app.register_blueprint(chat_page(double, "mail/" if mailbox else ""), url_prefix="/dev")
    if mailbox is not None:
        app.register_blueprint(mail_page(mailbox, bot.answering), url_prefix="/dev/mail")
    try:
        yield double, app
    finally:
        double.close()


@contextmanager
def served_page(bot: PageBot, mailbox: MailDouble | None = None) -> Iterator[tuple[LineDouble, str]]:
    """Give a double with the scripted bot, and the address of its chat page."""
    with page_over(bot, background=True, mailbox=mailbox) as (double, app), LocalServer(app) as server:
        yield double, f"{server.url}/dev/"
