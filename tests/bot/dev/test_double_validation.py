"""The double refuses what LINE's own description refuses, and says where."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.dev.refusals import Problem
from bot.dev.validation import problems
from tests.bot.dev.good_messages import GOOD
from tests.bot.dev.openapi_walker import Description

SPECIFICATION = Path(__file__).parents[4] / "shared/data/line-openapi/messaging-api.yml"

# Where the double is stricter than the description: the reference requires these, the description does not.
STRICTER = {
    "data": "postback and date picker actions need it",
    "label": "actions in templates, quick replies and Flex buttons need one",
    "text": "message actions need it; a Flex text needs it or spans",
    "uri": "uri actions need it",
    "action": "a quick reply button needs one",
    "items": "quick replies need at least one button",
    "columns": "carousel columns have the same number of actions, and a title and an image all or none",
}

Step = str | int
WRONG: tuple[Any, ...] = ("", 7, 1.5, True, [], {}, None)


@cache
def description() -> Description:
    if not SPECIFICATION.exists():
        pytest.skip(f"LINE's OpenAPI description is not at ../shared ({SPECIFICATION.name})")
    return Description(SPECIFICATION)


def places(value: object, at: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Yield the path of every property and element."""
    pairs: Iterator[tuple[Step, object]] = iter(())
    if isinstance(value, dict):
        pairs = iter(value.items())
    elif isinstance(value, list):
        pairs = iter(enumerate(value))
    for step, inner in pairs:
        yield (*at, step)
        yield from places(inner, (*at, step))


def at(value: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def damages(message: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the message with one thing wrong: a property removed, of another type, or unknown."""
    # Through JSON, because the examples share their parts and a damage must stay in its place.
    whole = json.dumps(message)
    for path in [(), *places(message)]:
        here = at(message, path)
        if isinstance(here, dict) and path[-1:] != ("substitution",):  # a map of names people choose
            damaged = json.loads(whole)
            at(damaged, path)["stranger"] = 1
            yield f"{path} with a stranger", damaged
        if not path:
            continue
        if isinstance(path[-1], str):
            damaged = json.loads(whole)
            del at(damaged, path[:-1])[path[-1]]
            yield f"without {path}", damaged
        for wrong in (each for each in WRONG if type(each) is not type(here)):
            damaged = json.loads(whole)
            at(damaged, path[:-1])[path[-1]] = wrong
            yield f"{path} is {wrong!r}", damaged


def last_property(problem: Problem) -> str:
    return problem.property.rpartition(".")[2].partition("[")[0]


@pytest.mark.parametrize("name", GOOD)
def test_good_messages_are_taken(name: str) -> None:
    assert problems(GOOD[name]) == []


@pytest.mark.parametrize("name", GOOD)
def test_the_description_takes_the_same_good_messages(name: str) -> None:
    assert description().faults(GOOD[name], "Message") == []


@pytest.mark.parametrize("name", GOOD)
def test_verdicts_on_damaged_messages_are_those_of_the_description(name: str) -> None:
    for damage, damaged in damages(GOOD[name]):
        faults, found = description().faults(damaged, "Message"), problems(damaged)
        removed = damage.startswith("without")
        stricter = removed and not faults and all(last_property(problem) in STRICTER for problem in found)
        assert bool(faults) == bool(found) or stricter, f"{damage}: {faults} / {found}"


@pytest.mark.parametrize("name", GOOD)
def test_a_stranger_is_refused_in_every_object(name: str) -> None:
    strangers = [damaged for damage, damaged in damages(GOOD[name]) if damage.endswith("stranger")]
    assert strangers
    for damaged in strangers:
        assert [problem.unknown for problem in problems(damaged)] == [True]


@pytest.mark.parametrize("name", GOOD)
def test_a_value_of_another_type_is_refused_everywhere(name: str) -> None:
    numbers = ("latitude", "longitude")
    wrong = [
        (damage, damaged)
        for damage, damaged in damages(GOOD[name])
        if " is " in damage and not (any(number in damage for number in numbers) and damage[-1].isdigit())
    ]
    assert wrong
    assert [damage for damage, damaged in wrong if not problems(damaged)] == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({}, Problem("messages[0].type", "invalid type")),
        ({"type": "nope"}, Problem("messages[0].type", "invalid type")),
        ({"type": "text"}, Problem("messages[0].text", "May not be empty")),
        ({"type": "text", "text": ""}, Problem("messages[0].text", "May not be empty")),
        (
            {"type": "text", "text": "あ", "colour": 1},
            Problem("messages[0].colour", "unknown property", True),
        ),
        ("text", Problem("messages[0]", "must be an object")),
    ],
)
def test_a_problem_names_its_place(message: object, expected: Problem) -> None:
    assert problems(message, "messages[0]") == [expected]


@pytest.mark.parametrize("action", ["camera", "cameraRoll", "location"])
def test_actions_of_the_phone_are_for_quick_replies_only(action: str) -> None:
    buttons = copy.deepcopy(GOOD["buttons"])
    buttons["template"]["actions"] = [{"type": action, "label": "押す"}]
    assert [problem.property for problem in problems(buttons)] == ["template.actions[0].type"]


def test_switching_rich_menus_is_for_rich_menus_only() -> None:
    switch = {"type": "richmenuswitch", "label": "切替", "richMenuAliasId": "en", "data": "en"}
    buttons = copy.deepcopy(GOOD["buttons"])
    buttons["template"]["actions"] = [switch]
    assert [problem.property for problem in problems(buttons)] == ["template.actions[0].type"]


def test_a_component_may_not_stand_where_another_is_wanted() -> None:
    bubble = copy.deepcopy(GOOD["bubble"])
    bubble["contents"]["body"] = {"type": "text", "text": "あ"}
    assert [problem.property for problem in problems(bubble)] == ["contents.body.type"]
