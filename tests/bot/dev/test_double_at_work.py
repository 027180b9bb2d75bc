"""The double as the demo runs it: webhooks over HTTP, in the background, to a bot in another thread."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
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


class OneAtATime:
    """Takes webhooks; answers the first one only when another chat's has arrived."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.busy: set[str] = set()
        self.taken: list[str] = []
        self.overlaps: list[str] = []
        self.second_chat = threading.Event()

    def __call__(self, _url: str, body: bytes, _headers: Mapping[str, str], _timeout: float) -> int:
        event = json.loads(body)["events"][0]
        chat, text = event["source"]["userId"], event["message"]["text"]
        with self.lock:
            self.overlaps += [text] if chat in self.busy else []
            self.busy.add(chat)
            self.taken.append(text)
        if text == "b1":
            self.second_chat.set()
        assert self.second_chat.wait(10)
        with self.lock:
            self.busy.discard(chat)
        return 200


def test_a_chat_waits_for_its_own_answers_and_for_nobody_elses(line_clock: Clock) -> None:
    poster = OneAtATime()
    double = LineDouble(
        channel_secret=SECRET, webhook_url="http://bot", access_token=TOKEN, clock=line_clock, post=poster
    )
    first, second = (double.add_person(name) for name in "ab")
    said = [f"a{number}" for number in range(20)]
    for text in said:
        double.say(first.id, text)
    double.say(second.id, "b1")
    assert double.settle(10)
    double.close()
    assert poster.overlaps == []
    assert [text for text in poster.taken if text != "b1"] == said
    assert all(delivery.error is None for delivery in double.deliveries())


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
