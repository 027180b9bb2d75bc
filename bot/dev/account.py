"""The rest of the API about the account: profiles, groups, media, the bot itself, the webhook's address."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response
from linebot.v3.messaging import models

from bot.dev.bodies import read_json
from bot.dev.double import LineDouble
from bot.dev.people import Group, Person
from bot.dev.posting import Delivery
from bot.dev.refusals import Problem, bad_body, documented

Answer = dict[str, Any]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Account:
    """The views about people, groups, content and the channel."""

    def __init__(self, double: LineDouble) -> None:
        self._double = double

    def register(self, blueprint: Blueprint) -> None:
        """Put the views at LINE's addresses."""
        for path, method, view in (
            ("info", "GET", self.info),
            ("profile/<user_id>", "GET", self.profile),
            ("user/<user_id>/linkToken", "POST", self.link_token),
            ("group/<group_id>/summary", "GET", self.group_summary),
            ("group/<group_id>/members/count", "GET", self.group_count),
            ("group/<group_id>/member/<user_id>", "GET", self.group_member),
            ("group/<group_id>/leave", "POST", self.leave_group),
            ("message/<message_id>/content", "GET", self.content),
            ("message/<message_id>/content/preview", "GET", self.preview),
            ("message/<message_id>/content/transcoding", "GET", self.transcoding),
            ("channel/webhook/endpoint", "GET", self.endpoint),
            ("channel/webhook/endpoint", "PUT", self.set_endpoint),
            ("channel/webhook/test", "POST", self.test_endpoint),
        ):
            blueprint.add_url_rule(f"/v2/bot/{path}", view.__name__, view, methods=[method])

    def info(self) -> Answer:
        """Describe the bot."""
        return {
            "userId": self._double.bot_id,
            "basicId": "@000madog",
            "displayName": self._double.bot_name,
            "chatMode": "chat",
            "markAsReadMode": "manual",
        }

    def profile(self, user_id: str) -> Answer:
        """Describe a friend; nobody else."""
        person = self._person(user_id)
        if person.blocked or not person.friend:
            raise documented("profile")
        return {"userId": person.id, "displayName": person.name, "language": person.language}

    def link_token(self, user_id: str) -> Answer:
        """Issue a token for linking accounts."""
        self._person(user_id)
        return {"linkToken": secrets.token_urlsafe(24)}

    def group_summary(self, group_id: str) -> Answer:
        """Name a group."""
        group = self._group(group_id)
        return {"groupId": group.id, "groupName": group.name}

    def group_count(self, group_id: str) -> Answer:
        """Count a group's people."""
        return {"count": len(self._group(group_id).members)}

    def group_member(self, group_id: str, user_id: str) -> Answer:
        """Describe a member of a group, friend or not."""
        if user_id not in self._group(group_id).members:
            raise documented("profile")
        person = self._person(user_id)
        return {"userId": person.id, "displayName": person.name}

    def leave_group(self, group_id: str) -> Answer:
        """Leave a group; the bot hears of it as if it had been removed."""
        self._group(group_id)
        self._double.leave(group_id)
        return {}

    def content(self, message_id: str) -> Response:
        """Return what somebody sent: image, video, audio or file."""
        found = self._double.transcript.contents.get(message_id)
        if found is None:
            raise documented("profile")
        return Response(found[1], content_type=found[0])

    def preview(self, message_id: str) -> Response:
        """Return a preview of an image or a video."""
        return self.content(message_id)

    def transcoding(self, message_id: str) -> Answer:
        """Tell whether a video or audio is ready; here it always is."""
        self.content(message_id)
        return {"status": "succeeded"}

    def endpoint(self) -> Answer:
        """Tell where webhooks go."""
        return {"endpoint": self._double.webhooks.url, "active": True}

    def set_endpoint(self) -> Answer:
        """Change where webhooks go."""
        self._double.webhooks.url = _checked(read_json(models.SetWebhookEndpointRequest)["endpoint"])
        return {}

    def test_endpoint(self) -> Answer:
        """Post a webhook without events and tell how it went."""
        body = read_json(models.TestWebhookEndpointRequest)
        url = _checked(body["endpoint"]) if "endpoint" in body else None
        delivery = self._double.webhooks.check(url)
        at = datetime.fromtimestamp(delivery.at, UTC).isoformat(timespec="milliseconds")
        return {
            "success": delivery.error is None,
            "timestamp": at.replace("+00:00", "Z"),
            "statusCode": delivery.status or 0,
            "reason": _reason(delivery),
            "detail": str(delivery.status) if delivery.status else _reason(delivery),
        }

    def _person(self, user_id: str) -> Person:
        try:
            return self._double.person(user_id)
        except KeyError:
            raise documented("profile") from None

    def _group(self, group_id: str) -> Group:
        try:
            group = self._double.group(group_id)
        except KeyError:
            raise documented("profile") from None
        if not group.joined:
            raise documented("profile")
        return group


def _checked(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    # A bot on the same machine has no certificate; LINE itself takes HTTPS only.
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise bad_body([Problem("endpoint", "Invalid webhook endpoint URL")])
    return endpoint


def _reason(delivery: Delivery) -> str:
    if delivery.error is None and delivery.status is not None:
        return HTTPStatus(delivery.status).phrase
    return str(delivery.error).upper()
