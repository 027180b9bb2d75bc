"""Webhooks reach the bot signed, within two seconds, and again when that fails."""

from __future__ import annotations

import json
from typing import Any

import pytest
from linebot.v3 import SignatureValidator, WebhookParser
from linebot.v3.webhook import UnknownEvent
from linebot.v3.webhooks import MessageEvent, PostbackEvent

from bot.dev.double import LineDouble
from bot.dev.people import Person
from bot.dev.posting import Delivery, DeliveryError, post_within
from tests.line_double import SECRET, Clock, ListeningBot


def last(double: LineDouble) -> Delivery:
    return double.deliveries()[-1]


def parsed(bot: ListeningBot) -> list[Any]:
    """Read what arrived with the SDK, signature included."""
    parser = WebhookParser(SECRET)
    read = [parser.parse(body.decode(), headers["x-line-signature"]) for body, headers in bot.webhooks]
    return [event for events in read for event in events]


def test_the_signature_is_the_one_the_sdk_expects(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    line_double.say(hanako.id, "クッキーは？")
    body, headers = line_bot.webhooks[0]
    validator = SignatureValidator(SECRET)
    assert validator.validate(body.decode(), headers["x-line-signature"])
    assert not validator.validate(body.decode() + " ", headers["x-line-signature"])
    assert json.loads(body)["destination"] == line_double.bot_id


def test_a_wrong_signature_can_be_sent(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    line_double.send_events([line_double.text_event(hanako.id, "a")], signature="bm8=")
    assert line_bot.webhooks[0][1]["x-line-signature"] == "bm8="


def test_the_bot_has_two_seconds(line_double: LineDouble, line_bot: ListeningBot, hanako: Person) -> None:
    line_double.say(hanako.id, "a")
    assert line_bot.timeouts == [2]


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        (200, 200, None),
        (204, 204, None),
        (302, 302, "error_status_code"),
        (500, 500, "error_status_code"),
        (TimeoutError(), None, "request_timeout"),
        (ConnectionError(), None, "could_not_connect"),
        (RuntimeError(), None, "unclassified"),
    ],
)
def test_a_delivery_has_the_class_of_lines_console(
    line_double: LineDouble,
    line_bot: ListeningBot,
    hanako: Person,
    answer: int | Exception,
    status: int | None,
    error: DeliveryError | None,
) -> None:
    line_bot.answers = [answer]
    event = line_double.say(hanako.id, "a")
    delivery = last(line_double)
    assert (delivery.status, delivery.error) == (status, error)
    assert delivery.event_ids == (event["webhookEventId"],)


@pytest.mark.parametrize(("seconds", "error"), [(2.0, None), (2.1, "request_timeout")])
def test_an_answer_after_the_deadline_is_a_timeout(seconds: float, error: DeliveryError | None) -> None:
    times = iter([10.0, 10.0 + seconds])
    outcome = post_within(lambda *_: 200, "http://127.0.0.1", b"{}", "", lambda: next(times))
    assert (outcome.status, outcome.error) == (200, error)


def test_by_default_nothing_comes_again(
    line_double: LineDouble, line_bot: ListeningBot, line_clock: Clock, hanako: Person
) -> None:
    line_bot.answers = [500]
    line_double.say(hanako.id, "a")
    line_clock.advance(3600)
    line_double.deliver_due()
    assert len(line_bot.webhooks) == 1


def test_a_failed_webhook_comes_again_with_the_same_id_and_token(
    line_double: LineDouble, line_bot: ListeningBot, line_clock: Clock, hanako: Person
) -> None:
    line_double.redelivery_enabled = True
    line_bot.answers = [500, TimeoutError()]
    line_double.say(hanako.id, "a")
    for seconds in (9, 1, 60, 300, 3600):
        line_clock.advance(seconds)
        line_double.deliver_due()
    first, *again = line_bot.events
    assert [event["deliveryContext"]["isRedelivery"] for event in again] == [True, True]
    for event in again:
        assert {**event, "deliveryContext": first["deliveryContext"]} == first
    assert [delivery.redelivery for delivery in line_double.deliveries()] == [False, True, True]


def test_redelivery_gives_up(
    line_double: LineDouble, line_bot: ListeningBot, line_clock: Clock, hanako: Person
) -> None:
    line_double.redelivery_enabled = True
    line_bot.answers = [500] * 10
    line_double.say(hanako.id, "a")
    for _ in range(10):
        line_clock.advance(3600)
        line_double.deliver_due()
    assert len(line_bot.webhooks) == 4


def test_an_event_can_be_sent_twice_though_it_arrived(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    event = line_double.say(hanako.id, "a")
    line_double.redeliver(event["webhookEventId"])
    assert [each["webhookEventId"] for each in line_bot.events] == [event["webhookEventId"]] * 2
    with pytest.raises(KeyError):
        line_double.redeliver("never sent")


def test_what_is_sent_again_is_what_was_sent(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    event = line_double.say(hanako.id, "a")
    event["message"]["text"] = "b"
    line_double.redeliver(event["webhookEventId"])
    assert [each["message"]["text"] for each in line_bot.events] == ["a", "a"]


def test_one_webhook_may_hold_several_peoples_events_out_of_order(
    line_double: LineDouble, line_bot: ListeningBot, line_clock: Clock, hanako: Person
) -> None:
    taro = line_double.add_person("太郎")
    early = line_double.text_event(hanako.id, "先")
    line_clock.advance(1)
    late = line_double.text_event(taro.id, "後")
    line_double.send_events([late, early])
    assert len(line_bot.webhooks) == 1
    assert [event.source.user_id for event in parsed(line_bot)] == [taro.id, hanako.id]
    assert late["timestamp"] == early["timestamp"] + 1000


def test_events_line_does_not_have_yet_can_be_sent(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    incomplete = line_double.text_event(hanako.id, "a")
    del incomplete["message"]["quoteToken"]
    events = [line_double.event(hanako.id, "telepathy", thought="…"), incomplete]
    line_double.send_events(events)
    assert [type(event) for event in parsed(line_bot)] == [UnknownEvent, UnknownEvent]


@pytest.mark.parametrize("event", ["no event", {}, {"type": "message"}, {"source": 1, "replyToken": 2}])
def test_what_is_no_event_is_sent_as_it_is(
    line_double: LineDouble, line_bot: ListeningBot, event: Any
) -> None:
    line_double.send_events([event])
    assert line_bot.events == [event]


def test_half_a_surrogate_pair_arrives_as_the_phone_sent_it(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    line_double.say(hanako.id, "a\ud83d")
    assert line_bot.events[0]["message"]["text"] == "a\ud83d"
    assert b"\\ud83d" in line_bot.webhooks[0][0]


def test_bytes_can_be_sent_as_they_are(line_double: LineDouble, line_bot: ListeningBot) -> None:
    delivery = line_double.webhooks.post_raw(b"not json")
    assert line_bot.webhooks[0][0] == delivery.body == b"not json"


def test_in_standby_mode_there_is_no_reply_token(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    line_double.send_events([line_double.event(hanako.id, "follow", mode="standby")])
    assert line_bot.events[0]["mode"] == "standby"
    assert "replyToken" not in line_bot.events[0]


def test_the_sdk_reads_what_people_do(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    line_double.say(hanako.id, "a", quoted_message_id="1")
    line_double.press(hanako.id, "data=1", params={"date": "2026-11-01"})
    message, postback = parsed(line_bot)
    assert isinstance(message, MessageEvent)
    assert message.message.quoted_message_id == "1"
    assert isinstance(postback, PostbackEvent)
    assert (postback.postback.data, postback.postback.params) == ("data=1", {"date": "2026-11-01"})
