"""A body is taken whole, up to two mebibytes, however it comes; the rest is refused without a failure."""

from __future__ import annotations

import io
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

import pytest
from gunicorn.http.errors import ChunkMissingTerminator, InvalidChunkSize, InvalidHeader, NoMoreData

from bot.dev.serving import LocalServer
from bot.line.webhook import LONGEST_BODY
from tests.bot.line.desk import PATH, Desk
from tests.bot.line.webhooks import body, signature, text


@pytest.mark.parametrize(
    "nonsense",
    [b"", b"null", b"1", b'"events"', b"[]", b'[{"events":[]}]', b"{}", b'{"events":null}', b'{"events":{}}',
     b'{"events":"[]"}', b"events=1", b'{"events":[', b"\xff\xfe", b"[" * 100_000 + b"]" * 100_000,
     b'{"events":[' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]}"],
)  # fmt: skip
def test_what_line_would_never_send_is_refused_though_it_is_signed(desk: Desk, nonsense: bytes) -> None:
    assert desk.post(nonsense).status_code == 400
    assert desk.rows() == []


def of_length(length: int) -> bytes:
    padding = length - len(body(text("")))
    return body(text("x" * padding))


def chunked(sent: io.RawIOBase | io.BytesIO) -> dict[str, Any]:
    # What a server sets for a request whose length nobody announced.
    terminated = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    return {"environ_overrides": {**terminated, "wsgi.input": sent}}


@pytest.mark.parametrize(
    "how", [lambda _: {}, lambda sent: chunked(io.BytesIO(sent))], ids=["with its length", "chunked"]
)
def test_a_body_over_two_mebibytes_is_refused_and_one_of_just_that_is_taken(
    desk: Desk, how: Callable[[bytes], dict[str, Any]]
) -> None:
    longest, longer = of_length(LONGEST_BODY), of_length(LONGEST_BODY + 1)
    assert len(longest) == 2 * 1024 * 1024
    assert desk.post(longer, **how(longer)).status_code == 413
    assert desk.rows() == []
    assert desk.post(longest, **how(longest)).status_code == 200
    assert len(desk.rows()) == 1


def test_chunks_over_a_real_connection_are_put_together_or_refused_at_the_limit(desk: Desk) -> None:
    def status(sent: bytes) -> int:
        connection = HTTPConnection("127.0.0.1", int(server.url.rsplit(":", 1)[1]), timeout=30)
        pieces = [sent[at : at + 65_536] for at in range(0, len(sent), 65_536)]
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])
        headers = {"X-Line-Signature": signature(sent), "Transfer-Encoding": "chunked"}
        connection.request("POST", PATH, chunks, headers)
        answered = connection.getresponse().status
        connection.close()
        return answered

    with LocalServer(desk.app) as server:
        assert status(of_length(200_000)) == 200
        assert status(of_length(LONGEST_BODY + 1)) == 413
    assert len(desk.rows()) == 1


class BrokenOff(io.RawIOBase):
    """A body that ends where it should not, as gunicorn tells it."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, _: Any) -> int:
        raise self._error


@pytest.mark.parametrize(
    "error",
    [InvalidChunkSize(b"zz"), ChunkMissingTerminator(b"x"), InvalidHeader("x"), NoMoreData(), OSError()],
)
def test_a_body_that_breaks_off_is_refused_and_no_failure_of_ours(desk: Desk, error: Exception) -> None:
    answer = desk.post(b"", **chunked(BrokenOff(error)))
    assert (answer.status_code, answer.text) == (400, "body broken off")


def test_a_webhook_of_more_events_than_the_intake_holds_is_stored_whole(desk: Desk) -> None:
    sent = [text(f"{number}") for number in range(1_500)]
    assert desk.deliver(*sent) == 200
    assert desk.events() == sent
