"""Getting what people sent over a real connection: what comes back whole, and what each failure means."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.channels import NoContent, SendError
from bot.dev.double import LineDouble
from bot.dev.events import MEDIA
from bot.line import client as client_module
from bot.line import contents as contents_module
from bot.line.contents import LineContents
from bot.line.tokens import fixed
from tests.bot.line.answering import Answer, AnsweringServer
from tests.bot.line.calling import TOKEN
from tests.line_double import TOKEN as DOUBLE_TOKEN

ID = "461230966842064897"
PATH = f"/v2/bot/message/{ID}/content"
MOST = 100_000


@pytest.fixture
def contents(server: AnsweringServer) -> Iterator[LineContents]:
    """Give what asks the server that stands for LINE."""
    opened = LineContents(f"{server.url}/", fixed(TOKEN))
    yield opened
    opened.close()


@pytest.fixture
def at_line(line_url: str) -> Iterator[LineContents]:
    """Give what asks the LINE double."""
    opened = LineContents(line_url, fixed(DOUBLE_TOKEN))
    yield opened
    opened.close()


def content(status: int = 200, body: bytes = b"", **more: Any) -> Answer:
    return Answer(status, body, {"Content-Type": "image/jpeg"}, **more)


def meaning(contents: LineContents, most: int = MOST) -> str:
    """Put into a word how a fetch failed."""
    try:
        contents.fetch(ID, most)
    except NoContent as refused:
        return refused.why
    except SendError as error:
        return "never" if error.permanent or error.token_spent else "later"
    return "there"


@pytest.mark.parametrize("kind", sorted(MEDIA))
def test_what_somebody_sent_comes_back_as_it_was(
    at_line: LineContents, line_double: LineDouble, kind: str
) -> None:
    person = line_double.add_person("花子", "ja")
    sent = line_double.send_media(person.id, kind)
    assert at_line.fetch(sent["message"]["id"], MOST) == MEDIA[kind][1]


def test_a_large_file_comes_whole(at_line: LineContents, line_double: LineDouble) -> None:
    person = line_double.add_person("花子", "ja")
    large = bytes(range(256)) * 4 * 1024 * 10  # ten megabytes
    sent = line_double.send_media(person.id, "file", content=large, name="large.bin")
    assert sent["message"]["fileSize"] == len(large)
    assert at_line.fetch(sent["message"]["id"], len(large)) == large


def test_what_was_taken_back_is_gone(at_line: LineContents, line_double: LineDouble) -> None:
    person = line_double.add_person("花子", "ja")
    sent = line_double.send_media(person.id, "image")["message"]["id"]
    line_double.unsend(person.id, sent)
    with pytest.raises(NoContent, match="gone"):
        at_line.fetch(sent, MOST)


def test_a_wrong_token_is_a_thing_an_operator_mends(line_url: str, line_double: LineDouble) -> None:
    person = line_double.add_person("花子", "ja")
    sent = line_double.send_media(person.id, "image")["message"]["id"]
    with pytest.raises(SendError, match="status 401"):
        LineContents(line_url, fixed("wrong")).fetch(sent, MOST)


def test_the_double_fails_on_demand_and_then_gives_it(at_line: LineContents, line_double: LineDouble) -> None:
    person = line_double.add_person("花子", "ja")
    sent = line_double.send_media(person.id, "image")["message"]["id"]
    path = f"/v2/bot/message/{sent}/content"
    line_double.fail_next(path=path, status=202)
    line_double.fail_next(path=path, drop="before")
    line_double.fail_next(path=path, drop="after")
    for _ in range(3):
        with pytest.raises(SendError):
            at_line.fetch(sent, MOST)
    assert at_line.fetch(sent, MOST) == MEDIA["image"][1]


def test_a_fetch_carries_the_token_of_its_time(server: AnsweringServer) -> None:
    tokens = iter(["first", "second"])
    contents = LineContents(server.url, lambda: next(tokens))
    for _ in range(2):
        contents.fetch(ID, MOST)
    assert [one.headers["Authorization"] for one in server.requests] == ["Bearer first", "Bearer second"]
    assert [one.path for one in server.requests] == [PATH, PATH]
    contents.close()


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        *((status, "gone") for status in (400, 404, 405, 410, 415, 422)),
        *((status, "later") for status in (202, 204, 206, 301, 302, 307, 401, 403, 408, 425, 429)),
        *((status, "later") for status in (500, 502, 503, 504)),
    ],
)
def test_what_a_status_says(contents: LineContents, server: AnsweringServer, status: int, meant: str) -> None:
    headers = {"Content-Type": "application/json", "Location": "/elsewhere"}
    server.answer(Answer(status, b"", headers))
    assert meaning(contents) == meant
    assert len(server.requests) == 1


def test_more_than_may_be_is_refused_and_not_a_byte_earlier(
    contents: LineContents, server: AnsweringServer
) -> None:
    server.answer(content(body=b"x" * 1_000), content(body=b"x" * 1_001))
    assert len(contents.fetch(ID, 1_000)) == 1_000
    assert meaning(contents, 1_000) == "too_large"


def test_a_size_that_is_claimed_is_refused_before_it_is_read(
    contents: LineContents, server: AnsweringServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents_module, "READ_SECONDS", 0.3)
    server.answer(content(body=b"x", claimed=MOST + 1))
    assert meaning(contents) == "too_large"


@pytest.mark.parametrize(
    "broken",
    [content(stall=True), content(drop=True), content(body=b"half", claimed=50)],
    ids=["late", "dropped", "cut short"],
)
def test_what_does_not_come_whole_is_fetched_again(
    contents: LineContents, server: AnsweringServer, broken: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents_module, "READ_SECONDS", 0.3)
    server.answer(broken, content(body=b"whole"))
    assert meaning(contents) == "later"
    assert contents.fetch(ID, MOST) == b"whole"


def test_a_file_that_takes_too_long_is_left(
    contents: LineContents, server: AnsweringServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents_module, "WHOLE_SECONDS", -1.0)
    server.answer(content(body=b"slow"))
    assert meaning(contents) == "later"


def test_bytes_are_taken_as_they_are_also_when_they_claim_to_be_packed(
    contents: LineContents, server: AnsweringServer
) -> None:
    server.answer(Answer(200, b"not packed", {"Content-Encoding": "gzip"}))
    assert contents.fetch(ID, MOST) == b"not packed"


def test_where_nobody_listens_it_is_tried_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert meaning(LineContents(f"http://127.0.0.1:{port}", fixed(TOKEN))) == "later"


def test_without_a_token_nothing_is_asked(server: AnsweringServer) -> None:
    def none() -> str:
        raise SendError("no access token")

    assert meaning(LineContents(server.url, none)) == "later"
    assert server.requests == []


@pytest.mark.parametrize("message_id", ["", "../profile", "1/2", "1?x=1", "１", "a b", "x" * 65, "1\n"])
def test_an_id_that_is_none_never_reaches_line(
    contents: LineContents, server: AnsweringServer, message_id: str
) -> None:
    with pytest.raises(NoContent, match="gone"):
        contents.fetch(message_id, MOST)
    assert server.requests == []


def test_whole_files_share_a_connection_and_a_broken_one_does_not_spoil_it(
    contents: LineContents, server: AnsweringServer
) -> None:
    server.answer(content(body=b"x" * 2_000), content(body=b"y" * 2_000), content(body=b"z" * 200_000))
    assert contents.fetch(ID, MOST)[:1] == b"x"
    assert contents.fetch(ID, MOST)[:1] == b"y"
    assert meaning(contents) == "too_large"
    server.answer(content(body=b"next"))
    assert contents.fetch(ID, MOST) == b"next"
    assert server.connections == 2


def test_line_s_request_id_is_logged_and_the_message_s_is_not(
    contents: LineContents, server: AnsweringServer
) -> None:
    server.answer(Answer(404, b"", {"x-line-request-id": "r1"}))
    with structlog.testing.capture_logs() as lines:
        meaning(contents)
    (line,) = lines
    assert (line["event"], line["status"], line["request"]) == ("line_refused", 404, "r1")
    assert ID not in str(line)


def test_nobody_waits_longer_than_a_lease_for_a_file() -> None:
    longest = contents_module.WHOLE_SECONDS + client_module.CONNECT_SECONDS + client_module.READ_SECONDS
    assert 0 < longest < 40
