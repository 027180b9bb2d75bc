"""The chat page's addresses: what the browser may ask for, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.dev import page_api
from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page_bot import PageBot, page_over

FILES = Path(page_api.__file__).parent


@pytest.fixture
def bot() -> PageBot:
    return PageBot()


@pytest.fixture
def over(bot: PageBot) -> Iterator[tuple[LineDouble, FlaskClient]]:
    with page_over(bot, background=False) as (double, app):
        yield double, app.test_client()


@pytest.fixture
def double(over: tuple[LineDouble, FlaskClient]) -> LineDouble:
    return over[0]


@pytest.fixture
def client(over: tuple[LineDouble, FlaskClient]) -> FlaskClient:
    return over[1]


@pytest.fixture
def hanako(double: LineDouble) -> Person:
    return double.add_person("花子")


def fetch(client: FlaskClient, path: str) -> TestResponse:
    """Fetch something that may be a file, and let go of it."""
    answer = client.get(path)
    answer.get_data()
    answer.close()
    return answer


def json_of(answer: TestResponse) -> Any:
    return answer.json


def do(client: FlaskClient, chat_id: str, verb: str, **body: object) -> TestResponse:
    return client.post(f"/dev/api/chats/{chat_id}/{verb}", json=body)


def seen(client: FlaskClient, chat_id: str, **query: object) -> dict[str, Any]:
    answer = client.get(f"/dev/api/chats/{chat_id}/items", query_string=query)
    assert answer.status_code == 200
    found: dict[str, Any] = json_of(answer)
    return found


def texts(news: dict[str, Any]) -> list[str]:
    return [item["message"]["text"] for item in news["items"]]


def test_the_page_brings_every_file_it_names_from_its_own_place(client: FlaskClient) -> None:
    page = client.get("/dev/")
    assert page.mimetype == "text/html"
    named = re.findall(r'(?:href|src)="([^"#]+)"', page.text)
    assert len(named) >= 7
    for address in named:
        assert address.startswith("/dev/static/")
        assert fetch(client, address).status_code == 200, address


def test_modules_import_only_files_that_are_there(client: FlaskClient) -> None:
    for module in (FILES / "static").glob("*.js"):
        for imported in re.findall(r'from "([^"]+)"', module.read_text(encoding="utf-8")):
            served = fetch(client, f"/dev/static/{imported.removeprefix('./')}")
            assert served.status_code == 200, f"{module.name}: {imported}"
            assert served.mimetype == "text/javascript"


@pytest.mark.parametrize(
    "path", ["/dev/", "/dev/static/main.js", "/dev/api/chats", "/dev/api/chats/U0/items"]
)
def test_every_answer_forbids_inline_code_framing_and_guessing(client: FlaskClient, path: str) -> None:
    headers = fetch(client, path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_what_people_wrote_is_not_kept_by_the_browser(client: FlaskClient) -> None:
    assert client.get("/dev/api/chats").headers["Cache-Control"] == "no-store"


def test_people_and_groups_are_added_and_listed(client: FlaskClient) -> None:
    person = client.post("/dev/api/people", json={"name": " 花子 ", "language": "en"})
    assert (person.status_code, json_of(person)) == (
        201,
        {"id": json_of(person)["id"], "name": "花子", "language": "en", "blocked": False},
    )
    group = client.post("/dev/api/groups", json={"name": "家族", "members": [json_of(person)["id"]]})
    assert group.status_code == 201
    listed = json_of(client.get("/dev/api/chats"))
    assert [(chat["name"], chat["kind"], chat["last"]) for chat in listed["chats"]] == [
        ("花子", "direct", None),
        ("家族", "group", None),
    ]
    assert listed["chats"][1]["members"] == listed["people"] == [json_of(person)]


def test_a_person_writes_and_reads_the_answer(client: FlaskClient, hanako: Person) -> None:
    assert do(client, hanako.id, "say", text="こんにちは").status_code == 200
    news = seen(client, hanako.id)
    assert [(item["sender"], item["message"]["text"]) for item in news["items"]] == [
        (hanako.id, "こんにちは"),
        ("bot", "こんにちは"),
    ]
    assert texts(seen(client, hanako.id, after=1)) == ["こんにちは"]
    assert json_of(client.get("/dev/api/chats"))["chats"][0]["last"]["number"] == 2


def test_a_pressed_button_sends_its_data_and_shows_its_words(
    client: FlaskClient, hanako: Person, bot: PageBot
) -> None:
    do(client, hanako.id, "press", data="when", display_text="日付を選ぶ", params={"date": "2026-11-24"})
    assert texts(seen(client, hanako.id)) == ["日付を選ぶ", "押されました：when"]
    assert bot.events[0]["postback"] == {"data": "when", "params": {"date": "2026-11-24"}}


@pytest.mark.parametrize("kind", ["sticker", "image", "video", "audio", "file", "location"])
def test_things_without_words_are_sent(client: FlaskClient, hanako: Person, kind: str) -> None:
    assert do(client, hanako.id, "media", kind=kind).status_code == 200
    assert seen(client, hanako.id)["items"][0]["message"]["type"] == kind


def test_in_a_group_a_member_speaks_and_may_mention_the_bot(
    client: FlaskClient, double: LineDouble, hanako: Person, bot: PageBot
) -> None:
    group = double.add_group("家族", [hanako.id])
    do(client, group.id, "say", text="教えて", person=hanako.id, mention=True)
    event = bot.events[0]
    assert event["source"] == {"type": "group", "groupId": group.id, "userId": hanako.id}
    assert event["message"]["mention"]["mentionees"][0]["isSelf"] is True


def test_a_reply_names_what_it_replies_to(client: FlaskClient, hanako: Person, bot: PageBot) -> None:
    do(client, hanako.id, "say", text="一")
    answer = seen(client, hanako.id)["items"][1]
    do(client, hanako.id, "say", text="二", quote=answer["message_id"])
    assert bot.events[1]["message"]["quotedMessageId"] == answer["message_id"]


def test_what_is_taken_back_is_not_shown_any_more(client: FlaskClient, hanako: Person) -> None:
    do(client, hanako.id, "say", text="秘密")
    message_id = seen(client, hanako.id)["items"][0]["message_id"]
    assert do(client, hanako.id, "unsend", message_id=message_id).status_code == 200
    news = seen(client, hanako.id)
    assert (news["items"][0]["message"], news["items"][0]["unsent"], news["unsent"]) == (None, True, [1])


def test_who_blocked_the_bot_cannot_write_until_following_again(client: FlaskClient, hanako: Person) -> None:
    do(client, hanako.id, "block")
    assert seen(client, hanako.id)["blocked"] is True
    refused = do(client, hanako.id, "say", text="あの")
    assert (refused.status_code, json_of(refused)["error"]) == (409, "refused")
    do(client, hanako.id, "follow")
    assert seen(client, hanako.id)["blocked"] is False
    assert do(client, hanako.id, "say", text="あの").status_code == 200


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
