"""What people do in their chats: the event the bot hears of it, and what the chat shows."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page.calls import do, json_of, seen, texts
from tests.bot.dev.page_bot import PageBot


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
