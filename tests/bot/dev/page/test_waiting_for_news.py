"""Who waits for news has them at once, and nobody waits for long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from bot.dev import page_api
from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page.calls import seen, texts
from tests.bot.dev.page_bot import PageBot


def test_waiting_ends_when_something_is_said(client: FlaskClient, double: LineDouble, hanako: Person) -> None:
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(seen, client.application.test_client(), hanako.id, wait=10)
        double.say(hanako.id, "こんにちは")
        assert texts(waiting.result(5))[0] == "こんにちは"


def test_waiting_ends_when_the_chat_changes(client: FlaskClient, double: LineDouble, hanako: Person) -> None:
    state = seen(client, hanako.id)["state"]
    with ThreadPoolExecutor(1) as threads:
        again = client.application.test_client()
        waiting = threads.submit(seen, again, hanako.id, wait=10, state=state)
        double.block(hanako.id)
        assert waiting.result(5)["blocked"] is True


def test_loading_is_shown_and_looked_at_again_soon(
    client: FlaskClient, hanako: Person, bot: PageBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_api, "_LOADING_LOOK", 0.01)
    bot.send("chat/loading/start", {"chatId": hanako.id, "loadingSeconds": 60})
    assert seen(client, hanako.id, wait=10)["loading"] is True


def test_nobody_waits_longer_than_ten_seconds(
    client: FlaskClient, hanako: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page_api.LONGEST_WAIT == 10
    monkeypatch.setattr(page_api, "LONGEST_WAIT", 0.01)
    assert seen(client, hanako.id, wait=3600)["items"] == []
