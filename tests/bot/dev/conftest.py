"""The double and the real SDK, connected."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob
from werkzeug.test import Client, TestResponse

from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.line_double import TOKEN, line_bot, line_clock, line_double, line_url

__all__ = ["line_bot", "line_clock", "line_double", "line_url"]


class PlainHttp:
    """The API without the SDK, for what the SDK would not send."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def post(self, path: str, body: object, **headers: str) -> TestResponse:
        """Post JSON, or bytes as they are, with the right headers unless others are given."""
        data = body if isinstance(body, bytes) else json.dumps(body)
        given = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", **headers}
        return self.client.post(f"/v2/bot/{path}", data=data, headers=given)


@pytest.fixture
def http(line_double: LineDouble) -> PlainHttp:
    """Give plain HTTP."""
    return PlainHttp(Client(line_api(line_double)))


@pytest.fixture
def api_client(line_url: str) -> Iterator[ApiClient]:
    """Give the SDK's client, pointed at the double."""
    configuration = Configuration(host=line_url, access_token=TOKEN)
    configuration.retries = False
    with ApiClient(configuration) as client:
        yield client
        client.rest_client.pool_manager.clear()


@pytest.fixture
def api(api_client: ApiClient) -> MessagingApi:
    """Give the SDK's Messaging API."""
    return MessagingApi(api_client)


@pytest.fixture
def blob(api_client: ApiClient) -> MessagingApiBlob:
    """Give the SDK's API for files."""
    return MessagingApiBlob(api_client)


@pytest.fixture
def hanako(line_double: LineDouble) -> Person:
    """Give a friend of the account."""
    return line_double.add_person("花子")
