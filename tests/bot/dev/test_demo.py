"""The demo's own addresses."""

from __future__ import annotations

from flask import Flask
from werkzeug.test import Client

from bot.dev.demo import DemoAccount, demo


def test_the_address_of_the_demo_leads_to_its_chat_page() -> None:
    account = DemoAccount("http://127.0.0.1:1", mail_port=0, channel_secret="s", access_token="t")
    client = Client(demo(Flask("demo"), account, lambda _: None))
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/dev/")
    assert client.get("/elsewhere").status_code == 404
