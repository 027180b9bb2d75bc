"""What a person sees and hears: one card in each language, plain words, and what happens at the edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.dev.validation import problems
from bot.line.render import batches, messages
from handlers.replies import AnswerCard, Open, Press, Text

QUOTE = (
    "Cookies are applied to enhance usability for the User. The User may turn off cookies, but this may "
    "result in the restriction of certain login required services."
)
JA = AnswerCard(
    language="ja",
    title="Cookie（クッキー）",
    summary_label="参考要約",
    summary="Cookieはオフにできますが、ログインが必要な一部のサービスが制限される場合があります。",
    quote_label="英訳からの引用",
    quote=QUOTE,
    section="LINE WORKS プライバシーポリシー 2 (2)「Cookie（クッキー）」",
    revision="2022年4月1日改定",
    prevails="引用は英訳です。日本語の原文が優先します。",
    buttons=(
        Press("全文を読む", "full", "2.2.cookies"),
        Open("Google", "https://policies.google.com/?hl=ja"),
    ),
    choices=(Press("関連する項目", "related", "2.2.cookies"), Press("項目の一覧", "topics")),
)
EN = AnswerCard(
    language="en",
    title="Cookies",
    summary_label="In short",
    summary="You may turn cookies off, but certain services that need login may then be restricted.",
    quote_label="Quote from the English translation",
    quote=QUOTE,
    section="LINE WORKS Privacy Policy 2 (2), Cookies",
    revision="revised April 1, 2022",
    prevails="The quote is an English translation; the Japanese original prevails.",
    notes=("Google Analytics is described in section 10.",),
)


def rendered(*replies: AnswerCard | Text) -> dict[str, Any]:
    (message,) = messages(replies)
    return message


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Yield a component and everything inside it, in reading order."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from walk(part)


def shown(message: dict[str, Any]) -> list[str]:
    return [part["text"] for part in walk(message["contents"]) if part.get("type") == "text"]


def test_a_japanese_card_reads_from_the_answer_down_to_its_source() -> None:
    assert shown(rendered(JA)) == [
        "Cookie（クッキー）",
        "参考要約",
        "Cookieはオフにできますが、ログインが必要な一部のサービスが制限される場合があります。",
        "英訳からの引用",
        QUOTE,
        "LINE WORKS プライバシーポリシー 2 (2)「Cookie（クッキー）」",
        "2022年4月1日改定",
        "引用は英訳です。日本語の原文が優先します。",
    ]


def test_an_english_card_says_its_notes_after_the_quote() -> None:
    assert shown(rendered(EN))[-2:] == [
        "The quote is an English translation; the Japanese original prevails.",
        "Google Analytics is described in section 10.",
    ]


def test_buttons_come_back_as_postbacks_and_links_open() -> None:
    footer = rendered(JA)["contents"]["footer"]
    assert [part["action"] for part in footer["contents"]] == [
        {
            "type": "postback",
            "label": "全文を読む",
            "data": "m1:full:2.2.cookies",
            "displayText": "全文を読む",
        },
        {"type": "uri", "label": "Google", "uri": "https://policies.google.com/?hl=ja"},
    ]


def test_a_card_without_buttons_has_no_footer() -> None:
    assert "footer" not in rendered(EN)["contents"]


def test_choices_are_quick_replies() -> None:
    assert [item["action"]["data"] for item in rendered(JA)["quickReply"]["items"]] == [
        "m1:related:2.2.cookies",
        "m1:topics:",
    ]


def test_the_alt_text_is_the_whole_answer() -> None:
    assert rendered(EN)["altText"] == (
        "Cookies\nIn short\n"
        "You may turn cookies off, but certain services that need login may then be restricted.\n"
        "LINE WORKS Privacy Policy 2 (2), Cookies\nrevised April 1, 2022\n"
        "The quote is an English translation; the Japanese original prevails.\n"
        "Google Analytics is described in section 10.\n"
        f"Quote from the English translation\n{QUOTE}"
    )


def test_a_long_quote_is_cut_after_a_sentence_and_marked() -> None:
    long = replaced(EN, quote=f"{QUOTE} " * 12)
    (quote,) = [text for text in shown(rendered(long)) if text.startswith("Cookies are")]
    assert quote.endswith(". …")
    assert quote.removesuffix(" …") in long.quote
    assert rendered(long)["altText"].endswith(". …")


def replaced(card: AnswerCard, **changes: Any) -> AnswerCard:
    fields = {name: getattr(card, name) for name in AnswerCard.__slots__}
    return AnswerCard(**{**fields, **changes})


def test_a_passage_without_a_body_shows_no_quote_label() -> None:
    empty = rendered(replaced(EN, quote=""))
    assert EN.quote_label not in shown(empty)
    assert EN.quote_label not in empty["altText"]
    assert EN.section in shown(empty)


@pytest.mark.parametrize(
    "url",
    [
        "mailto:privacy_wm@worksmobile.com",
        "javascript:alert(1)",
        "https://x.jp/a b",
        "https://x.jp/%zz",
        "https://x.jp:999999/",
        "https://例え.jp/",
        "https://x.jp/" + "a" * 1000,
    ],
)
def test_a_link_that_line_cannot_open_is_written_out(url: str) -> None:
    card = rendered(replaced(EN, buttons=(Open("Write to us", url),)))
    assert shown(card)[-1] == f"Write to us\n{url}"
    assert "footer" not in card["contents"]


@pytest.mark.parametrize(
    "url",
    ["https://line.me/R/ti/p/@id", "HTTP://x.jp:8080/a?b=c#d", "line://msg/text/a", "tel:+81-3-1234-5678"],
)
def test_a_link_that_line_opens_is_a_button(url: str) -> None:
    card = rendered(replaced(EN, buttons=(Open("Open", url),)))
    assert card["contents"]["footer"]["contents"][0]["action"]["uri"] == url


def test_limits_are_met_to_the_last_character() -> None:
    whole = (Press("字" * 40, "full"), Open("x", "https://x.jp/" + "a" * 987))
    over = (Press("字" * 41, "full"), Press("字" * 301, "full"), Open("x", "https://x.jp/" + "a" * 988))
    actions = [part["action"] for part in footer_of(replaced(EN, buttons=whole + over))]
    assert [action["label"] for action in actions] == ["字" * 40, "x", "字" * 39 + "…", "字" * 39 + "…"]
    assert [len(action["uri"]) for action in actions if "uri" in action] == [1000]
    assert actions[3]["displayText"] == "字" * 299 + "…"


def footer_of(card: AnswerCard) -> list[dict[str, Any]]:
    footer: list[dict[str, Any]] = rendered(card)["contents"]["footer"]["contents"]
    return footer


def test_a_button_that_could_not_come_back_is_left_out_and_the_rest_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    card = rendered(replaced(EN, buttons=(Press("Odd", "full", "9" * 400), Press("Good", "full", "9"))))
    assert [part["action"]["label"] for part in card["contents"]["footer"]["contents"]] == ["Good"]
    log = capsys.readouterr().out
    assert "button_left_out" in log
    assert "999" not in log


def test_only_the_last_message_carries_choices_the_newest_first() -> None:
    said = messages([JA, Text("ほかにもありますか。", (Press("使い方", "help"),))])
    assert ["quickReply" in message for message in said] == [False, True]
    assert [item["action"]["label"] for item in said[-1]["quickReply"]["items"]] == [
        "使い方",
        "関連する項目",
        "項目の一覧",
    ]


def test_a_choice_said_twice_is_offered_once() -> None:
    again = Press("項目の一覧", "topics")
    assert len(rendered(Text("はい", (again, again)))["quickReply"]["items"]) == 1


def test_at_most_thirteen_choices_are_offered_the_first_ones() -> None:
    said = rendered(Text("Which?", tuple(Press(f"Topic {n}", "answer", str(n)) for n in range(40))))
    assert [item["action"]["data"] for item in said["quickReply"]["items"]] == [
        f"m1:answer:{n}" for n in range(13)
    ]


def test_a_long_choice_is_short_on_the_button_and_whole_in_the_chat() -> None:
    title = "Transfer to outsourced parties located in foreign countries"
    (item,) = rendered(Text("Which?", (Press(title, "answer", "4.foreign"),)))["quickReply"]["items"]
    assert item["action"]["label"] == "Transfer to outsour…"
    assert item["action"]["displayText"] == title


def test_the_text_of_a_text_is_untouched() -> None:
    assert messages([Text("Hello.\n\n  - one\n")]) == [{"type": "text", "text": "Hello.\n\n  - one\n"}]


@pytest.mark.parametrize("blank", ["", " ", "\n\u3000", "\0"])
def test_blank_replies_say_nothing(blank: str) -> None:
    assert messages([Text(blank)]) == []
    assert messages([AnswerCard("en", blank, blank, blank, blank, blank, blank, blank, blank)]) == []


def test_blank_parts_of_a_card_are_left_out() -> None:
    assert shown(
        rendered(AnswerCard("en", "Title", "In short", " ", "Quote", "\0", "", "", "", notes=("",)))
    ) == ["Title"]


def test_more_than_five_messages_go_in_several_calls() -> None:
    calls = batches([Text("a"), Text("x" * 5000 * 7), JA])
    assert [len(call) for call in calls] == [5, 4]
    assert "quickReply" in calls[-1][-1][0]


def test_each_message_comes_with_what_its_reply_shows() -> None:
    calls = batches([Text("a"), Text("x" * 5001, about=("9",)), replaced(JA, about=("2.2.cookies",))])
    assert [about for call in calls for _, about in call] == [(), ("9",), ("9",), ("2.2.cookies",)]


def test_a_card_too_large_for_flex_becomes_plain_text_with_nothing_missing() -> None:
    notes = tuple(f"注記{n}。" + "大切なことです。" * 200 for n in range(10))
    said = messages([replaced(JA, notes=notes, buttons=(*JA.buttons, Open("メール", "mailto:a@example.jp")))])
    assert {message["type"] for message in said} == {"text"}
    words = "\n\n".join(message["text"] for message in said)
    for part in (JA.title, JA.summary, JA.quote, JA.section, JA.revision, JA.prevails, *notes):
        assert part in words
    assert words.endswith("メール\nmailto:a@example.jp")
    assert "m1:full:2.2.cookies" in [item["action"]["data"] for item in said[-1]["quickReply"]["items"]]


def test_every_piece_of_a_text_is_said_under_the_name_of_who_wrote_it() -> None:
    said = messages([Text("あ" * 9_000, sender="窓口の担当者"), Text("and the bot")])
    assert [message.get("sender") for message in said] == [{"name": "窓口の担当者"}] * 2 + [None]
    assert [problem for message in said for problem in problems(message, "m")] == []
