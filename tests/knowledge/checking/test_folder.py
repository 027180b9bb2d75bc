"""An editor hears of every fault of a folder before it is published, with its file and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.checking.folder import check
from knowledge.checking.lengths import WHOLE_TEXT
from knowledge.library import shipped
from tests.knowledge.checking.conftest import ADDRESS
from tests.knowledge.checking.planting import plant, told

P4 = "passages/4.toml"
FIRST_JA = '"削除について教えて", '
FIRST_EN = '"what about deletion", '
LINK = f'url = "{ADDRESS}"'
CONCEPTS, UNSTATED = "concepts.toml", "unstated.toml"
SILENCE = "unstated.toml: encryption"
FAR = '[far]\nen = ["moon"]\nja = ["月面"]\n[place]'
LONG_TITLE = "Everything we ever say of deletion"


def test_nothing_is_found_wrong_with_a_policy_that_is_in_order(policy: Path) -> None:
    assert check(policy) == ()


def test_the_shipped_policy_has_no_errors() -> None:
    assert [each for each in check(shipped(), quick=True) if each.severity == "error"] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "severity", "place", "rule"),
    [
        (P4, 'title.ja = "削除"', "", "error", P4, "unreadable"),
        (P4, 'summary.en = "deletion."', "", "error", P4, "unreadable"),
        (P4, "questions.ja", "questions.fr", "error", P4, "unreadable"),
        (P4, 'related = ["5"]', 'related = ["9"]', "error", P4, "unreadable"),
        (UNSTATED, 'nearest = ["3"]', 'nearest = ["9"]', "error", UNSTATED, "unreadable"),
        ("policy.toml", '"4", ', "", "error", "policy.toml", "unreadable"),
        (P4, FIRST_JA, "", "warning", P4, "questions-few"),
        (UNSTATED, '"what about encryption", ', "", "warning", SILENCE, "questions-few"),
        (P4, FIRST_EN, FIRST_EN + '"???", ', "warning", P4, "question-without-words"),
        (P4, FIRST_EN, FIRST_EN + '"What  about DELETION!", ', "warning", P4, "question-twice"),
        (P4, FIRST_JA, FIRST_JA + '"サクジョって何", "さくじょって何", ', "warning", P4, "question-twice"),
        (P4, FIRST_EN, FIRST_EN + '"Cookies?", ', "error", P4, "question-claimed"),
        (UNSTATED, '"what about', '"COOKIES", "what about', "error", SILENCE, "question-claimed"),
        (P4, 'related = ["5"]', 'related = ["5", "4"]', "error", P4, "related-to-itself"),
        (P4, 'related = ["5"]', 'related = ["5", "5"]', "warning", P4, "related-twice"),
        (P4, 'related = ["5"]', "related = []", "warning", "passages/5.toml", "related-by-none"),
        (P4, 'number = "4"', 'number = "4"\nparent = "6"', "error", P4, "parent-later"),
        (P4, 'number = "4"', 'number = "4"\nparent = "4"', "error", P4, "parent-later"),
        (UNSTATED, 'nearest = ["3"]', 'nearest = ["3", "3"]', "warning", SILENCE, "nearest-twice"),
        (P4, 'label.en = "Help"', f'label.en = "{"Help " * 9}"', "warning", P4, "label-long"),
        (P4, 'title.en = "deletion"', f'title.en = "{LONG_TITLE}"', "warning", P4, "title-long"),
        (P4, 'title.en = "deletion"', 'title.en = "cookies"', "warning", P4, "title-alike"),
        (P4, 'summary.ja = "削除."', f'summary.ja = "{"削除。" * 67}"', "warning", P4, "summary-long"),
        (P4, 'summary.en = "deletion."', f'summary.en = "{"deletion " * 45}"', "warning", P4, "summary-long"),
        (P4, "speaks of deletion", "says all of deletion", "error", P4, "not-in-source"),
        ("policy.toml", '"1", "2"', '"2", "1"', "warning", "source.en.txt", "source-left-out"),
        (CONCEPTS, "[place]", FAR, "warning", "concepts.toml: far", "concept-unused"),
        (CONCEPTS, '["location*"]', '["location*", "cookie*"]', "warning", CONCEPTS, "words-shared"),
    ],
)
def test_a_planted_fault_is_told(
    policy: Path, file: str, old: str, new: str, severity: str, place: str, rule: str
) -> None:
    plant(policy / file, old, new)

    assert (severity, place, rule) in told(check(policy, quick=True))


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        (ADDRESS, []),
        ("https://example.com", [("warning", "link-not-printed")]),
        ("https://xn--eckwd4c7c.example.jp/a?b=1#c", [("warning", "link-not-printed")]),
        ("mailto:desk@example.com", []),
        ("mailto:desk.example.com", [("error", "link-mail")]),
        ("mailto:desk@example", [("error", "link-mail")]),
        ("http://example.com/help", [("warning", "link-insecure")]),
        ("https://example.com/our help", [("error", "link-address")]),
        ("https://example.com@evil.test/", [("error", "link-address")]),
        ("https://localhost/help", [("error", "link-address")]),
        ("https://192.0.2.1/help", [("error", "link-address")]),
        ("ftp://example.com/help", [("error", "link-address")]),
        ("example.com/help", [("error", "link-address")]),
        ("javascript:alert(1)", [("error", "link-address")]),
        (f"https://example.com/{'a' * 981}", [("warning", "link-long"), ("warning", "link-not-printed")]),
    ],
)
def test_a_link_must_be_an_address_that_a_telephone_opens(
    policy: Path, url: str, verdict: list[tuple[str, str]]
) -> None:
    plant(policy / P4, LINK, f'url = "{url}"')

    found = told(check(policy, quick=True))
    assert sorted((severity, rule) for severity, _, rule in found if rule != "link-missing") == verdict


def test_an_address_that_the_policy_prints_unencrypted_is_quoted_as_it_stands(policy: Path) -> None:
    for file in (P4, "source.en.txt"):
        text = (policy / file).read_text(encoding="utf-8")
        (policy / file).write_text(text.replace("https://", "http://"), encoding="utf-8")

    found = told(check(policy, quick=True))
    assert [rule for _, place, rule in found if place == P4] == []


def test_a_printed_address_without_a_button_is_told(policy: Path) -> None:
    plant(
        policy / P4, '[[links]]\nurl = "https://example.com/help"\nlabel.en = "Help"\nlabel.ja = "ヘルプ"', ""
    )

    assert told(check(policy, quick=True)) == [("warning", P4, "link-missing")]


def test_two_links_must_not_carry_the_same_label(policy: Path) -> None:
    with (policy / P4).open("a", encoding="utf-8") as file:
        file.write('\n[[links]]\nurl = "mailto:desk@example.com"\nlabel.en = "Help"\nlabel.ja = "メール"\n')

    (problem,) = check(policy, quick=True)
    assert (problem.severity, problem.rule) == ("warning", "link-label-twice")
    assert problem.text["ja"].startswith("英語の表示名「Help」")


def test_fewer_than_three_examples_keep_a_passage_from_being_published(policy: Path) -> None:
    text = (policy / P4).read_text(encoding="utf-8")
    start, end = text.index("questions.ja"), text.index("questions.en")
    (policy / P4).write_text(
        f'{text[:start]}questions.ja = ["消して", "削除"]\n{text[end:]}', encoding="utf-8"
    )

    (problem,) = check(policy)
    assert (problem.severity, problem.place) == ("error", P4)
    assert problem.text["en"] == (
        "There are 2 example questions in Japanese, and at least 3 are needed. "
        "Write down how people ask this, in their words."
    )


def test_a_policy_without_any_examples_is_not_asked(policy: Path) -> None:
    for page in (*(policy / "passages").iterdir(), policy / "unstated.toml"):
        text = re.sub(r"questions\.(ja|en) = .*", r"questions.\1 = []", page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8")

    errors = [each for each in told(check(policy)) if each[0] == "error"]
    assert {rule for _, _, rule in errors} == {"questions-too-few"}
    assert len(errors) == 2 * 7, "six passages and a known unknown, in two languages"


def test_a_text_that_does_not_fit_into_one_reply_is_told(policy: Path) -> None:
    (policy / "source.en.txt").unlink()
    plant(policy / P4, "speaks of", f"speaks of {'x' * WHOLE_TEXT}")

    assert told(check(policy, quick=True)) == [("warning", P4, "text-long")]


def test_a_message_that_contradicts_an_example_is_told(policy: Path) -> None:
    (policy / "asked").mkdir()
    row = '{"id": "a-1", "language": "en", "text": "Cookies?", "passages": ["4"]}'
    (policy / "asked" / "new.jsonl").write_text(row, encoding="utf-8")

    assert told(check(policy, quick=True)) == [("warning", "asked: a-1", "message-contradicts")]


def test_a_policy_without_its_source_is_not_compared(policy: Path) -> None:
    (policy / "source.en.txt").unlink()
    plant(policy / P4, "speaks of deletion", "says all of deletion")

    assert check(policy, quick=True) == ()


def test_the_words_where_a_text_departs_from_its_source_are_shown(policy: Path) -> None:
    plant(policy / P4, "speaks of deletion", "speaks of erasure")

    (problem,) = check(policy, quick=True)
    assert "at “erasure. See" in problem.text["en"]


def test_a_source_in_another_encoding_is_told(policy: Path) -> None:
    (policy / "source.en.txt").write_bytes("出典".encode("cp932"))

    assert told(check(policy, quick=True)) == [("error", "source.en.txt", "source-unreadable")]


def test_all_faults_of_all_files_are_told_at_once_errors_first(policy: Path) -> None:
    plant(policy / P4, 'related = ["5"]', 'related = ["4"]')
    plant(policy / "passages/2.toml", 'summary.en = "location."', f'summary.en = "{"location " * 45}"')
    plant(policy / "passages/6.toml", 'title.ja = "委託先"', 'title.ja = "クッキー"')

    assert told(check(policy, quick=True)) == [
        ("error", P4, "related-to-itself"),
        ("warning", "passages/2.toml", "summary-long"),
        ("warning", "passages/5.toml", "related-by-none"),
        ("warning", "passages/6.toml", "title-alike"),
    ]


def test_everything_unreadable_is_told_at_once(policy: Path) -> None:
    plant(policy / P4, 'title.ja = "削除"', "")
    plant(policy / P4, 'summary.en = "deletion."', "")
    plant(policy / "passages/5.toml", "number =", "number")

    assert told(check(policy)) == [
        ("error", P4, "unreadable"),
        ("error", P4, "unreadable"),
        ("error", "passages/5.toml", "unreadable"),
    ]
