"""Reply tokens, retry keys, receivers and the quota: what sending depends on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from linebot.v3.messaging import (
    ErrorResponse,
    MessagingApi,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    TextMessage,
)
from linebot.v3.messaging.exceptions import ApiException

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.conftest import PlainHttp
from tests.line_double import Clock

HELLO = [TextMessage(text="こんにちは")]
HELLO_JSON = [{"type": "text", "text": "こんにちは"}]
KEY = "123e4567-e89b-12d3-a456-426614174000"


def reply(api: MessagingApi, token: str) -> None:
    api.reply_message(ReplyMessageRequest(reply_token=token, messages=HELLO))


def push(api: MessagingApi, to: str, key: str | None = None) -> Any:
    return api.push_message(PushMessageRequest(to=to, messages=HELLO), x_line_retry_key=key)


class TestReplyTokens:
    """A reply token works once, for a minute after the event or its redelivery."""

    def test_it_works_in_its_last_second_and_not_after(
        self, api: MessagingApi, line_double: LineDouble, line_clock: Clock, hanako: Person
    ) -> None:
        first, second = (line_double.say(hanako.id, text)["replyToken"] for text in "ab")
        line_clock.advance(60)
        reply(api, first)
        line_clock.advance(0.1)
        with pytest.raises(ApiException) as late:
            reply(api, second)
        assert (late.value.status, json.loads(late.value.body)) == (400, {"message": "Invalid reply token"})

    def test_it_works_once(self, api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
        token = line_double.say(hanako.id, "a")["replyToken"]
        reply(api, token)
        with pytest.raises(ApiException):
            reply(api, token)
        assert [item.sender for item in line_double.items(hanako.id)] == [hanako.id, "bot"]

    def test_a_redelivery_gives_it_another_minute(
        self, api: MessagingApi, line_double: LineDouble, line_clock: Clock, hanako: Person
    ) -> None:
        event = line_double.say(hanako.id, "a")
        line_clock.advance(600)
        line_double.redeliver(event["webhookEventId"])
        line_clock.advance(60)
        reply(api, event["replyToken"])

    def test_a_redelivery_does_not_bring_a_used_one_back(
        self, api: MessagingApi, line_double: LineDouble, hanako: Person
    ) -> None:
        event = line_double.say(hanako.id, "a")
        reply(api, event["replyToken"])
        line_double.redeliver(event["webhookEventId"])
        with pytest.raises(ApiException):
            reply(api, event["replyToken"])

    @pytest.mark.parametrize(("seconds", "works"), [(1199, True), (1201, False)])
    def test_twenty_minutes_after_the_event_it_is_over(
        self,
        api: MessagingApi,
        line_double: LineDouble,
        line_clock: Clock,
        hanako: Person,
        seconds: float,
        works: bool,
    ) -> None:
        event = line_double.say(hanako.id, "a")
        line_clock.advance(seconds)
        line_double.redeliver(event["webhookEventId"])
        if works:
            reply(api, event["replyToken"])
        else:
            with pytest.raises(ApiException):
                reply(api, event["replyToken"])

    def test_a_refused_body_does_not_spend_it(
        self, api: MessagingApi, line_double: LineDouble, hanako: Person
    ) -> None:
        token = line_double.say(hanako.id, "a")["replyToken"]
        with pytest.raises(ApiException):
            api.reply_message(ReplyMessageRequest(reply_token=token, messages=[TextMessage(text="")]))
        reply(api, token)

    def test_a_reply_takes_no_retry_key(
        self, http: PlainHttp, line_double: LineDouble, hanako: Person
    ) -> None:
        token = line_double.say(hanako.id, "a")["replyToken"]
        body = {"replyToken": token, "messages": HELLO_JSON}
        assert http.post("message/reply", body, **{"X-Line-Retry-Key": KEY}).status_code == 400
        assert http.post("message/reply", body).status_code == 200


class TestRetryKeys:
    """The same retry key is accepted once a day."""

    def test_a_second_push_is_answered_with_what_the_first_sent(
        self, api: MessagingApi, line_double: LineDouble, hanako: Person
    ) -> None:
        first = api.push_message_with_http_info(
            PushMessageRequest(to=hanako.id, messages=HELLO), x_line_retry_key=KEY
        )
        with pytest.raises(ApiException) as again:
            push(api, hanako.id, KEY.upper())
        error = ErrorResponse.from_json(again.value.body)
        assert (again.value.status, error.message) == (409, "The retry key is already accepted")
        assert error.sent_messages == first.data.sent_messages
        assert again.value.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
        assert again.value.headers["x-line-request-id"] != first.headers["x-line-request-id"]
        assert len(line_double.items(hanako.id)) == 1

    def test_a_second_multicast_is_refused_without_messages(self, api: MessagingApi, hanako: Person) -> None:
        request = MulticastRequest(to=[hanako.id], messages=HELLO)
        api.multicast(request, x_line_retry_key=KEY)
        with pytest.raises(ApiException) as again:
            api.multicast(request, x_line_retry_key=KEY)
        assert json.loads(again.value.body) == {"message": "The retry key is already accepted"}

    def test_it_lives_for_a_day(
        self, api: MessagingApi, line_double: LineDouble, line_clock: Clock, hanako: Person
    ) -> None:
        push(api, hanako.id, KEY)
        line_clock.advance(24 * 3600 - 1)
        with pytest.raises(ApiException):
            push(api, hanako.id, KEY)
        line_clock.advance(1)
        push(api, hanako.id, KEY)
        assert len(line_double.items(hanako.id)) == 2

    def test_a_refused_push_leaves_it_free(self, api: MessagingApi, hanako: Person) -> None:
        with pytest.raises(ApiException):
            push(api, "U" + "0" * 32, KEY)
        push(api, hanako.id, KEY)

    def test_it_must_be_a_uuid(self, api: MessagingApi, hanako: Person) -> None:
        with pytest.raises(ApiException) as refused:
            push(api, hanako.id, "ticket-7")
        assert refused.value.status == 400


class TestReceivers:
    """Who a message reaches, and what the answer tells about it."""

    def test_a_push_to_somebody_who_blocked_the_account_is_dropped_in_silence(
        self, api: MessagingApi, line_double: LineDouble, hanako: Person
    ) -> None:
        line_double.block(hanako.id)
        assert push(api, hanako.id).sent_messages
        assert line_double.items(hanako.id) == []
        assert line_double.quota.used(line_double.clock()) == 0
        line_double.follow(hanako.id)
        push(api, hanako.id)
        assert len(line_double.items(hanako.id)) == 1

    def test_somebody_who_is_no_friend_is_reached_for_a_week_after_they_wrote(
        self, api: MessagingApi, line_double: LineDouble, line_clock: Clock, hanako: Person
    ) -> None:
        hanako.friend = False
        push(api, hanako.id)
        line_double.say(hanako.id, "a")
        line_clock.advance(7 * 24 * 3600 - 1)
        push(api, hanako.id)
        line_clock.advance(1)
        push(api, hanako.id)
        assert [item.sender for item in line_double.items(hanako.id)] == [hanako.id, "bot"]

    @pytest.mark.parametrize(
        ("to", "message"),
        [
            ("U" + "0" * 32, "Failed to send messages"),
            ("hanako", "The property, to, in the request body is invalid (line: -, column: -)"),
        ],
    )
    def test_an_unknown_receiver_is_an_error(self, api: MessagingApi, to: str, message: str) -> None:
        with pytest.raises(ApiException) as refused:
            push(api, to)
        assert (refused.value.status, json.loads(refused.value.body)["message"]) == (400, message)

    def test_a_multicast_with_one_unknown_person_reaches_nobody(
        self, api: MessagingApi, line_double: LineDouble, hanako: Person
    ) -> None:
        group = line_double.add_group("家族", [hanako.id])
        for other in ("U" + "0" * 32, group.id):
            with pytest.raises(ApiException):
                api.multicast(MulticastRequest(to=[hanako.id, other], messages=HELLO))
        assert line_double.items(hanako.id) == []

    def test_a_multicast_takes_500_people(self, api: MessagingApi, line_double: LineDouble) -> None:
        line_double.quota.limit = None
        people = [line_double.add_person(str(number)).id for number in range(501)]
        api.multicast(MulticastRequest(to=people[:500], messages=HELLO))

    def test_a_multicast_does_not_take_501(self, http: PlainHttp, line_double: LineDouble) -> None:
        people = [line_double.add_person(str(number)).id for number in range(501)]
        answer = http.post("message/multicast", {"to": people, "messages": HELLO_JSON})
        assert answer.status_code == 400


class TestQuota:
    """The month's messages."""

    def test_the_last_one_passes_and_one_more_is_refused(
        self, api: MessagingApi, line_double: LineDouble, hanako: Person
    ) -> None:
        line_double.quota.limit = 1
        push(api, hanako.id)
        with pytest.raises(ApiException) as refused:
            push(api, hanako.id)
        assert refused.value.status == 429
        assert json.loads(refused.value.body)["message"] == "You have reached your monthly limit."
        assert len(line_double.items(hanako.id)) == 1

    def test_replies_are_free(self, api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
        line_double.quota.limit = 0
        reply(api, line_double.say(hanako.id, "a")["replyToken"])
        assert line_double.quota.used(line_double.clock()) == 0

    def test_each_member_of_a_group_counts(
        self, api: MessagingApi, line_double: LineDouble, hanako: Person
    ) -> None:
        taro = line_double.add_person("太郎")
        push(api, line_double.add_group("家族", [hanako.id, taro.id]).id)
        assert line_double.quota.used(line_double.clock()) == 2

    def test_a_new_month_begins_at_nothing(
        self, api: MessagingApi, line_double: LineDouble, line_clock: Clock, hanako: Person
    ) -> None:
        push(api, hanako.id)
        line_clock.advance(31 * 24 * 3600)
        assert line_double.quota.used(line_clock()) == 0
