"""Whatever a handler says, LINE takes it: by our own reading of the limits, the SDK and the double."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest
import regex  # type: ignore[import-untyped]  # the package carries no types
from hypothesis import given, settings
from hypothesis import strategies as st
from linebot.v3.messaging import models

from bot.dev.validation import problems
from bot.line.postback import decode
from bot.line.render import batches, messages
from handlers.replies import AnswerCard, Open, Press, Reply, Text

FAMILY = "👨‍👩‍👧‍👦"
FRAGMENTS = [
    FAMILY, "🇯🇵", "👍🏽", "𠮷", "e\u0301", "か\u3099", "क्षि", "שלום ", "مرحبا ",
    "\u202e",
    "。", ". A", " ", "\n\n", "漢字", "word ", "\ud83d", "\ude00", "\0", "\u200b", "\\", '"', "\x1f",
]  # fmt: skip
short = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=8).map("".join)
long = st.builds(lambda text, times: text * times, short, st.sampled_from([1, 1, 40, 400, 1000]))
urls = short | st.sampled_from(
    ["https://line.me/", "tel:110", "mailto:a@example.jp", "https://例え.jp", "https://x.jp/" + "a" * 2000]
)
commands = st.sampled_from(["full", "answer", "全文", "", "a:b"])
presses = st.builds(Press, short, commands, short | st.just("2.2.cookies"))
opens = st.builds(Open, short, urls)


def many(presses: list[Press], times: int) -> tuple[Press, ...]:
    return tuple(replace(press, argument=f"{press.argument}{n}") for n in range(times) for press in presses)


choices = st.builds(many, st.lists(presses, max_size=4), st.sampled_from([1, 1, 10]))
cards = st.builds(
    AnswerCard,
    *[st.just("ja"), short, short, long, short, long, short, short, short],
    notes=st.lists(long, max_size=3).map(tuple),
    buttons=st.builds(lambda some, more: (*some, *more), choices, st.lists(opens, max_size=3)),
    choices=choices,
)
texts = st.builds(Text, long, choices)
replies: st.SearchStrategy[list[Reply]] = st.lists(cards | texts, max_size=4)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def clusters(text: str) -> int:
    return len(regex.findall(r"\X", text))


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from walk(part)


def assert_within_limits(message: dict[str, Any]) -> None:
    """Our own reading of https://developers.line.biz/en/reference/messaging-api/, not the product's."""
    assert b"\\u0000" not in orjson.dumps(message)
    items = message.get("quickReply", {"items": [None]})["items"]
    assert 1 <= len(items) <= 13
    if message["type"] == "text":
        assert units(message["text"]) <= 5000
    if message["type"] == "flex":
        assert message["altText"].strip()
        assert units(message["altText"]) <= 1500
        assert len(orjson.dumps(message["contents"])) <= 30_000
    for item in message.get("quickReply", {}).get("items", []):
        assert clusters(item["action"]["label"]) <= 20
    for part in walk(message):
        CHECKS.get(part.get("type", ""), lambda _: None)(part)


def assert_text(part: dict[str, Any]) -> None:
    assert part["text"].strip()


def assert_box(part: dict[str, Any]) -> None:
    assert part["contents"]


def assert_postback(part: dict[str, Any]) -> None:
    assert part["label"].strip()
    assert clusters(part["label"]) <= 40
    assert 0 < units(part["displayText"]) <= 300
    assert units(part["data"]) <= 300
    assert decode(part["data"])


def assert_uri(part: dict[str, Any]) -> None:
    assert part["label"].strip()
    assert clusters(part["label"]) <= 40
    assert len(part["uri"]) <= 1000
    assert re.match(r"(https?|line|tel):", part["uri"])


CHECKS = {"text": assert_text, "box": assert_box, "postback": assert_postback, "uri": assert_uri}


@given(replies)
@settings(max_examples=60)
def test_every_message_is_within_line_s_limits(said: list[Reply]) -> None:
    for message in messages(said):
        assert_within_limits(message)


@given(replies)
@settings(max_examples=60)
def test_the_sdk_reads_every_message_and_strips_nothing(said: list[Reply]) -> None:
    for message in messages(said):
        assert models.Message.from_dict(message).to_dict() == message


@given(replies)
@settings(max_examples=60)
def test_the_double_refuses_no_message(said: list[Reply]) -> None:
    assert [problem for message in messages(said) for problem in problems(message)] == []


@given(replies)
@settings(max_examples=60)
def test_calls_hold_five_messages_and_lose_none(said: list[Reply]) -> None:
    calls = batches(said)
    assert all(1 <= len(call) <= 5 for call in calls)
    in_order = [message for call in calls for message, _ in call]
    assert in_order == messages(said)
    assert not any("quickReply" in message for message in in_order[:-1])


@given(long)
def test_a_text_of_any_length_arrives_whole(text: str) -> None:
    sound = text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    arrived = "".join(message["text"] for message in messages([Text(text)]))
    assert "".join(arrived.split()) == "".join(sound.split())


@given(cards)
def test_every_part_of_a_card_can_be_read(card: AnswerCard) -> None:
    """Dark enough on a background of its own; a text wraps and follows the font size a person chose."""
    for message in messages([card]):
        bubble = message.get("contents", {})
        assert all(contrast(paper, ink) >= 4.5 for paper, ink in inks(bubble))
        texts = [part for part in walk(bubble) if part.get("type") == "text"]
        assert all(part["wrap"] and part["scaling"] for part in texts)


def inks(bubble: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield background and text colour of every text and button; LINE writes secondary buttons in #111111."""
    for block in ("body", "footer"):
        yield from _inks(
            bubble.get(block, {}), bubble.get("styles", {}).get(block, {}).get("backgroundColor")
        )


def _inks(part: dict[str, Any], paper: str) -> Iterator[tuple[str, str]]:
    paper = part.get("backgroundColor", paper)
    if part.get("type") == "text":
        yield paper, part["color"]
    if part.get("type") == "button":
        yield part["color"], "#111111"
    for inner in part.get("contents", []):
        yield from _inks(inner, paper)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21.0), ("#FFFFFF", 1.0), ("#767676", 4.54)])
def test_contrast_is_measured_as_wcag_does(colour: str, ratio: float) -> None:
    assert contrast("#FFFFFF", colour) == pytest.approx(ratio, abs=0.01)
