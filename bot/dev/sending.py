"""Sending over the API: reply, push, multicast, the checks before it, and what the month still allows."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, g, request
from linebot.v3.messaging import models

from bot.dev.bodies import read_json, read_messages
from bot.dev.limits import LIMITS
from bot.dev.platform import Message, Platform
from bot.dev.refusals import Problem, Refused, bad_body, documented
from bot.dev.tokens import Accepted

Answer = dict[str, Any]

_ID: Final = re.compile(r"[UCR][0-9a-f]{32}")


class Sending:
    """The views of /v2/bot/message and /v2/bot/chat."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def register(self, blueprint: Blueprint) -> None:
        """Put the views at LINE's addresses."""
        for path, view in (
            ("message/reply", self.reply),
            ("message/push", self.push),
            ("message/multicast", self.multicast),
            ("chat/loading/start", self.start_loading),
            ("chat/markAsRead", self.mark_as_read),
        ):
            blueprint.add_url_rule(f"/v2/bot/{path}", view.__name__, view, methods=["POST"])
        for kind in ("reply", "push", "multicast"):
            path = f"/v2/bot/message/validate/{kind}"
            blueprint.add_url_rule(path, f"validate_{kind}", self.validate, methods=["POST"])
        blueprint.add_url_rule("/v2/bot/message/quota", "quota", self.quota)
        blueprint.add_url_rule("/v2/bot/message/quota/consumption", "consumption", self.consumption)

    def reply(self) -> Answer:
        """Answer an event with its token: free, once, in time."""
        # LINE documents that a reply with a retry key is a 400, not its wording.
        if "X-Line-Retry-Key" in request.headers:
            raise Refused(400, {"message": "The retry key is not supported"})
        body = read_messages(models.ReplyMessageRequest)
        platform = self._platform
        with platform.changed:
            chat_id = platform.reply_tokens.chat(body["replyToken"], platform.clock())
            if chat_id is None:
                raise documented("reply_token")
            self._check_quotes(chat_id, body["messages"])
            platform.reply_tokens.use(body["replyToken"])
            return self._show([chat_id], body["messages"])

    def push(self) -> Answer:
        """Send to a person or a group at any time: counted, repeatable with a retry key."""
        body = read_messages(models.PushMessageRequest)
        to = body["to"]

        def send() -> Answer:
            self._check_receivers([to])
            self._check_quotes(to, body["messages"])
            self._charge([to])
            return self._show([to], body["messages"])

        return self._once(send)

    def multicast(self) -> Answer:
        """Send the same to up to 500 people."""
        body = read_messages(models.MulticastRequest)
        most = LIMITS["request"]["multicast_to_max"]
        if not 1 <= len(body["to"]) <= most:
            raise bad_body([Problem("to", f"Size must be between 1 and {most}")])

        def send() -> Answer:
            self._check_receivers(body["to"], only="U")
            self._charge(body["to"])
            self._show(body["to"], body["messages"])
            return {}

        return self._once(send)

    def validate(self) -> Answer:
        """Check messages without sending them."""
        read_messages(models.ValidateMessageRequest)
        return {}

    def start_loading(self) -> tuple[Answer, int]:
        """Show the loading animation in a direct chat."""
        body = read_json()
        chat_id, seconds = body.get("chatId"), body.get("loadingSeconds", LIMITS["loading"]["default"])
        if not isinstance(seconds, int) or seconds not in LIMITS["loading"]["seconds"]:
            raise bad_body([Problem("loadingSeconds", _loading_problem(seconds))])
        platform = self._platform
        with platform.changed:
            if not isinstance(chat_id, str) or not chat_id.startswith("U") or not platform.knows(chat_id):
                raise documented("loading_group")
            if platform.reaches(chat_id):
                platform.transcript.load(chat_id, platform.clock() + seconds)
                platform.changed.notify_all()
        return {}, HTTPStatus.ACCEPTED

    def mark_as_read(self) -> Answer:
        """Mark a message, and those before it, as read."""
        body = read_json(models.MarkMessagesAsReadByTokenRequest)
        with self._platform.changed:
            if not self._platform.transcript.mark_read(body["markAsReadToken"]):
                raise documented("mark_as_read")
            self._platform.changed.notify_all()
        return {}

    def quota(self) -> Answer:
        """Tell how many messages a month the plan has."""
        limit = self._platform.quota.limit
        return {"type": "none"} if limit is None else {"type": "limited", "value": limit}

    def consumption(self) -> Answer:
        """Tell how many messages were counted this month."""
        return {"totalUsage": self._platform.quota.used(self._platform.clock())}

    def _once(self, send: Callable[[], Answer]) -> Answer:
        key = request.headers.get("X-Line-Retry-Key")
        platform = self._platform
        with platform.changed:
            if key is None:
                return send()
            before = platform.retry_keys.accepted(_checked_key(key), platform.clock())
            if before is not None:
                refusal = documented("retry_key")
                header = {"X-Line-Accepted-Request-Id": before.request_id}
                raise Refused(refusal.status, {**refusal.body, **before.answer}, header)
            answer = send()
            platform.retry_keys.accept(key, Accepted(platform.clock(), g.request_id, answer))
            return answer

    def _check_receivers(self, receivers: Sequence[str], only: str = "") -> None:
        if any(not _ID.fullmatch(each) or not each.startswith(only) for each in receivers):
            raise documented("bad_property", name="to")
        if not all(self._platform.knows(each) for each in receivers):
            raise documented("bad_to")

    def _check_quotes(self, chat_id: str, messages: Sequence[Message]) -> None:
        tokens = (
            (number, each["quoteToken"]) for number, each in enumerate(messages) if "quoteToken" in each
        )
        wrong = [number for number, token in tokens if not self._platform.transcript.quotable(chat_id, token)]
        if wrong:
            raise bad_body([Problem(f"messages[{number}].quoteToken", "invalid") for number in wrong])

    def _charge(self, receivers: Sequence[str]) -> None:
        platform = self._platform
        recipients = sum(platform.recipients(each) for each in receivers)
        if not platform.quota.allows(recipients, platform.clock()):
            raise documented("quota")
        platform.quota.count(recipients, platform.clock())

    def _show(self, receivers: Sequence[str], messages: list[Message]) -> Answer:
        sent = [self._platform.show(each, messages) for each in receivers]
        g.sent = tuple(messages)
        return {"sentMessages": sent[0]}


def _checked_key(key: str) -> str:
    try:
        return str(uuid.UUID(key))
    except ValueError as error:
        raise Refused(400, {"message": "Invalid retry key"}) from error


def _loading_problem(seconds: object) -> str:
    in_range = isinstance(seconds, int) and 5 <= seconds <= 60
    return "must be a multiple of five" if in_range else "Must be between 5 and 60"
