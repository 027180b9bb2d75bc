"""What the page asks its addresses for."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


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
    assert answer.status_code == 200, answer.status
    found: dict[str, Any] = json_of(answer)
    return found


def texts(news: dict[str, Any]) -> list[str]:
    return [item["message"]["text"] for item in news["items"]]
