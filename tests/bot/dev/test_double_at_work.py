"""The double as the demo runs it: webhooks over HTTP, in the background, to a bot in another thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, request

from bot.dev.double import LineDouble
from bot.dev.posting import HttpPoster
from bot.dev.serving import LocalServer
from tests.line_double import SECRET, TOKEN, Clock


class Bot:
    """A bot over HTTP that keeps the texts it gets, and waits at the gate before it answers."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.statuses: list[int] = []
        self.texts: list[str] = []
        self.app = Flask(__name__)
        self.app.add_url_rule("/hook", view_func=self.hook, methods=["POST"])

    def hook(self) -> tuple[str, int]:
        events = request.get_json()["events"]
        self.texts += [event["message"]["text"] for event in events]
        self.gate.wait(10)
        return "", self.statuses.pop(0) if self.statuses else 200


@contextmanager
def connected(bot: Bot, clock: Clock) -> Iterator[LineDouble]:
    with LocalServer(bot.app) as server:
        double = LineDouble(
            channel_secret=SECRET, webhook_url=f"{server.url}/hook", access_token=TOKEN, clock=clock
        )
        yield double
        bot.gate.set()
        double.close()


def test_each_chat_keeps_its_order(line_clock: Clock) -> None:
    bot = Bot()
    with connected(bot, line_clock) as double:
        people = [double.add_person(name) for name in "abc"]
        for number in range(10):
            for person in people:
                double.say(person.id, f"{person.name}{number}")
        assert double.settle()
    for name in "abc":
        assert [text for text in bot.texts if text[0] == name] == [f"{name}{number}" for number in range(10)]


def test_one_persons_slow_answer_keeps_nobody_else_waiting(line_clock: Clock) -> None:
    bot = Bot()
    bot.gate.clear()
    with connected(bot, line_clock) as double:
        first, second = (double.add_person(name) for name in "ab")
        double.say(first.id, "a1")
        double.say(first.id, "a2")
        double.say(second.id, "b1")
        assert not double.settle(0)
        bot.gate.set()
        assert double.settle()
    assert bot.texts.index("a1") < bot.texts.index("a2")
    assert sorted(bot.texts) == ["a1", "a2", "b1"]


def test_a_failed_webhook_comes_again_by_itself(line_clock: Clock) -> None:
    bot = Bot()
    bot.statuses = [503]
    with connected(bot, line_clock) as double:
        double.redelivery_enabled = True
        double.webhooks.redelivery_after = (0.0,)
        double.say(double.add_person("花子").id, "a")
        assert double.settle()
        deliveries = [(delivery.status, delivery.redelivery) for delivery in double.deliveries()]
    assert bot.texts == ["a", "a"]
    assert deliveries == [(503, False), (200, True)]


def test_a_bot_that_does_not_answer_in_time(line_clock: Clock) -> None:
    bot = Bot()
    bot.gate.clear()
    poster = HttpPoster()
    with LocalServer(bot.app) as server:
        with pytest.raises(TimeoutError):
            poster(f"{server.url}/hook", b'{"events":[]}', {"Content-Type": "application/json"}, 0.05)
        bot.gate.set()
    poster.close()


def test_a_bot_that_is_not_there() -> None:
    with LocalServer(Flask(__name__)) as server:
        gone = server.url
    poster = HttpPoster()
    with pytest.raises(ConnectionError):
        poster(gone, b"{}", {}, 1)
    poster.close()
