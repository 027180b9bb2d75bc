"""What is malformed, nobody's, somebody else's or from another site is refused, and the bot hears nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page.calls import do, json_of, seen
from tests.bot.dev.page_bot import PageBot

HANAKO = "{hanako}"
GROUP = "{group}"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("people", {}),
        ("people", {"name": "  "}),
        ("people", {"name": "あ" * 21}),
        ("people", {"name": "花子", "language": "fr"}),
        ("people", ["花子"]),
        ("groups", {"name": "家族", "members": []}),
        ("groups", {"name": "家族", "members": [1]}),
        ("groups", {"name": "家族", "members": "花子"}),
        ("groups", {"name": "家族", "members": [["花子"]]}),
        (f"chats/{HANAKO}/say", {}),
        (f"chats/{HANAKO}/say", {"text": " \n"}),
        (f"chats/{HANAKO}/say", {"text": "あ" * 5001}),
        (f"chats/{HANAKO}/say", {"text": "😀" * 2501}),
        (f"chats/{HANAKO}/say", {"text": "あ", "mention": "yes"}),
        (f"chats/{HANAKO}/say", {"text": "あ", "quote": 5}),
        (f"chats/{HANAKO}/say", {"text": "あ", "person": "U0"}),
        (f"chats/{HANAKO}/press", {"display_text": "はい"}),
        (f"chats/{HANAKO}/press", {"data": "x" * 301}),
        (f"chats/{HANAKO}/press", {"data": "x", "params": {"date": 1}}),
        (f"chats/{HANAKO}/press", {"data": "x", "params": []}),
        (f"chats/{HANAKO}/media", {"kind": "telegram"}),
        (f"chats/{HANAKO}/media", {"kind": ["image"]}),
        (f"chats/{HANAKO}/unsend", {}),
        (f"chats/{GROUP}/say", {"text": "誰"}),
        (f"chats/{GROUP}/follow", {}),
        (f"chats/{GROUP}/block", {}),
    ],
)
def test_malformed_input_is_refused_with_a_reason(
    client: FlaskClient, double: LineDouble, hanako: Person, bot: PageBot, path: str, body: object
) -> None:
    group = double.add_group("家族", [hanako.id])
    answer = client.post(f"/dev/api/{path.format(hanako=hanako.id, group=group.id)}", json=body)
    assert (answer.status_code, json_of(answer)["error"]) == (400, "bad_request")
    assert json_of(answer)["detail"]
    assert bot.events == []


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=nan", "wait=-1", "wait=inf"])
def test_a_malformed_question_is_refused(client: FlaskClient, hanako: Person, query: str) -> None:
    assert client.get(f"/dev/api/chats/{hanako.id}/items?{query}").status_code == 400


@pytest.mark.parametrize("path", ["items", "say", "press", "media", "follow", "block", "unsend"])
def test_a_chat_nobody_has_is_not_found(client: FlaskClient, path: str) -> None:
    address = f"/dev/api/chats/U{'0' * 32}/{path}"
    body = {"text": "あ", "data": "x", "kind": "image", "message_id": "1"}
    answer = client.get(address) if path == "items" else client.post(address, json=body)
    assert (answer.status_code, json_of(answer)["error"]) == (404, "not_found")


def test_only_ones_own_message_can_be_taken_back(client: FlaskClient, hanako: Person) -> None:
    do(client, hanako.id, "say", text="あ")
    answer = seen(client, hanako.id)["items"][1]
    assert do(client, hanako.id, "unsend", message_id=answer["message_id"]).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "https://localhost"},
    ],
)
def test_another_site_cannot_speak_for_anybody(
    client: FlaskClient, hanako: Person, bot: PageBot, headers: dict[str, str]
) -> None:
    answer = client.post(f"/dev/api/chats/{hanako.id}/say", json={"text": "あ"}, headers=headers)
    assert (answer.status_code, json_of(answer)["error"]) == (403, "other_site")
    assert bot.events == []


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}], ids=["tool", "page"]
)
def test_the_page_itself_and_a_tool_can(client: FlaskClient, hanako: Person, headers: dict[str, str]) -> None:
    answer = client.post(f"/dev/api/chats/{hanako.id}/say", json={"text": "あ"}, headers=headers)
    assert answer.status_code == 200


def test_what_a_plain_form_can_send_is_refused(client: FlaskClient, hanako: Person) -> None:
    address = f"/dev/api/chats/{hanako.id}/say"
    assert client.post(address, data='{"text": "あ"}', content_type="text/plain").status_code == 400
    assert client.post(address, data={"text": "あ"}).status_code == 400


def test_a_huge_body_is_refused(client: FlaskClient, hanako: Person) -> None:
    answer = do(client, hanako.id, "say", text="あ" * 200_000)
    assert answer.status_code in {400, 413}
