"""People write what a human would understand, not what a button says."""

from __future__ import annotations

import pytest

from handlers.intake.steps import (
    ADD,
    CONFIRM,
    CONTACT,
    ELSEWHERE,
    FIELDS,
    KIND,
    NOTICE,
    RESUME,
    SUMMARY,
    WHOSE,
    Step,
)
from handlers.intake.words import choice, command
from handlers.tickets.rights import Right

DELETION = FIELDS[Right.DELETION][0]
METHOD = FIELDS[Right.DISCLOSURE][2]
USE = FIELDS[Right.SUSPENSION_OF_USE][0]


@pytest.mark.parametrize(
    ("text", "step", "meant"),
    [
        ("ぜんぶ", DELETION, "everything"),
        ("全部でお願いします", DELETION, "everything"),
        ("All of it!", DELETION, "everything"),
        ("everything, please", DELETION, "everything"),
        ("はい、", CONFIRM, "yes"),
        ("ＯＫ", CONFIRM, "yes"),
        ("違います", CONFIRM, "other"),
        ("私です", WHOSE, "own"),
        ("会社のアカウントです", WHOSE, "company"),
        ("my mother's", WHOSE, "somebody_else"),
        ("会社の同僚の代理です", WHOSE, "somebody_else"),
        ("昨年のセミナーです", WHOSE, "business"),
        ("I applied for a job", WHOSE, "applicant"),
        ("６", WHOSE, "somebody_else"),
        ("2番", KIND, "mandated"),
        ("成年後見人です", KIND, "statutory"),
        ("紙でお願いします", METHOD, "paper"),
        ("PDF", METHOD, "electronic"),
        ("2", USE, "analysis"),
        ("あとで", CONTACT, "later"),
        ("はい", SUMMARY, "send"),
        ("no", SUMMARY, "change"),
        ("no thanks", ADD, "leave"),
        ("うん", RESUME, "go_on"),
        ("続けたいです", RESUME, "go_on"),
        ("続けてください", RESUME, "go_on"),
        ("I want to go on", RESUME, "go_on"),
        ("破棄してください", RESUME, "drop"),
        ("続けたい", ELSEWHERE, "all_the_same"),
        ("このまま申し出たい", ELSEWHERE, "all_the_same"),
        ("go ahead", ELSEWHERE, "all_the_same"),
        ("会社に聞いてみます", ELSEWHERE, "agree"),
        ("I'll ask my company", ELSEWHERE, "agree"),
        ("どちらでもありません", KIND, "neither"),
        ("委任状があります", KIND, "mandated"),
        ("送信してください", NOTICE, "send"),
        ("はい", NOTICE, "send"),
    ],
)
def test_words_for_a_choice_are_heard(text: str, step: Step, meant: str) -> None:
    assert choice(text, step) == meant


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("2", CONFIRM),  # its choices are not numbered
        ("7", WHOSE),
        ("0", WHOSE),
        ("1999", USE),
        ("はい", DELETION),  # no question of yes or no
        (
            "全部のうち、名刺の情報だけを消してほしいのですが、できますでしょうか、よろしくお願いします",
            DELETION,
        ),
        ("写真", DELETION),
        ("", WHOSE),
        ("we hope to prevent this", WHOSE),
    ],
)
def test_other_words_are_no_choice(text: str, step: Step) -> None:
    assert choice(text, step) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("戻る", "back"),
        ("間違えました", "back"),
        ("取り下げます", "cancel"),
        ("I changed my mind", "cancel"),
        ("Back.", "back"),
        ("やめます", "cancel"),
        ("キャンセルしてください", "cancel"),
        ("never mind", "cancel"),
        ("メールをやめる", None),
        ("background", None),
    ],
)
def test_going_back_and_stopping_are_heard_only_alone(text: str, meant: str | None) -> None:
    assert command(text) == meant
