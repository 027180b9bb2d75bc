"""The documented limits as a table: entry of limits.json, maximum, and how to build `count` of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from bot.dev.limits import LIMITS
from tests.bot.dev.good_messages import GOOD, MESSAGE, PICTURE, POSTBACK

Build = Callable[[int], dict[str, Any]]

FAMILY = "👨‍👩‍👧‍👦"  # one grapheme cluster, eleven UTF-16 code units
KANJI = "𠮷"  # one grapheme cluster, two UTF-16 code units


def graphemes(count: int) -> str:
    return FAMILY * count


def units(count: int) -> str:
    return KANJI * (count // 2) + "a" * (count % 2)


def changed(name: str, path: str, value: object) -> dict[str, Any]:
    """Copy a good message and change one place, as `template.actions.0.label`."""
    message: dict[str, Any] = json.loads(json.dumps(GOOD[name]))
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    here: Any = message
    for step in steps:
        here = here[step]
    here[last] = value
    return message


def at(name: str, path: str, make: Callable[[int], object]) -> Build:
    return lambda count: changed(name, path, make(count))


def without(build: Build, *names: str) -> Build:
    """Leave properties of the template, or of all its columns, out."""

    def built(count: int) -> dict[str, Any]:
        message = build(count)
        for holder in message["template"].get("columns", [message["template"]]):
            for name in names:
                holder.pop(name, None)
        return message

    return built


def of(item: object) -> Callable[[int], object]:
    return lambda count: [copy.deepcopy(item) for _ in range(count)]


def address(count: int) -> str:
    return "https://example.com/".ljust(count, "a")


def menu(path: str, value: object) -> dict[str, Any]:
    area = {"bounds": {"x": 0, "y": 0, "width": 800, "height": 250}, "action": MESSAGE}
    made: dict[str, Any] = {
        "size": {"width": 800, "height": 250},
        "selected": False,
        "name": "窓口",
        "chatBarText": "メニュー",
        "areas": [area],
    }
    holder, _, last = path.rpartition(".")
    (made[holder] if holder else made)[last] = value
    return made


EMOJI = {"type": "emoji", "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}
MENTION = {"type": "mention", "mentionee": {"type": "all"}}
BUTTONS = "template.actions.0"
QUICK = "quickReply.items.0.action"
FLEX_BUTTON = "contents.footer.contents.0.action"


def substitutions(part: object) -> Callable[[int], object]:
    return lambda count: {f"k{number}": part for number in range(count)}


def both_kinds(count: int) -> dict[str, Any]:
    """Make parts of both kinds; more than each kind may have, so only their number is looked at."""
    return {f"k{number}": EMOJI if number % 2 else MENTION for number in range(count)}


def columns_with_actions(count: int) -> dict[str, Any]:
    column = GOOD["carousel"]["template"]["columns"][0]
    return changed("carousel", "template.columns", [{**column, "actions": of(MESSAGE)(count)}] * 2)


class Border(NamedTuple):
    """An entry of limits.json, its maximum, and how to build a message with `count` of it."""

    entry: str
    most: int
    build: Build


def limit(entry: str, *keys: str) -> int:
    value = LIMITS[entry]
    for key in keys:
        value = value[key]
    return int(value)


def border(entry: str, key: str, build: Build) -> Border:
    return Border(f"{entry} {key}", limit(entry, key), build)


BORDERS = [
    border("text.text", "max", at("text", "text", units)),
    border("textV2.text", "max", at("textV2", "text", units)),
    border("textV2.text", "emoji_max", at("textV2", "substitution", substitutions(EMOJI))),
    border("textV2.text", "mentions_max", at("textV2", "substitution", substitutions(MENTION))),
    border("textV2.text", "key_max", at("textV2", "substitution", lambda n: {"k" * n: MENTION})),
    border("text.emojis", "max", at("text", "emojis", of({"index": 0, "productId": "p", "emojiId": "1"}))),
    border("altText", "flex", at("bubble", "altText", units)),
    border("altText", "template", at("confirm", "altText", units)),
    border("altText", "imagemap", at("imagemap", "altText", units)),
    border(
        "template.buttons",
        "text_plain",
        without(at("buttons", "template.text", graphemes), "title", "thumbnailImageUrl"),
    ),
    border(
        "template.buttons",
        "text_with_image_or_title",
        without(at("buttons", "template.text", graphemes), "title"),
    ),
    border("template.buttons", "title", at("buttons", "template.title", graphemes)),
    border("template.buttons", "actions", at("buttons", "template.actions", of(MESSAGE))),
    border("template.confirm", "text", at("confirm", "template.text", graphemes)),
    border("template.confirm", "actions_exact", at("confirm", "template.actions", of(MESSAGE))),
    border(
        "template.carousel",
        "columns",
        at("carousel", "template.columns", of(GOOD["carousel"]["template"]["columns"][0])),
    ),
    border(
        "template.carousel",
        "text_plain",
        without(at("carousel", "template.columns.0.text", graphemes), "title", "thumbnailImageUrl"),
    ),
    border(
        "template.carousel",
        "text_with_image_or_title",
        without(at("carousel", "template.columns.1.text", graphemes), "thumbnailImageUrl"),
    ),
    border("template.carousel", "actions", columns_with_actions),
    border("template.carousel", "title", at("carousel", "template.columns.1.title", graphemes)),
    border(
        "template.image_carousel",
        "columns",
        at("image_carousel", "template.columns", of({"imageUrl": PICTURE, "action": MESSAGE})),
    ),
    border("flex", "carousel_bubbles", at("flex_carousel", "contents.contents", of({"type": "bubble"}))),
    border("quickReply", "items", at("text", "quickReply.items", of({"type": "action", "action": POSTBACK}))),
    border("quickReply", "label", at("text", f"{QUICK}.label", graphemes)),
    border("action.label", "template", at("buttons", f"{BUTTONS}.label", graphemes)),
    border(
        "action.label", "image_carousel", at("image_carousel", "template.columns.0.action.label", graphemes)
    ),
    border("action.label", "quick_reply", at("text", f"{QUICK}.label", graphemes)),
    border("action.label", "flex_button", at("bubble", f"{FLEX_BUTTON}.label", graphemes)),
    border("action.label", "flex_other", at("bubble", "contents.hero.action.label", graphemes)),
    border("action.postback", "data", at("buttons", f"{BUTTONS}.data", units)),
    border("action.postback", "displayText", at("buttons", f"{BUTTONS}.displayText", graphemes)),
    border("action.postback", "fillInText", at("buttons", f"{BUTTONS}.fillInText", units)),
    border(
        "action.postback",
        "text",
        at("buttons", BUTTONS, lambda n: {"type": "postback", "label": "a", "data": "a", "text": units(n)}),
    ),
    border("action.message", "text", at("confirm", f"{BUTTONS}.text", units)),
    border("action.uri", "uri", at("bubble", "contents.hero.action.uri", address)),
    border(
        "action.clipboard",
        "clipboardText",
        at("bubble", "contents.footer.contents.1.action.clipboardText", units),
    ),
    border("sender", "name", at("text", "sender.name", units)),
    border("sender", "iconUrl", at("text", "sender.iconUrl", address)),
    *(
        Border(f"image_url_max {name}.{path}", limit("image_url_max"), at(name, path, address))
        for name, path in (
            ("image", "originalContentUrl"),
            ("image", "previewImageUrl"),
            ("imagemap", "baseUrl"),
            ("buttons", "template.thumbnailImageUrl"),
            ("image_carousel", "template.columns.0.imageUrl"),
            ("bubble", "contents.hero.url"),
            ("text", "quickReply.items.0.imageUrl"),
        )
    ),
]
MENU_BORDERS = [
    border("richMenu", "areas", lambda n: menu("areas", of(menu("name", "a")["areas"][0])(n))),
    # The SDK's model counts code points here, so that clusters of several are refused by the SDK already.
    border("richMenu", "chatBarText", lambda n: menu("chatBarText", "窓" * n)),
    border("richMenu", "name", lambda n: menu("name", "窓" * n)),
    border(
        "action.label",
        "rich_menu",
        lambda n: menu(
            "areas", [{**menu("name", "a")["areas"][0], "action": {**MESSAGE, "label": graphemes(n)}}]
        ),
    ),
    Border("richMenu width", 2500, lambda n: menu("size", {"width": n, "height": 1000})),
]
