"""Messages that LINE takes: each kind, with all the properties its page describes."""

from __future__ import annotations

from typing import Any, Final

PICTURE: Final = "https://example.com/picture.png"
MESSAGE: Final = {"type": "message", "label": "はい", "text": "はい"}
POSTBACK: Final = {
    "type": "postback",
    "label": "続ける",
    "data": "continue",
    "displayText": "続ける",
    "inputOption": "openKeyboard",
    "fillInText": "ご請求の内容:",
}
URI: Final = {
    "type": "uri",
    "label": "開く",
    "uri": "https://example.com/privacy",
    "altUri": {"desktop": "https://example.com/desktop"},
}
PICKER: Final = {
    "type": "datetimepicker",
    "label": "日付",
    "data": "from",
    "mode": "date",
    "initial": "2026-11-01",
    "max": "2026-11-30",
    "min": "2026-01-01",
}
CLIPBOARD: Final = {"type": "clipboard", "label": "写す", "clipboardText": "PR-2026-7QK3FX"}
AREA: Final = {"x": 0, "y": 0, "width": 520, "height": 520}

BUBBLE: Final[dict[str, Any]] = {
    "type": "bubble",
    "size": "mega",
    "direction": "ltr",
    "header": {
        "type": "box",
        "layout": "vertical",
        "contents": [{"type": "text", "text": "第2条", "weight": "bold", "color": "#1B1B1B", "wrap": True}],
    },
    "hero": {
        "type": "image",
        "url": PICTURE,
        "size": "full",
        "aspectRatio": "20:13",
        "aspectMode": "cover",
        "action": URI,
    },
    "body": {
        "type": "box",
        "layout": "vertical",
        "spacing": "md",
        "paddingAll": "12px",
        "backgroundColor": "#FFFFFF",
        "background": {
            "type": "linearGradient",
            "angle": "0deg",
            "startColor": "#ffffff",
            "endColor": "#eeeeee",
        },
        "action": POSTBACK,
        "contents": [
            {
                "type": "text",
                "contents": [
                    {"type": "span", "text": "取得する", "weight": "bold"},
                    {"type": "span", "text": "情報"},
                ],
                "maxLines": 3,
                "flex": 1,
            },
            {"type": "separator", "margin": "md", "color": "#cccccc"},
            {
                "type": "box",
                "layout": "baseline",
                "contents": [
                    {"type": "icon", "url": PICTURE, "size": "sm"},
                    {"type": "text", "text": "改定日", "gravity": "center", "adjustMode": "shrink-to-fit"},
                ],
            },
            {"type": "filler", "flex": 1},
        ],
    },
    "footer": {
        "type": "box",
        "layout": "horizontal",
        "contents": [
            {"type": "button", "action": MESSAGE, "style": "primary", "height": "sm", "color": "#06C755"},
            {"type": "button", "action": CLIPBOARD, "style": "secondary"},
        ],
    },
    "styles": {"footer": {"separator": True, "separatorColor": "#cccccc", "backgroundColor": "#ffffff"}},
    "action": URI,
}
VIDEO_BUBBLE: Final[dict[str, Any]] = {
    "type": "bubble",
    "size": "mega",
    "hero": {
        "type": "video",
        "url": "https://example.com/film.mp4",
        "previewUrl": PICTURE,
        "altContent": {"type": "image", "url": PICTURE},
        "aspectRatio": "20:13",
    },
}
QUICK_REPLY: Final[dict[str, Any]] = {
    "items": [
        {"type": "action", "imageUrl": PICTURE, "action": POSTBACK},
        {"type": "action", "action": MESSAGE},
        {"type": "action", "action": PICKER},
        {"type": "action", "action": {"type": "camera", "label": "撮る"}},
        {"type": "action", "action": {"type": "cameraRoll", "label": "選ぶ"}},
        {"type": "action", "action": {"type": "location", "label": "場所"}},
    ]
}


def _column(number: int) -> dict[str, Any]:
    return {
        "thumbnailImageUrl": PICTURE,
        "imageBackgroundColor": "#FFFFFF",
        "title": f"第{number}条",
        "text": "個人情報の利用目的",
        "defaultAction": URI,
        "actions": [POSTBACK, MESSAGE],
    }


GOOD: Final[dict[str, dict[str, Any]]] = {
    "text": {
        "type": "text",
        "text": "$ こんにちは",
        "emojis": [{"index": 0, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}],
        "quoteToken": "q3Plxr4AgKd",
        "quickReply": QUICK_REPLY,
        "sender": {"name": "窓口", "iconUrl": PICTURE},
    },
    "textV2": {
        "type": "textV2",
        "text": "{user}さん、{smile} {everyone}",
        "substitution": {
            "user": {"type": "mention", "mentionee": {"type": "user", "userId": "U" + "0" * 32}},
            "everyone": {"type": "mention", "mentionee": {"type": "all"}},
            "smile": {"type": "emoji", "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "002"},
        },
        "quoteToken": "q3Plxr4AgKd",
    },
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988", "quoteToken": "q3Plxr4AgKd"},
    "image": {"type": "image", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE},
    "video": {
        "type": "video",
        "originalContentUrl": "https://example.com/film.mp4",
        "previewImageUrl": PICTURE,
        "trackingId": "film-1",
    },
    "audio": {"type": "audio", "originalContentUrl": "https://example.com/voice.m4a", "duration": 60000},
    "location": {
        "type": "location",
        "title": "窓口",
        "address": "東京都渋谷区",
        "latitude": 35.658,
        "longitude": 139,
    },
    "imagemap": {
        "type": "imagemap",
        "baseUrl": "https://example.com/map",
        "altText": "地図",
        "baseSize": {"width": 1040, "height": 1040},
        "video": {
            "originalContentUrl": "https://example.com/film.mp4",
            "previewImageUrl": PICTURE,
            "area": AREA,
            "externalLink": {"linkUri": "https://example.com/more", "label": "もっと見る"},
        },
        "actions": [
            {"type": "uri", "label": "開く", "linkUri": "https://example.com/", "area": AREA},
            {"type": "message", "label": "送る", "text": "送る", "area": AREA},
            {"type": "clipboard", "label": "写す", "clipboardText": "PR-2026-7QK3FX", "area": AREA},
        ],
    },
    "buttons": {
        "type": "template",
        "altText": "選んでください",
        "template": {
            "type": "buttons",
            "thumbnailImageUrl": PICTURE,
            "imageAspectRatio": "rectangle",
            "imageSize": "cover",
            "imageBackgroundColor": "#FFFFFF",
            "title": "ご用件",
            "text": "選んでください",
            "defaultAction": URI,
            "actions": [POSTBACK, MESSAGE, URI, PICKER],
        },
    },
    "confirm": {
        "type": "template",
        "altText": "よろしいですか",
        "template": {"type": "confirm", "text": "よろしいですか", "actions": [MESSAGE, POSTBACK]},
    },
    "carousel": {
        "type": "template",
        "altText": "条文",
        "template": {
            "type": "carousel",
            "imageAspectRatio": "rectangle",
            "imageSize": "cover",
            "columns": [_column(1), _column(2)],
        },
    },
    "image_carousel": {
        "type": "template",
        "altText": "絵",
        "template": {"type": "image_carousel", "columns": [{"imageUrl": PICTURE, "action": MESSAGE}]},
    },
    "bubble": {"type": "flex", "altText": "第2条 取得する情報", "contents": BUBBLE},
    "flex_carousel": {
        "type": "flex",
        "altText": "条文",
        "contents": {"type": "carousel", "contents": [BUBBLE, VIDEO_BUBBLE]},
        "quickReply": QUICK_REPLY,
    },
}
