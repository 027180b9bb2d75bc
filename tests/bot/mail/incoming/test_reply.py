"""What somebody wrote is found among what others wrote before, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.incoming.marker import MARKER
from bot.mail.incoming.reply import reply

OURS = f"{MARKER}\n\n山田 花子 様\n\n受付番号は PR-2026-7QK3FX です。\n\nプライバシー窓口"
BARE = "山田 花子 様\n\n受付番号は PR-2026-7QK3FX です。"
GMAIL = "2026年11月20日(金) 10:15 プライバシー窓口 <privacy@desk.example.com>:"
CARD = "〒100-0000 東京都\nTEL 03-0000-0000\nmail new@example.org"


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


ENDS = {
    "Gmail, its line wrapped": f"{GMAIL.replace(' <', chr(10) + '<')}\n\n{quoted(OURS)}",
    "Gmail without marks": f"{GMAIL}\n\n{BARE}",
    "a word for 'wrote'": f"2026年11月20日、窓口 <p@example.com>さんは書きました:\n\n{quoted(BARE)}",
    "a date and a colon before a quote": f"2026-11-20 10:15 に 窓口 さんからのメール:\n{quoted(BARE)}",
    "Apple without marks": f"2026/11/20 10:15、窓口 (p@desk.example.com) のメール:\n{BARE}",
    "Apple, all of it quoted": f"> On Nov 20, 2026, at 10:15, C <p@example.com> wrote:\n>\n{quoted(BARE)}",
    "Zoho": "---- On Fri, 20 Nov 2026 10:15:00 +0900 C <p@example.com> wrote ----\n\nHello",
    "Proton": f"------- Original Message -------\nOn Friday, 20 Nov at 10:15 AM, C wrote:\n{quoted(BARE)}",
    "Outlook for Mac": "From: C <p@example.com>\nDate: Friday, 20 November 2026 at 10:15\nTo: A\n\nHello",
    "a separator in Japanese": f"-----元のメッセージ-----\n差出人: p@desk.example.com\n\n{BARE}",
    "our marker alone": OURS,
    "our marker, cut into two lines": quoted(f"{MARKER[:40]}\n{MARKER[40:]}\n\n{BARE}"),
    "the app of a phone": f"Android版Gmailから送信\n\n{GMAIL}\n{quoted(OURS)}",
    "a model of a phone": "Sent from my SO-51B",
    "a signature by the standard": f"-- \n山田花子\n\n{GMAIL}\n{quoted(OURS)}",
    "a card between rules": "*******************\n  山田 花子\n  Tel: 03-0000-0000\n*******************",
    "a card in a box": "┏━━━━━━━━━━━━┓\n┃山田花子\n┃hanako@example.org\n┗━━━━━━━━━━━━┛",
    "a card under a drawn line": "=-=-=-=-=-=-=-=-=\n山田花子\nhanako@example.org\n=-=-=-=-=-=-=-=-=",
}


@pytest.mark.parametrize("how", ENDS)
def test_what_follows_the_words_goes(how: str) -> None:
    assert (
        reply(f"はい、お願いします。\n\nよろしく。\n\n{ENDS[how]}\n") == "はい、お願いします。\n\nよろしく。"
    )


KEPT = {
    "a new address as the text announces": f"新住所は以下です。\n---------\n{CARD}\n---------",
    "rules between questions": "質問です。\n----------\n保存期間は？\n----------\n委託先は？",
    "lists with hyphens": "I want:\n-1 the history\n-2 the logs\n- all of it",
    "words that look like fields": "From: の意味が分かりません。\nTo: も同様です。\nSubject: は読めました。",
    "words that begin like an introduction": "On reflection, on 3 November I wrote:\nplease delete it.",
    "words that introduce one's own": "On 3 November you called.\nThen I wrote:\nno.",
    "a time and a colon": "明日 2026/11/21 10:00 に電話してください。\n番号: 03-0000-0000",
    "a sentence about a phone": "取り急ぎ、iPhoneから送信しておりますので、乱文をお許しください。",
    "a name without a rule": "よろしくお願いします。\n\n山田 花子\n株式会社サンプル\nTEL 03-0000-0000",
    "a full-width space before a paragraph": "　お世話になっております。\n　山田です。",
}


@pytest.mark.parametrize("what", KEPT)
def test_what_somebody_wrote_is_kept(what: str) -> None:
    assert reply(KEPT[what]) == KEPT[what]


def test_answers_below_and_between_quotes_are_kept_even_under_our_marker() -> None:
    inside = "> どちらですか。\n2です。\n\n> 送付先は。\n変わりません。\n"
    text = f"以下の通りです。\n\n{GMAIL}\n{quoted(MARKER)}\n{inside}"
    assert reply(text) == "以下の通りです。\n\n2です。\n\n変わりません。"


def test_an_introduction_nobody_knows_goes_if_a_quote_follows() -> None:
    assert reply("Privacy Center wrote:\n> Which one?\nThe second.") == "The second."


def test_a_line_of_words_before_an_introduction_is_no_part_of_it() -> None:
    assert reply("これは私の言葉です\nCenter wrote:\n> x") == "これは私の言葉です"
    assert reply("On 3 May I called.\nThen Bob wrote:\n> x") == "On 3 May I called."


def test_nothing_but_quotes_is_no_reply() -> None:
    assert reply(f"\n\niPhoneから送信\n\n{GMAIL}\n\n{quoted(OURS)}\n") == ""


def test_words_below_an_old_mail_without_marks_are_not_lost() -> None:
    header = "From: C <p@desk.example.com>\nSent: Friday\nTo: A\nSubject: S"
    text = f"{header}\n\n{OURS}\n\n了解しました。"
    assert reply(text).endswith("了解しました。")
    assert reply(text, answered=OURS) == "了解しました。"
    assert reply(f"{header}\n\n{OURS}", answered=OURS) == ""


def test_a_forwarded_mail_without_a_word_is_shown_whole() -> None:
    text = (
        "---------- Forwarded message ---------\nFrom: x@example.net\nSubject: 当選\n\nおめでとうございます。"
    )
    assert reply(text) == text


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [GMAIL, MARKER, "> x", "--", "━━━━━━", "From: a", "Sent: b", "To: c", "", "On 1 a wrote:"]
        ),
    ),
    max_size=30,
)


@given(LINES)
def test_any_text_has_a_reply_made_of_its_own_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    own = {line.rstrip() for line in text.split("\n")} | {""}
    assert set(reply(text).split("\n")) <= own


@given(LINES)
def test_words_on_top_are_never_lost(lines: list[str]) -> None:
    assert reply("\n".join(["窓口様、これは私の言葉です。", *lines])).startswith(
        "窓口様、これは私の言葉です。"
    )
