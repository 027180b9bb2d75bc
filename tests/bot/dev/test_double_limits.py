"""Each documented limit at its border: the exact maximum passes, one more is refused."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bot.dev.limits import LIMITS, length, size_in_bytes
from bot.dev.rich_menus import rich_menu_problems
from bot.dev.validation import problems
from tests.bot.dev.borders import (
    BORDERS,
    BUTTONS,
    FAMILY,
    KANJI,
    MENTION,
    MENU_BORDERS,
    Border,
    both_kinds,
    changed,
    limit,
    menu,
)
from tests.bot.dev.good_messages import MESSAGE, POSTBACK


@pytest.mark.parametrize("case", BORDERS, ids=lambda case: case.entry)
def test_the_maximum_passes_and_one_more_is_refused(case: Border) -> None:
    assert problems(case.build(case.most)) == []
    assert problems(case.build(case.most + 1)) != []


@pytest.mark.parametrize("case", MENU_BORDERS, ids=lambda case: case.entry)
def test_rich_menus_have_limits_too(case: Border) -> None:
    assert rich_menu_problems(case.build(case.most)) == []
    assert rich_menu_problems(case.build(case.most + 1)) != []


@pytest.mark.parametrize(
    ("size", "taken"),
    [
        ({"width": 800, "height": 250}, True),
        ({"width": 799, "height": 250}, False),
        ({"width": 800, "height": 249}, False),
        ({"width": 1450, "height": 1000}, True),
        ({"width": 1449, "height": 1000}, False),
    ],
)
def test_a_rich_menu_has_a_form(size: dict[str, int], taken: bool) -> None:
    assert (rich_menu_problems({**menu("size", size), "areas": []}) == []) is taken


@pytest.mark.parametrize(("name", "path"), [("text", "quickReply.items"), ("confirm", "template.actions")])
def test_none_is_too_few(name: str, path: str) -> None:
    assert problems(changed(name, path, [])) != []


def test_substitutions_are_counted_together() -> None:
    most = limit("textV2.text", "substitution_max")
    where = "substitution"
    counted = [
        [problem.message for problem in problems(changed("textV2", where, both_kinds(count)))]
        for count in (most, most + 1)
    ]
    message = f"Size must be between 0 and {most}"
    assert [message in messages for messages in counted] == [False, True]


@pytest.mark.parametrize(
    ("entry", "contents"),
    [
        ("bubble_bytes", {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": []}}),
        ("carousel_bytes", {"type": "carousel", "contents": []}),
    ],
)
def test_flex_has_a_size_in_bytes(entry: str, contents: dict[str, Any]) -> None:
    most = limit("flex", entry)
    exact, larger = (filled(contents, size) for size in (most, most + 1))
    assert [size_in_bytes(each) for each in (exact, larger)] == [most, most + 1]
    assert problems({"type": "flex", "altText": "a", "contents": exact}) == []
    assert problems({"type": "flex", "altText": "a", "contents": larger}) != []


def filled(contents: dict[str, Any], size: int) -> dict[str, Any]:
    """Fill a bubble, or a carousel of two bubbles, with text until it has a size in bytes."""
    made: dict[str, Any] = copy.deepcopy(contents)
    texts: list[dict[str, Any]] = [{"type": "text", "text": "字"} for _ in range(2)]
    if made["type"] == "bubble":
        made["body"]["contents"] = texts
    else:
        boxes = ({"type": "box", "layout": "vertical", "contents": [text]} for text in texts)
        made["contents"] = [{"type": "bubble", "body": box} for box in boxes]
    missing = size - size_in_bytes(made)
    texts[0]["text"] += "a" * (missing // 2)
    texts[1]["text"] += "a" * (missing - missing // 2)
    return made


def test_a_placeholder_has_a_name() -> None:
    assert problems(changed("textV2", "substitution", {"": MENTION})) != []


def test_bubbles_of_a_carousel_have_one_size() -> None:
    sizes = [{"type": "bubble", "size": "kilo"}, {"type": "bubble", "size": "mega"}]
    assert problems(changed("flex_carousel", "contents.contents", sizes)) != []
    assert problems(changed("flex_carousel", "contents.contents", [{"type": "bubble"}, sizes[1]])) == []


def test_columns_of_a_carousel_are_alike() -> None:
    for path in ("template.columns.0.title", "template.columns.0.thumbnailImageUrl"):
        message = changed("carousel", path, "x")
        del message["template"]["columns"][0][path.rpartition(".")[2]]
        assert problems(message) != []
    assert problems(changed("carousel", "template.columns.0.actions", [MESSAGE])) != []


@pytest.mark.parametrize(
    ("uri", "taken"),
    [
        ("https://example.com", True),
        ("http://example.com", True),
        ("tel:0312345678", True),
        ("line://ti/p/@id", True),
        ("javascript:alert(1)", False),
        ("example.com", False),
    ],
)
def test_links_have_a_known_scheme(uri: str, taken: bool) -> None:
    assert (problems(changed("bubble", "contents.hero.action.uri", uri)) == []) is taken


def test_pictures_come_over_https() -> None:
    assert problems(changed("image", "previewImageUrl", "http://example.com/a.png")) != []


@pytest.mark.parametrize(("name", "taken"), [("LINE WORKS 窓口", False), ("Online 窓口", True)])
def test_a_sender_may_not_call_itself_line(name: str, taken: bool) -> None:
    assert (problems(changed("text", "sender.name", name)) == []) is taken


def test_display_text_and_text_exclude_each_other() -> None:
    both = {**POSTBACK, "text": "続ける"}
    assert problems(changed("buttons", BUTTONS, both)) != []


@pytest.mark.parametrize(
    ("text", "in_units", "in_graphemes"),
    [("", 0, 0), ("がa", 2, 2), (KANJI, 2, 1), (FAMILY, 11, 1), ("e\u0301", 2, 1)],
)
def test_line_counts_in_two_ways(text: str, in_units: int, in_graphemes: int) -> None:
    assert (length(text, "utf16"), length(text, "grapheme")) == (in_units, in_graphemes)


# What limits.json says besides maxima of messages, and which test file holds it to that.
ELSEWHERE = {
    "_source", "request", "loading", "webhook", "rate_per_channel", "errors",
}  # fmt: skip
NOT_MAXIMA = {"unit", "rule", "note", "shown", "schemes", "height_min", "aspect_min"}
BY_OTHER_TESTS = {
    "textV2.text substitution_max",
    "flex bubble_bytes",
    "flex carousel_bytes",
    "richMenu alias_id",  # the SDK's own pattern
    "richMenu aliases_per_account",  # test_double_requests
}


def test_every_entry_of_the_limits_has_its_border() -> None:
    tested = {case.entry for case in [*BORDERS, *MENU_BORDERS]} | BY_OTHER_TESTS
    wanted = {
        f"{entry} {key}"
        for entry, value in LIMITS.items()
        if isinstance(value, dict) and entry not in ELSEWHERE
        for key in value.keys() - NOT_MAXIMA
    }
    assert wanted - tested == set()
