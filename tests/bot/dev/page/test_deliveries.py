"""Whether the bot took what was said: the chat tells where it did not, the list of deliveries always."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page.calls import do, json_of, seen
from tests.bot.dev.page_bot import PageBot


@pytest.mark.parametrize(
    ("failure", "problem"),
    [
        (ConnectionError(), {"error": "could_not_connect", "status": None}),
        (TimeoutError(), {"error": "request_timeout", "status": None}),
        (500, {"error": "error_status_code", "status": 500}),
    ],
)
def test_a_chat_tells_that_the_bot_did_not_take_its_message(
    client: FlaskClient,
    double: LineDouble,
    hanako: Person,
    bot: PageBot,
    failure: Exception | int,
    problem: dict[str, object],
) -> None:
    other = double.add_person("Alex")
    bot.failure = failure
    do(client, hanako.id, "say", text="もしもし")
    found = seen(client, hanako.id)["problems"]
    assert [{name: each[name] for name in problem} for each in found] == [problem]
    assert seen(client, other.id)["problems"] == []


def test_deliveries_are_listed_newest_first(client: FlaskClient, hanako: Person, bot: PageBot) -> None:
    do(client, hanako.id, "say", text="一")
    bot.failure = 503
    do(client, hanako.id, "follow")
    listed = json_of(client.get("/dev/api/deliveries"))["deliveries"]
    assert [(each["number"], each["kinds"], each["status"], each["error"]) for each in listed] == [
        (2, ["follow"], 503, "error_status_code"),
        (1, ["message"], 200, None),
    ]
    assert listed[1]["milliseconds"] >= 0
    assert listed[1]["events"][0]["message"]["text"] == "一"
