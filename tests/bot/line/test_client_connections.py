"""Many calls and many threads share a few connections to LINE."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bot.line.client import LineClient
from bot.line.tokens import fixed
from tests.bot.line.answering import Answer, AnsweringServer
from tests.bot.line.calling import TOKEN, failure, push, reply


def test_many_calls_share_one_connection(client: LineClient, server: AnsweringServer) -> None:
    for number in range(20):
        server.answer(Answer(400 if number % 3 == 1 else 200))
        if number % 3 == 1:
            failure(client, push)
        else:
            reply(client)
    assert {request.connection for request in server.requests} == {1}


def test_many_threads_share_the_client_and_nothing_gets_mixed_up(
    client: LineClient, server: AnsweringServer
) -> None:
    together = Barrier(8)

    def send(thread: int) -> None:
        together.wait(30)
        for number in range(10):
            client.push(f"U{thread}", [{"type": "text", "text": f"{thread}.{number}"}], f"{thread}-{number}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(send, range(8)))
    sent = [(json.loads(one.body), one.headers["X-Line-Retry-Key"]) for one in server.requests]
    assert len(sent) == 80
    for body, key in sent:
        thread, number = key.split("-")
        assert body == {"to": f"U{thread}", "messages": [{"type": "text", "text": f"{thread}.{number}"}]}
    assert server.connections <= 8


def test_a_closed_client_holds_no_connection(server: AnsweringServer) -> None:
    client = LineClient(server.url, fixed(TOKEN))
    reply(client)
    client.close()
    reply(client)
    client.close()
    assert server.connections == 2
