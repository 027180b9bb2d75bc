"""The SDK's every call that the double serves, made by the SDK itself."""

from __future__ import annotations

import pytest
from linebot.v3.messaging import (
    CreateRichMenuAliasRequest,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    MessagingApiBlob,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
    UpdateRichMenuAliasRequest,
    ValidateMessageRequest,
    models,
)
from linebot.v3.messaging.exceptions import ApiException, NotFoundException

from bot.dev.double import LineDouble
from bot.dev.events import MEDIA
from bot.dev.people import Person
from tests.line_double import ListeningBot

HELLO = [TextMessage(text="こんにちは")]
PNG = MEDIA["image"][1]
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "窓口",
    "chatBarText": "メニュー",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 1250, "height": 843},
            "action": {"type": "postback", "data": "ask", "label": "質問"},
        }
    ],
}


def test_a_reply_answers_the_event_it_was_made_for(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    event = line_double.say(hanako.id, "クッキーは？")
    answer = api.reply_message(ReplyMessageRequest(reply_token=event["replyToken"], messages=HELLO))
    shown = line_double.items(hanako.id)[-1]
    assert (shown.sender, shown.message) == ("bot", {"type": "text", "text": "こんにちは"})
    assert [sent.id for sent in answer.sent_messages] == [shown.message_id]
    assert answer.sent_messages[0].quote_token == shown.quote_token


def test_a_push_reaches_a_friend(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    api.push_message(PushMessageRequest(to=hanako.id, messages=HELLO))
    assert [item.sender for item in line_double.items(hanako.id)] == ["bot"]


def test_a_push_reaches_a_group(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    group = line_double.add_group("家族", [hanako.id])
    api.push_message(PushMessageRequest(to=group.id, messages=HELLO))
    assert len(line_double.items(group.id)) == 1
    assert line_double.items(hanako.id) == []


def test_a_multicast_reaches_each_person(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    taro = line_double.add_person("太郎")
    api.multicast(MulticastRequest(to=[hanako.id, taro.id], messages=HELLO))
    assert [len(line_double.items(person.id)) for person in (hanako, taro)] == [1, 1]


def test_validation_sends_nothing(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    for validate in (api.validate_reply, api.validate_push, api.validate_multicast):
        validate(ValidateMessageRequest(messages=HELLO))
    assert line_double.items(hanako.id) == []
    with pytest.raises(ApiException) as refused:
        api.validate_push(ValidateMessageRequest(messages=[TextMessage(text="")]))
    assert refused.value.status == 400


def test_the_loading_animation_ends_with_the_answer(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    assert not line_double.loading(hanako.id)
    _, status, _ = _with_status(api, hanako.id, 20)
    assert status == 202
    assert line_double.loading(hanako.id)
    api.push_message(PushMessageRequest(to=hanako.id, messages=HELLO))
    assert not line_double.loading(hanako.id)


def _with_status(api: MessagingApi, chat_id: str, seconds: int) -> tuple[object, int, object]:
    request = ShowLoadingAnimationRequest(chat_id=chat_id, loading_seconds=seconds)
    answer = api.show_loading_animation_with_http_info(request)
    return answer.data, answer.status_code, answer.headers


def test_messages_are_marked_as_read_by_token(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    event = line_double.say(hanako.id, "読みましたか")
    token = event["message"]["markAsReadToken"]
    api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(mark_as_read_token=token))
    assert line_double.items(hanako.id)[0].read
    with pytest.raises(ApiException) as refused:
        api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(mark_as_read_token="other"))
    assert "Invalid markAsReadToken" in refused.value.body


def test_what_was_said_later_stays_unread(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    tokens = [line_double.say(hanako.id, text)["message"]["markAsReadToken"] for text in "abc"]
    api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(mark_as_read_token=tokens[1]))
    assert [item.read for item in line_double.items(hanako.id)] == [True, True, False]


def test_quota_and_consumption(api: MessagingApi, hanako: Person) -> None:
    api.push_message(PushMessageRequest(to=hanako.id, messages=HELLO))
    assert api.get_message_quota().value == 200
    assert api.get_message_quota_consumption().total_usage == 1


def test_no_limit_is_told_as_none(api: MessagingApi, line_double: LineDouble) -> None:
    line_double.quota.limit = None
    assert api.get_message_quota().type == "none"


def test_profile_of_a_friend_and_of_nobody_else(
    api: MessagingApi, line_double: LineDouble, hanako: Person
) -> None:
    profile = api.get_profile(hanako.id)
    assert (profile.user_id, profile.display_name, profile.language) == (hanako.id, "花子", "ja")
    line_double.block(hanako.id)
    for stranger in (hanako.id, "U" + "0" * 32):
        with pytest.raises(NotFoundException):
            api.get_profile(stranger)


def test_groups_are_described_and_left(
    api: MessagingApi, line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    group = line_double.add_group("家族", [hanako.id])
    assert api.get_group_summary(group.id).group_name == "家族"
    assert api.get_group_member_count(group.id).count == 1
    assert api.get_group_member_profile(group.id, hanako.id).display_name == "花子"
    api.leave_group(group.id)
    assert [(event["type"], "replyToken" in event) for event in line_bot.events] == [("leave", False)]
    assert group.id not in [chat.id for chat in line_double.chats()]
    with pytest.raises(ApiException):
        api.push_message(PushMessageRequest(to=group.id, messages=HELLO))


def test_the_bot_and_a_link_token(api: MessagingApi, line_double: LineDouble, hanako: Person) -> None:
    assert api.get_bot_info().user_id == line_double.bot_id
    assert api.issue_link_token(hanako.id).link_token


@pytest.mark.parametrize("kind", ["image", "video", "audio", "file"])
def test_media_can_be_fetched(
    blob: MessagingApiBlob, line_double: LineDouble, hanako: Person, kind: str
) -> None:
    message_id = line_double.send_media(hanako.id, kind)["message"]["id"]
    assert bytes(blob.get_message_content(message_id)) == MEDIA[kind][1]
    assert bytes(blob.get_message_content_preview(message_id)) == MEDIA[kind][1]
    assert blob.get_message_content_transcoding_by_message_id(message_id).status == "succeeded"


def test_media_taken_back_is_gone(blob: MessagingApiBlob, line_double: LineDouble, hanako: Person) -> None:
    message_id = line_double.send_media(hanako.id, "image")["message"]["id"]
    line_double.unsend(hanako.id, message_id)
    with pytest.raises(NotFoundException):
        blob.get_message_content(message_id)


def test_the_webhook_address_is_told_changed_and_tried(
    api: MessagingApi, line_double: LineDouble, line_bot: ListeningBot
) -> None:
    api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="https://example.com/hook"))
    assert api.get_webhook_endpoint().endpoint == "https://example.com/hook"
    assert api.test_webhook_endpoint(models.TestWebhookEndpointRequest()).success
    line_bot.answers = [ConnectionError()]
    failed = api.test_webhook_endpoint(
        models.TestWebhookEndpointRequest(endpoint="https://example.com/other")
    )
    assert (failed.success, failed.status_code, failed.reason) == (False, 0, "COULD_NOT_CONNECT")
    assert line_bot.urls == ["https://example.com/hook", "https://example.com/other"]
    assert line_bot.events == []


def test_a_webhook_address_without_tls_is_refused(api: MessagingApi) -> None:
    with pytest.raises(ApiException) as refused:
        api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="http://example.com/hook"))
    assert refused.value.status == 400


def test_the_life_of_a_rich_menu(
    api: MessagingApi, blob: MessagingApiBlob, line_double: LineDouble, hanako: Person
) -> None:
    menu = RichMenuRequest.from_dict(MENU)
    api.validate_rich_menu_object(menu)
    menu_id = api.create_rich_menu(menu).rich_menu_id
    assert [each.rich_menu_id for each in api.get_rich_menu_list().richmenus] == [menu_id]
    assert api.get_rich_menu(menu_id).chat_bar_text == "メニュー"
    with pytest.raises(ApiException) as without_image:
        api.set_default_rich_menu(menu_id)
    assert "must upload richmenu image" in without_image.value.body
    blob.set_rich_menu_image(menu_id, PNG, _headers={"Content-Type": "image/png"})
    assert bytes(blob.get_rich_menu_image(menu_id)) == PNG
    api.set_default_rich_menu(menu_id)
    assert api.get_default_rich_menu_id().rich_menu_id == menu_id
    assert line_double.rich_menus.shown_to(hanako.id) == menu_id
    api.cancel_default_rich_menu()
    api.delete_rich_menu(menu_id)
    with pytest.raises(NotFoundException):
        api.get_rich_menu(menu_id)


def test_a_person_can_have_a_menu_of_their_own(
    api: MessagingApi, blob: MessagingApiBlob, line_double: LineDouble, hanako: Person
) -> None:
    menu_id = api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id
    blob.set_rich_menu_image(menu_id, PNG, _headers={"Content-Type": "image/png"})
    api.link_rich_menu_id_to_user(hanako.id, menu_id)
    assert api.get_rich_menu_id_of_user(hanako.id).rich_menu_id == menu_id
    api.unlink_rich_menu_id_from_user(hanako.id)
    assert line_double.rich_menus.shown_to(hanako.id) is None
    with pytest.raises(NotFoundException):
        api.get_rich_menu_id_of_user(hanako.id)


def test_aliases_name_menus(api: MessagingApi) -> None:
    first, second = (api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id for _ in range(2))
    naming = CreateRichMenuAliasRequest(rich_menu_alias_id="ja", rich_menu_id=first)
    api.create_rich_menu_alias(naming)
    with pytest.raises(ApiException) as twice:
        api.create_rich_menu_alias(naming)
    assert "conflict richmenu alias id" in twice.value.body
    api.update_rich_menu_alias("ja", UpdateRichMenuAliasRequest(rich_menu_id=second))
    assert api.get_rich_menu_alias("ja").rich_menu_id == second
    assert [alias.rich_menu_alias_id for alias in api.get_rich_menu_alias_list().aliases] == ["ja"]
    api.delete_rich_menu_alias("ja")
    with pytest.raises(NotFoundException):
        api.get_rich_menu_alias("ja")
