"""The shipped policy is the source, word for word, with both languages beside it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.checking.verbatim import collapsed

HOME = Path(__file__).parents[2] / "knowledge" / "policies" / "line-works"
POLICY: dict[str, Any] = tomllib.loads((HOME / "policy.toml").read_text(encoding="utf-8"))
UNSTATED: list[dict[str, Any]] = tomllib.loads((HOME / "unstated.toml").read_text(encoding="utf-8"))[
    "unstated"
]
PASSAGES: dict[str, dict[str, Any]] = {
    path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
    for path in (HOME / "passages").glob("*.toml")
}
ORDER: list[str] = POLICY["order"]
LANGUAGES = {"ja", "en"}
LONGEST_SUMMARY = {"ja": 200, "en": 350}
FEW_QUESTIONS_SUFFICE = {"preamble", "2.2.other-stakeholders"}

every_passage = pytest.mark.parametrize("passage_id", ORDER)
every_unstated = pytest.mark.parametrize("entry", UNSTATED, ids=lambda entry: str(entry["id"]))


def source() -> str:
    """Return the policy as it was published."""
    return (HOME / "source.en.txt").read_bytes().decode("utf-8")


def same_question(text: str) -> str:
    """Return what two spellings of one question have in common."""
    return unicodedata.normalize("NFKC", text).lower().strip()


def example_questions() -> list[str]:
    """Return every example question of every passage and of everything unstated."""
    return [
        same_question(question)
        for entry in [*PASSAGES.values(), *UNSTATED]
        for questions in entry["questions"].values()
        for question in questions
    ]


def test_the_passages_in_order_are_the_whole_source() -> None:
    """Nothing of the policy is left out, added, repeated or moved."""
    rebuilt = "\n".join(PASSAGES[passage_id]["text"]["en"] for passage_id in ORDER)

    assert collapsed(source()) == collapsed(rebuilt)


@every_passage
def test_a_passage_is_cut_from_the_source_character_for_character(passage_id: str) -> None:
    """Quotes, bullets, indents and NBSP stand as they were printed."""
    assert PASSAGES[passage_id]["text"]["en"] in source()


def test_the_order_names_every_passage_once() -> None:
    """The file names and the order are the same set of ids."""
    assert sorted(PASSAGES) == sorted(ORDER)


@every_passage
def test_a_passage_points_only_to_passages_that_exist(passage_id: str) -> None:
    """A parent comes before its child, and nobody is related to itself."""
    passage = PASSAGES[passage_id]
    parent = passage.get("parent")

    assert set(passage["related"]) <= set(ORDER) - {passage_id}
    assert parent is None or ORDER.index(parent) < ORDER.index(passage_id)


@every_passage
def test_a_passage_speaks_both_languages(passage_id: str) -> None:
    """Title, summary, questions and, where there are any, notes and labels come in pairs."""
    passage = PASSAGES[passage_id]
    pairs = [passage["title"], passage["summary"], passage["questions"]]
    pairs += [link["label"] for link in passage.get("links", [])]
    pairs += [passage["notes"]] if "notes" in passage else []

    assert all(set(pair) == LANGUAGES and all(pair.values()) for pair in pairs)


@every_passage
def test_the_notes_say_as_much_in_either_language(passage_id: str) -> None:
    """A warning given in one language is not kept from those who read the other."""
    notes = PASSAGES[passage_id].get("notes", {"ja": [], "en": []})

    assert len(notes["ja"]) == len(notes["en"])


@every_passage
def test_a_summary_is_short_enough_for_a_chat(passage_id: str) -> None:
    """Two hundred Japanese or three hundred and fifty English characters at most."""
    for language, summary in PASSAGES[passage_id]["summary"].items():
        assert len(summary) <= LONGEST_SUMMARY[language]


@every_passage
def test_a_passage_has_enough_example_questions(passage_id: str) -> None:
    """At least eight per language, four where there is hardly anything to ask about."""
    fewest = 4 if passage_id in FEW_QUESTIONS_SUFFICE else 8

    for questions in PASSAGES[passage_id]["questions"].values():
        assert len(questions) >= fewest


def test_no_example_question_is_given_twice() -> None:
    """A question stands for one passage, or for one thing the policy does not state."""
    questions = example_questions()

    assert len(set(questions)) == len(questions)


@every_passage
def test_a_link_is_an_address_the_passage_prints(passage_id: str) -> None:
    """We offer no address that the policy does not name."""
    passage = PASSAGES[passage_id]

    assert all(link["url"] in passage["text"]["en"] for link in passage.get("links", []))


def test_every_printed_address_is_offered_as_a_link() -> None:
    """No web address of the policy is left without its button."""
    offered = {link["url"] for passage in PASSAGES.values() for link in passage.get("links", [])}

    assert set(re.findall(r"https?://\S+", source())) == offered


@pytest.mark.parametrize(
    ("passage_ids", "marks"),
    [
        (("3.users", "3.stakeholders", "3.personnel"), "①②③"),
        (("4.exceptions",), "①②③④⑤"),
        (("9",), "①②③④"),
    ],
)
def test_the_circled_numbers_are_kept(passage_ids: tuple[str, ...], marks: str) -> None:
    """A circled number is quoted as printed and never becomes a plain digit."""
    text = "".join(PASSAGES[passage_id]["text"]["en"] for passage_id in passage_ids)

    assert marks == "".join(re.findall("[①-⑳]", text))


def test_all_eleven_dates_of_the_addendum_are_listed_newest_first() -> None:
    """The dates of the policy file are those the addendum prints."""
    printed = re.findall(r"(?:Revised|Enacted) on (\w+) 0?(\d+), (\d{4})", PASSAGES["addendum"]["text"]["en"])
    listed: list[date] = POLICY["revisions"]

    assert [(f"{day:%B}", str(day.day), str(day.year)) for day in listed] == printed
    assert len(listed) == 11
    assert listed == sorted(listed, reverse=True)
    assert POLICY["revised"] == listed[0]


def test_the_contact_is_the_one_the_policy_prints() -> None:
    """Company, mail and English address stand word for word in section 13."""
    contact = POLICY["contact"]
    printed = PASSAGES["13"]["text"]["en"]

    assert contact["email"] in printed
    assert contact["address"]["en"] in printed
    assert POLICY["company"] in printed
    assert set(contact["name"]) == set(contact["address"]) == set(POLICY["name"]) == LANGUAGES


@every_unstated
def test_what_is_unstated_is_said_in_both_languages(entry: dict[str, Any]) -> None:
    """Each known unknown has its sentence, enough questions, and at most two passages near it."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])
    assert set(entry["says"]) == set(entry["questions"]) == LANGUAGES
    assert all(len(questions) >= 8 for questions in entry["questions"].values())
    assert len(entry["nearest"]) <= 2
    assert set(entry["nearest"]) <= set(ORDER)
    assert isinstance(entry["escalate"], bool)


def test_every_unstated_id_is_used_once() -> None:
    """An id names one known unknown."""
    ids = [entry["id"] for entry in UNSTATED]

    assert len(set(ids)) == len(ids)
