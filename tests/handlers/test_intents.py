"""What is not a question is recognised; what is a question is left alone, above all about rights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from handlers.intents import _PHRASES, RIGHTS, Name, recognise, tidy
from knowledge.language import LANGUAGES, Language

QUESTIONS = Path(__file__).parents[1] / "questions"


def labelled(*kinds: str) -> list[dict[str, Any]]:
    """Return the rows of these kinds from all question sets."""
    rows = [
        json.loads(line)
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [row for row in rows if row["kind"] in kinds]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("help", "help"),
        ("メニュー", "help"),
        ("使い方を教えて", "help"),
        ("all topics", "topics"),
        ("項目の一覧", "topics"),
        ("Read the full text", "full"),
        ("全文を読む", "full"),
        ("もっと詳しく", "full"),
        ("tell me more", "full"),
        ("related topics", "related"),
        ("関連する項目", "related"),
        ("hi", "greeting"),
        ("おはようございます☀️", "greeting"),
        ("thank you so much!", "thanks"),
        ("👍", "thanks"),
        ("ありがとうございました。", "thanks"),
        ("see you later", "bye"),
        ("失礼します", "bye"),
        ("are you a bot?", "identity"),
        ("あなたは誰ですか", "identity"),
        ("I want to talk to a person", "human"),
        ("オペレーターにつないで", "human"),
        ("苦情を申し立てたい", "human"),
        ("", "nothing"),
        ("😂", "nothing"),
        ("...?!", "nothing"),
    ],
)
def test_short_wishes_are_recognised(text: str, name: str) -> None:
    assert recognise(text).name == name


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        ("show me everything you have about me", ("disclosure",)),
        ("開示請求をします", ("disclosure",)),
        ("my address in your records is wrong", ("correction",)),
        ("登録情報の住所を訂正してください", ("correction",)),
        ("please add my department to my record", ("addition",)),
        ("登録情報に部署名を追加してください", ("addition",)),
        ("please delete all my data", ("deletion",)),
        ("私の個人情報を削除してください。", ("deletion",)),
        ("stop using my data", ("suspension_of_use",)),
        ("私の情報を使わないでください", ("suspension_of_use",)),
        ("do not share my data with anyone", ("stop_third_party_provision",)),
        ("第三者への提供を停止してください", ("stop_third_party_provision",)),
    ],
)
def test_the_wish_to_exercise_a_right_is_recognised_by_name(text: str, rights: tuple[str, ...]) -> None:
    assert (recognise(text).name, recognise(text).rights) == ("right", rights)


@pytest.mark.parametrize(
    "text",
    [
        "How can I delete my data?",
        "Can I ask you to delete my data?",
        "Do you delete my data when I leave?",
        "If I ask you to delete my data, is there a fee?",
        "what are my rights to have my data deleted",
        "you don't sell my data, do you?",
        "データの削除はどうすればいいですか",
        "個人情報を削除してもらう方法は？",
        "開示請求の手続きを教えてください",
        "開示請求に手数料はかかりますか",
        "利用停止って何？",
        "クッキーを全部消してください",
        "私の情報を誰かに渡していますか",
        "個人情報を他の人に話しますか",
        "thanks, but do you sell my data?",
        "hello, what about cookies?",
        "Where do I send a complaint?",
        "苦情はどこに言えばいいですか",
    ],
)
def test_a_question_stays_a_question(text: str) -> None:
    assert recognise(text).name == "question"


@pytest.mark.parametrize("kind", ["policy", "out_of_scope"])
def test_no_labelled_question_is_taken_for_a_wish(kind: str) -> None:
    taken = [
        row["text"]
        for row in labelled(kind)
        if recognise(row["text"]).name not in {"question", "about_me", "nothing"}
    ]

    assert taken == []


def test_no_right_is_named_that_the_labels_do_not_name() -> None:
    wrong = [
        (row["text"], recognise(row["text"]).rights)
        for row in labelled("right")
        if not set(recognise(row["text"]).rights) <= set(_listed(row["expect"]["right"]))
    ]

    assert wrong == []


def _listed(right: str | list[str]) -> list[str]:
    return [right] if isinstance(right, str) else right


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phrase_files_hold_every_wish_and_nothing_unknown(language: Language) -> None:
    wishes = {name for name in get_args(Name) if name not in {"nothing", "right", "question"}}

    assert set(_PHRASES[language]) == wishes | {f"right.{right}" for right in RIGHTS}


def test_width_case_invisible_characters_and_marks_do_not_matter() -> None:
    assert tidy("　ＨＥＬＰ\u200b！！ 👋") == "help"
    assert tidy("👍") == "👍"


def test_only_rights_carry_rights() -> None:
    assert recognise("help").rights == ()
    assert set(recognise("stop using my data").rights) <= set(RIGHTS)
