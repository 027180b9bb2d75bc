"""The API's bad days, as the SDK meets them."""

from __future__ import annotations

import threading

import pytest
import urllib3
from linebot.v3.messaging import MessagingApi, PushMessageRequest, TextMessage
from linebot.v3.messaging.exceptions import ApiException, ServiceException
from pydantic.v1 import ValidationError

from bot.dev.double import LineDouble
from bot.dev.people import Person

KEY = "123e4567-e89b-12d3-a456-426614174000"


def push(api: MessagingApi, person: Person, **options: object) -> None:
    request = PushMessageRequest(to=person.id, messages=[TextMessage(text="こんにちは")])
    api.push_message(request, x_line_retry_key=KEY, **options)


def test_a_status_refuses_and_does_nothing(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    line_double.fail_next(2, status=500)
    for _ in range(2):
        with pytest.raises(ServiceException):
            push(api, hanako)
    assert line_double.items(hanako.id) == []
    push(api, hanako)
    assert [call.status for call in line_double.calls] == [500, 500, 200]


def test_too_many_requests_speak_of_the_rate(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    line_double.fail_next(status=429)
    with pytest.raises(ApiException) as refused:
        push(api, hanako)
    assert "The API rate limit has been exceeded" in refused.value.body


def test_a_connection_broken_before_leaves_nothing_done(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    line_double.fail_next(drop="before")
    with pytest.raises(urllib3.exceptions.ProtocolError):
        push(api, hanako)
    assert line_double.items(hanako.id) == []
    push(api, hanako)
    assert [call.status for call in line_double.calls] == [None, 200]


def test_a_connection_broken_after_leaves_it_done(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    line_double.fail_next(drop="after")
    with pytest.raises(urllib3.exceptions.ProtocolError):
        push(api, hanako)
    assert len(line_double.items(hanako.id)) == 1
    with pytest.raises(ApiException) as again:
        push(api, hanako)
    assert again.value.status == 409
    assert len(line_double.items(hanako.id)) == 1


def test_a_stalled_answer_comes_too_late_though_it_is_done(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    line_double.fail_next(stall=60)
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        push(api, hanako, _request_timeout=(5, 0.05))
    assert len(line_double.items(hanako.id)) == 1


def test_a_stalled_answer_can_be_let_go(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    line_double.fail_next(stall=60)
    sender = threading.Thread(target=push, args=(api, hanako))
    sender.start()
    assert line_double.wait_for_items(hanako.id, 0, 5)
    assert sender.is_alive()
    line_double.failures.release()
    sender.join(5)
    assert not sender.is_alive()


@pytest.mark.parametrize(("body", "error"), [(b"<html>", ValueError), (b"{}", ValidationError)])
def test_a_garbled_answer_hides_that_it_is_done(
    api: MessagingApi, line_double: LineDouble, hanako: Person, body: bytes, error: type[Exception]
) -> None:
    line_double.fail_next(body=body)
    with pytest.raises(error):
        push(api, hanako)
    assert len(line_double.items(hanako.id)) == 1


def test_only_calls_under_the_path_fail(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    line_double.fail_next(path="/v2/bot/message/push", status=500)
    assert api.get_profile(hanako.id).display_name == "花子"
    with pytest.raises(ServiceException):
        push(api, hanako)
