"""The mailbox page's addresses: what the browser may ask for, and what each answer forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from bot.dev.mail_answers import AUTHSERV_ID
from bot.dev.mailbox import MailDouble
from bot.mail.incoming.incoming_mail import IncomingMail
from bot.mail.incoming.reading import read
from bot.mail.incoming.receiver import Receiver
from bot.mail.incoming.reply import reply
from bot.mail.relay import relay_of
from bot.mail.sender import MailSender
from bot.mail.threads import Thread, Threads, in_addresses
from tests.bot.dev.page_bot import PageBot, page_over
from tests.bot.mail.letters import HANAKO, SENDER, START, letter, owed


@pytest.fixture
def mailbox() -> Iterator[MailDouble]:
    with MailDouble(clock=lambda: START / 1_000) as double:
        yield double


@pytest.fixture
def bot() -> PageBot:
    return PageBot()


@pytest.fixture
def client(bot: PageBot, mailbox: MailDouble) -> Iterator[FlaskClient]:
    with page_over(bot, background=False, mailbox=mailbox) as (_, app):
        yield app.test_client()


def send(mailbox: MailDouble, **fields: str) -> None:
    sender = MailSender(relay_of(mailbox.url), SENDER, threads=Threads("sixteen letters or more"))
    sender.send(owed(letter(**fields)), START)  # type: ignore[arg-type]  # its fields


def test_mails_are_listed_the_newest_first_as_people_read_them(
    client: FlaskClient, mailbox: MailDouble
) -> None:
    send(mailbox)
    send(mailbox, to="alex@example.com", subject="Your code", text="It is 123456.", language="en")
    assert client.get("/dev/mail/api/mails").json == {
        "mails": [
            {
                "number": 2,
                "at": START / 1_000,
                "to": "alex@example.com",
                "from": "プライバシーセンター <desk@example.com>",
                "subject": "Your code",
                "language": "en",
                "text": "It is 123456.",
                "html": True,
                "answerable": False,
            },
            {
                "number": 1,
                "at": START / 1_000,
                "to": HANAKO,
                "from": "プライバシーセンター <desk@example.com>",
                "subject": letter().subject,
                "language": "ja",
                "text": letter().text,
                "html": True,
                "answerable": False,
            },
        ]
    }


def test_an_empty_mailbox_is_an_empty_list(client: FlaskClient) -> None:
    assert client.get("/dev/mail/api/mails").json == {"mails": []}


def test_the_page_brings_every_file_it_names_from_the_demo_itself(client: FlaskClient) -> None:
    named = re.findall(r'(?:href|src)="([^"#]+)"', client.get("/dev/mail/").text)
    files = [address for address in named if address != "../"]
    assert len(files) == 4
    for address in files:
        assert address.startswith("/dev/static/")
        answer = client.get(address)
        assert answer.status_code == 200, address
        answer.close()


@pytest.mark.parametrize("path", ["/dev/mail/", "/dev/mail/api/mails"])
def test_every_answer_forbids_inline_code_framing_and_keeping(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_a_mail_as_html_may_do_nothing_and_is_framed_by_the_page_alone(
    client: FlaskClient, mailbox: MailDouble
) -> None:
    send(mailbox, text="<script>alert(1)</script>")
    answer = client.get("/dev/mail/mails/1.html")
    assert answer.content_type == "text/html; charset=utf-8"
    assert "&lt;script&gt;" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; ")
    assert "script-src" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-src 'self'" in client.get("/dev/mail/").headers["Content-Security-Policy"]
    assert client.get("/dev/mail/mails/2.html").status_code == 404


def test_nothing_can_be_sent_to_the_page(client: FlaskClient) -> None:
    assert client.post("/dev/mail/api/mails", json={}).status_code == 405


def test_the_chat_page_leads_to_the_mailbox(client: FlaskClient) -> None:
    assert '<a href="mail/" data-text="mail.open">' in client.get("/dev/").text


def test_without_a_mailbox_the_chat_page_leads_to_none() -> None:
    with page_over(PageBot(), background=False) as (_, app):
        assert "mail/" not in app.test_client().get("/dev/").text


def test_an_answer_comes_from_whom_the_mail_went_to_with_the_word_of_the_demos_mail_server(
    client: FlaskClient, bot: PageBot, mailbox: MailDouble
) -> None:
    send(mailbox, party="requester")
    assert client.get("/dev/mail/api/mails").json["mails"][0]["answerable"]  # type: ignore[index]  # it is JSON
    answered = client.post("/dev/mail/api/mails/1/answer", json={"text": "はい、お願いします。"})
    assert answered.json == {"ok": True}
    found = read(bot.answered[0], Receiver(frozenset(), "example.com", AUTHSERV_ID))
    assert isinstance(found, IncomingMail)
    assert found.sender.address == HANAKO
    assert found.authentication.vouches_for(HANAKO)
    assert reply(found.text) == "はい、お願いします。"
    (token,) = in_addresses(found.recipients)
    assert Threads("sixteen letters or more").opened(token, ()) == Thread(letter().number, "requester")


@pytest.mark.parametrize(("number", "status"), [(1, 409), (2, 404)])
def test_what_takes_no_answer_is_not_answered(
    client: FlaskClient, bot: PageBot, mailbox: MailDouble, number: int, status: int
) -> None:
    send(mailbox)
    answered = client.post(f"/dev/mail/api/mails/{number}/answer", json={"text": "Hello"})
    assert (answered.status_code, bot.answered) == (status, [])
