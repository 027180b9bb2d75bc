"""Webhook events as LINE writes them: the common fields and each kind's own.

Source: https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects.
"""

from __future__ import annotations

import secrets
from typing import Any, Final

from bot.dev.people import Group, Person

Event = dict[str, Any]

_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WITHOUT_REPLY_TOKEN: Final = frozenset({"unfollow", "unsend", "leave", "memberLeft"})
BOT_MENTION: Final = "@窓口"

MEDIA: Final[dict[str, tuple[str, bytes]]] = {
    "image": (
        "image/png",
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
            "789c6360606060000000050001a5f645400000000049454e44ae426082"
        ),
    ),
    "video": ("video/mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"),
    "audio": ("audio/m4a", b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42"),
    "file": ("application/pdf", b"%PDF-1.4\n%%EOF\n"),
}


def ulid(milliseconds: int) -> str:
    """Make a ULID for a time in milliseconds since 1970."""
    number = (milliseconds << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def source(person: Person, group: Group | None) -> dict[str, str]:
    """Build the source: the person alone, or in a group."""
    if group is None:
        return {"type": "user", "userId": person.id}
    return {"type": "group", "groupId": group.id, "userId": person.id}


def event(kind: str, where: dict[str, str], milliseconds: int, mode: str = "active") -> Event:
    """Build the common fields. A reply token only where LINE gives one: never in standby mode."""
    built: Event = {
        "type": kind,
        "mode": mode,
        "timestamp": milliseconds,
        "source": where,
        "webhookEventId": ulid(milliseconds),
        "deliveryContext": {"isRedelivery": False},
    }
    if mode == "active" and kind not in _WITHOUT_REPLY_TOKEN:
        built["replyToken"] = secrets.token_hex(16)
    return built


def text_message(message_id: str, text: str, bot_id: str | None, quoted: str | None) -> dict[str, Any]:
    """Build a text message; with `bot_id` it begins with a mention of the bot."""
    message: dict[str, Any] = {"id": message_id, "type": "text", "text": text, **_tokens()}
    if bot_id is not None:
        message["text"] = f"{BOT_MENTION} {text}"
        mention = {"index": 0, "length": len(BOT_MENTION), "type": "user", "userId": bot_id, "isSelf": True}
        message["mention"] = {"mentionees": [mention]}
    if quoted is not None:
        message["quotedMessageId"] = quoted
    return message


def media_message(message_id: str, kind: str) -> dict[str, Any]:
    """Build a message without text: sticker, image, video, audio, file or location."""
    own: dict[str, dict[str, Any]] = {
        "sticker": {
            "packageId": "446",
            "stickerId": "1988",
            "stickerResourceType": "ANIMATION",
            "keywords": ["thanks"],
        },
        "image": {"contentProvider": {"type": "line"}},
        "video": {"duration": 60000, "contentProvider": {"type": "line"}},
        "audio": {"duration": 60000, "contentProvider": {"type": "line"}},
        "file": {"fileName": "request.pdf", "fileSize": len(MEDIA["file"][1])},
        "location": {
            "title": "渋谷駅",
            "address": "東京都渋谷区道玄坂1丁目",
            "latitude": 35.658,
            "longitude": 139.7016,
        },
    }
    tokens = _tokens()
    if kind not in {"sticker", "image", "video"}:
        del tokens["quoteToken"]
    return {"id": message_id, "type": kind, **own[kind], **tokens}


def _tokens() -> dict[str, str]:
    return {"quoteToken": secrets.token_urlsafe(32), "markAsReadToken": secrets.token_urlsafe(32)}
