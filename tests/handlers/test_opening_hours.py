"""When people are there: the hours, why nobody is, and when somebody next is; never more than is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from handlers.escalating.presence import expected, holiday_name
from handlers.escalating.staff import Staff
from handlers.intents import recognise
from handlers.tickets.hours import read_hours
from handlers.tickets.regimes import JAPAN
from knowledge.language import LANGUAGES, Language
from tests.builders import context
from tests.desk import Desk


def at(japan: str, language: Language = "en", hours: str = "09:00-18:00", closing: str = "12-29") -> Desk:
    desk = Desk(language)
    desk.now = datetime.fromisoformat(japan).replace(tzinfo=JAPAN)
    desk.staff = Staff(hours=read_hours(hours, closing))
    return desk


@pytest.mark.parametrize(
    ("japan", "told"),
    [
        ("2026-04-01T10:00", ["Somebody is there now, until 18:00 (Japan time)."]),
        ("2026-04-01T08:59", ["outside these hours", "Wednesday, April 1, 09:00"]),
        ("2026-04-03T18:00", ["outside these hours", "Monday, April 6, 09:00"]),
        ("2026-04-04T23:30", ["the week-end", "Monday, April 6, 09:00"]),  # Saturday night
        ("2026-05-02T12:00", ["the week-end", "Thursday, May 7, 09:00"]),  # before Golden Week's three days
        ("2026-05-03T12:00", ["Constitution Memorial Day", "Thursday, May 7, 09:00"]),
        ("2026-05-06T12:00", ["Constitution Memorial Day (substitute holiday)", "Thursday, May 7"]),
        ("2026-09-22T12:00", ["a national holiday", "Thursday, September 24, 09:00"]),
        ("2026-12-29T12:00", ["one of our closing days", "Wednesday, December 30, 09:00"]),
        ("2026-12-31T18:30", ["outside these hours", "Monday, January 4, 09:00"]),
    ],
)
def test_it_says_who_is_there_and_else_why_nobody_is_and_when_somebody_will_be(
    japan: str, told: list[str]
) -> None:
    text = at(japan).says("What are your opening hours?")
    assert [words for words in told if words not in text] == [], text
    assert ("Nobody is there now" in text) == ("Somebody is there now" not in text)


@pytest.mark.parametrize(
    ("japan", "told"),
    [
        ("2026-04-01T17:59", ["ただいま担当者がおります（18:00まで）。"]),
        (
            "2026-05-06T12:00",
            ["本日は祝日（憲法記念日の振替休日）です。", "次は5月7日（木）09:00からおります。"],
        ),
        ("2026-04-04T23:30", ["本日は週末のためお休みです。", "4月6日（月）09:00"]),
    ],
)
def test_the_same_in_japanese(japan: str, told: list[str]) -> None:
    text = at(japan, "ja").says("受付時間を教えてください")
    assert [words for words in told if words not in text] == [], text


def test_the_closing_days_of_a_whole_turn_of_the_year_are_skipped() -> None:
    desk = at("2026-12-28T19:00", closing="12-29,12-30,12-31,01-01,01-02,01-03")
    assert "Monday, January 4, 09:00" in desk.says("office hours")


def test_hours_are_those_of_the_desk() -> None:
    text = at("2026-04-01T10:00", hours="13:00-16:30").says("office hours")
    assert "from 13:00 to 16:30" in text
    assert "Wednesday, April 1, 13:00" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phone_is_promised_and_one_can_write_at_any_time(language: Language) -> None:
    desk = at("2026-04-04T23:30", language)
    text = desk.says({"en": "opening hours", "ja": "受付時間"}[language])
    assert "phone" not in text
    assert "電話" not in text
    assert [button.command for button in desk.buttons()] == ["escalate", "contact"]


@pytest.mark.parametrize(
    ("language", "wish", "told"),
    [
        ("en", "I want to talk to a person", "They are back on Monday, April 6, 09:00 (Japan time)."),
        ("ja", "担当者と話したい", "次は4月6日（月）09:00からおります。"),
    ],
)
def test_who_wants_a_person_hears_when_somebody_can_be_expected(
    language: Language, wish: str, told: str
) -> None:
    assert told in at("2026-04-04T23:30", language).says(wish)


@pytest.mark.parametrize(
    "text",
    [
        "受付時間は？",
        "営業時間を教えてください",
        "何時までですか",
        "担当者はいますか",
        "今、担当の人いますか？",
        "土日もやってますか",
        "年末年始は対応していますか",
        "担当者はいつ戻りますか",
        "when are you open?",
        "Are you there now?",
        "is anybody there?",
        "do you work on weekends?",
        "What time do you open tomorrow?",
    ],
)
def test_it_is_asked_in_many_words(text: str) -> None:
    assert recognise(text).name == "opening_hours"


@pytest.mark.parametrize(
    "text",
    [
        "are you there",
        "are you a bot",
        "ボットですか",
        "いますか",
        "開示の回答は何時までに来ますか",
        "営業担当者に渡した名刺はどうなりますか",
        "夜間のアクセスも記録していますか",
        "開示は請求から何営業日で出ますか",
        "what time did you record my last login?",
        "are staff able to see my data at the weekend?",
        "担当者はいますか、個人情報の取り扱いを聞きたいです",
        "continue",
        "戻る",
    ],
)
def test_other_questions_are_not_taken_for_it(text: str) -> None:
    assert recognise(text).name not in {"opening_hours", "bot"}


def test_a_holiday_that_we_have_no_english_name_for_is_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jpholiday.is_holiday_name", lambda _: "新しい祝日")
    assert holiday_name(date(2030, 1, 9), "en") == "a national holiday"
    assert holiday_name(date(2030, 1, 9), "ja") == "新しい祝日"


def test_the_line_alone_is_one_sentence_or_two() -> None:
    ctx = replace(context(), now=datetime(2026, 4, 1, 10, tzinfo=JAPAN))
    assert expected(ctx) == "Somebody is there now, until 18:00 (Japan time)."
