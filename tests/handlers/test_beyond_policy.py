"""The two rights that the law adds are heard where they are wished for, and questions stay questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.doubt import heard as heard_in
from handlers.intents import Intent, beyond_policy, wanted
from knowledge.labelled import load_questions
from tests.builders import context, message
from tests.desk import Desk

QUESTIONS = sorted((Path(__file__).parents[1] / "questions").glob("*.jsonl"))
RECORDS, NOTICE = "third_party_records", "purpose_notice"


def heard(text: str) -> Intent:
    return beyond_policy.refined(wanted(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "誰に私の情報を渡したか記録を見たい",
        "私の個人データの第三者提供記録の開示を請求します。",
        "これまでに私の情報をどこに提供したのか、履歴を送ってください",
        "第三者への提供に関する記録を確認させてください",
        "うちの電話番号を誰に教えたのか、一覧をください",
        "提供した相手の一覧を書面でいただきたいです",
        "他社への提供の履歴、出してもらえますか",
        "records of who you gave my data to",
        "Please send me the records of third parties you shared my data with.",
        "I want a log of every company that got my details from you",
        "could i have a list of all the firms my address was passed to? i mean the ones that received it",
        "I hereby request disclosure of the third-party provision records about me.",
        "show me the history of which companies my information was sent to",
    ],
)
def test_records_of_who_got_ones_data_are_a_right_of_their_own(text: str) -> None:
    assert heard(text).name == "right"
    assert heard(text).rights == (RECORDS,)


@pytest.mark.parametrize(
    "text",
    [
        "私の個人情報の利用目的の通知を請求します",
        "保有個人データの利用目的の通知を求めます。",
        "利用目的を書面で通知してください",
        "個人情報保護法に基づき、利用目的の通知をお願いします",
        "I request a notice of the purposes of use of my data.",
        "Please notify me of the purposes for which you use my data",
        "I want to be notified of the purposes my data are used for",
        "purpose of use notice, please",
    ],
)
def test_a_notice_of_purposes_is_a_right_where_it_is_asked_for_as_such(text: str) -> None:
    assert heard(text).name == "right"
    assert heard(text).rights == (NOTICE,)


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        (
            "私の個人データの開示を請求いたします。併せて、第三者への提供記録も対象に含めてください。",
            ("disclosure", RECORDS),
        ),
        ("第三者提供記録の開示をお願いします。私のデータを削除してください。", ("deletion", RECORDS)),
        ("Requesting my held personal data incl. the log of who it was handed to", ("disclosure", RECORDS)),
        (
            "I'd like the list of firms that got my address from you, and from now on nobody else gets it.",
            ("disclosure", "stop_third_party_provision", RECORDS),
        ),
        ("Please send me the records of who got my data. And delete my data.", ("deletion", RECORDS)),
    ],
)
def test_another_right_in_the_same_message_stays(text: str, rights: tuple[str, ...]) -> None:
    assert set(heard(text).rights) == set(rights)


@pytest.mark.parametrize(
    "text",
    [
        "私の情報を誰かに渡していますか",
        "誰に情報を提供していますか？",
        "第三者提供の記録は開示請求できますか？",
        "提供の記録は残っていますか",
        "第三者提供記録の開示を請求する方法を教えてください",
        "利用目的は何ですか",
        "私の情報の利用目的を教えてください",
        "who do you share my data with?",
        "do you keep records of who you gave my data to?",
        "Is there a list of all companies that received data?",
        "please tell me who you share data with",
        "what is the purpose of use?",
        "for what purposes do you use my data?",
        "how can i get records of who received my data",
    ],
)
def test_a_question_about_sharing_or_purposes_stays_what_it_was(text: str) -> None:
    assert heard(text) == wanted(text)


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
def test_in_no_labelled_message_it_begins_a_request_that_nobody_wants(file: Path) -> None:
    rows = [row for row in load_questions(file) if heard(row.text) != wanted(row.text)]

    assert [row.id for row in rows if row.kind != "right"] == []


def test_where_no_request_can_be_taken_the_policy_answers() -> None:
    assert NOTICE not in heard_in("利用目的の通知を請求します", context(language="ja")).rights


def test_in_the_chat_the_form_names_the_right_of_the_law() -> None:
    desk = Desk()
    desk.says("Please send me the records of who you gave my data to.")

    assert desk.decision.rights == (RECORDS,)
    assert "records of who your data were given to" in desk.text


def test_in_a_form_it_is_offered_to_be_added() -> None:
    desk = Desk("ja")
    desk.answers("データを削除してください", "はい", "own", "第三者提供記録の開示をお願いします")

    assert "第三者提供記録の開示" in desk.text
    desk.answers("追加する")
    assert desk.decision.rights == ("deletion", RECORDS)


def test_a_purpose_notice_that_is_asked_for_begins_the_short_form() -> None:
    desk = Desk()
    desk.meets(message("I request a notice of the purposes of use of my data."))
    desk.answers("yes", "own")

    assert [button.label for button in desk.buttons()] == ["Send", "Back", "Cancel"]
