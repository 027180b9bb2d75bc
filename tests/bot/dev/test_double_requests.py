"""What the API refuses before it does anything, and in which words."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from linebot.v3.messaging import (
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
)
from linebot.v3.messaging.exceptions import ApiException, UnauthorizedException

from bot.dev.double import LineDouble
from bot.dev.limits import LIMITS
from bot.dev.people import Person
from tests.bot.dev.conftest import PlainHttp
from tests.line_double import TOKEN, Clock

HELLO = [TextMessage(text="こんにちは")]
HELLO_JSON = [{"type": "text", "text": "こんにちは"}]
KEY = "123e4567-e89b-12d3-a456-426614174000"


def reply(api: MessagingApi, token: str) -> None:
    api.reply_message(ReplyMessageRequest(reply_token=token, messages=HELLO))


def push(api: MessagingApi, to: str, key: str | None = None) -> Any:
    return api.push_message(PushMessageRequest(to=to, messages=HELLO), x_line_retry_key=key)


@pytest.mark.parametrize("header", ["", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_without_the_token_nothing_is_done(http: PlainHttp, hanako: Person, header: str) -> None:
    body = {"to": hanako.id, "messages": HELLO_JSON}
    answer = http.post("message/push", body, Authorization=header)
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["message"].startswith("Authentication failed due to the following reason: ")


def test_the_sdk_knows_it_as_unauthorized(api: MessagingApi) -> None:
    api.api_client.configuration.access_token = "old"
    with pytest.raises(UnauthorizedException):
        api.get_bot_info()


def test_two_megabytes_and_no_more(http: PlainHttp) -> None:
    most = LIMITS["request"]["max_body_bytes"]
    empty = len(json.dumps({"messages": HELLO_JSON, "padding": ""}))
    answers = [
        http.post("message/validate/push", {"messages": HELLO_JSON, "padding": "a" * (size - empty)})
        for size in (most, most + 1)
    ]
    assert [answer.status_code for answer in answers] == [400, 413]  # 400: "padding" is unknown


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"messages": NaN}', b"[" * 100_000])
def test_what_is_no_json_object_is_refused(http: PlainHttp, body: bytes) -> None:
    answer = http.post("message/push", body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["message"].startswith("The request body could not be parsed as JSON (line: 1")


def test_a_message_too_deep_to_walk_is_refused(http: PlainHttp) -> None:
    floor, roof = '{"type":"box","layout":"vertical","contents":[', "]}"
    body = f'{{"type":"bubble","body":{floor * 400}{roof * 400}}}'
    messages = f'{{"messages":[{{"type":"flex","altText":"a","contents":{body}}}]}}'
    assert http.post("message/validate/push", messages.encode()).status_code == 400


def test_another_content_type_is_refused(http: PlainHttp) -> None:
    assert http.post("message/push", {}, **{"Content-Type": "text/plain"}).status_code == 415


def test_problems_are_listed_with_their_places(http: PlainHttp, hanako: Person) -> None:
    bad = [{"type": "text", "text": ""}, {"type": "text"}]
    answer = http.post("message/push", {"to": hanako.id, "messages": bad})
    assert (answer.status_code, answer.json) == (
        400,
        {
            "message": "The request body has 1 error(s)",
            "details": [{"message": "May not be empty", "property": "messages[1].text"}],
        },
    )


def test_an_unknown_property_is_named(http: PlainHttp) -> None:
    answer = http.post("message/validate/push", {"messages": [{**HELLO_JSON[0], "colour": "red"}]})
    expected = "The property, messages[0].colour, in the request body is invalid (line: -, column: -)"
    assert answer.json == {"message": expected}


@pytest.mark.parametrize("count", [0, 6])
def test_one_to_five_messages(http: PlainHttp, hanako: Person, count: int) -> None:
    answer = http.post("message/push", {"to": hanako.id, "messages": HELLO_JSON * count})
    assert answer.status_code == 400


def test_a_quote_token_belongs_to_its_chat(http: PlainHttp, line_double: LineDouble, hanako: Person) -> None:
    taro = line_double.add_person("太郎")
    quote = line_double.say(hanako.id, "a")["message"]["quoteToken"]
    quoting = [{**HELLO_JSON[0], "quoteToken": quote}]
    answers = [http.post("message/push", {"to": to, "messages": quoting}) for to in (hanako.id, taro.id)]
    assert [answer.status_code for answer in answers] == [200, 400]


def test_the_rate_is_limited_and_recovers(
    api: MessagingApi, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    line_double.rates.limit("push", 2, 1.0)
    for _ in range(2):
        push(api, hanako.id)
    with pytest.raises(ApiException) as refused:
        push(api, hanako.id)
    assert refused.value.status == 429
    assert "API rate limit" in refused.value.body
    line_clock.advance(1)
    push(api, hanako.id)


def test_the_webhook_test_is_limited_to_sixty_an_hour(http: PlainHttp) -> None:
    answers = [http.post("channel/webhook/test", {}).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]


@pytest.mark.parametrize("seconds", [0, 4, 7, 65, 20.0, "20", True, None])
def test_loading_takes_steps_of_five_seconds(http: PlainHttp, hanako: Person, seconds: object) -> None:
    body = {"chatId": hanako.id, "loadingSeconds": seconds}
    assert http.post("chat/loading/start", body).status_code == 400


@pytest.mark.parametrize("seconds", LIMITS["loading"]["seconds"])
def test_loading_ends_by_itself(
    api: MessagingApi,
    line_double: LineDouble,
    line_clock: Clock,
    hanako: Person,
    seconds: int,
) -> None:
    api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=hanako.id, loading_seconds=seconds))
    line_clock.advance(seconds - 0.1)
    assert line_double.loading(hanako.id)
    line_clock.advance(0.1)
    assert not line_double.loading(hanako.id)


def test_loading_is_for_direct_chats(http: PlainHttp, line_double: LineDouble, hanako: Person) -> None:
    group = line_double.add_group("家族", [hanako.id])
    answer = http.post("chat/loading/start", {"chatId": group.id})
    assert answer.status_code == 400
    assert http.post("chat/loading/start", {"chatId": hanako.id}).status_code == 202


def test_every_answer_has_its_own_request_id(http: PlainHttp) -> None:
    paths = ("message/push", "message/validate/push", "message/push")
    answers = [http.post(path, {}) for path in paths]
    ids = {str(uuid.UUID(answer.headers["X-Line-Request-Id"])) for answer in answers}
    assert len(ids) == 3


def test_an_unknown_address_is_not_found(http: PlainHttp) -> None:
    assert http.post("message/nowhere", {}).json == {"message": "Not found"}


def test_a_thousand_aliases_and_no_more(http: PlainHttp, line_double: LineDouble) -> None:
    menu_id = line_double.rich_menus.create({})
    line_double.rich_menus.aliases = {f"a{number}": menu_id for number in range(999)}
    answers = [http.post("richmenu/alias", {"richMenuAliasId": name, "richMenuId": menu_id}) for name in "xy"]
    assert [answer.status_code for answer in answers] == [200, 400]


def test_calls_are_recorded(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    push(api, hanako.id)
    with pytest.raises(ApiException):
        push(api, "U" + "0" * 32)
    recorded = [(call.method, call.path, call.status, list(call.sent)) for call in line_double.calls]
    assert recorded == [
        ("POST", "/v2/bot/message/push", 200, HELLO_JSON),
        ("POST", "/v2/bot/message/push", 400, []),
    ]
