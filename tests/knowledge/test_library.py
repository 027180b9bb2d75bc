"""Policies come off the shelf whole, frozen and verbatim, or not at all with a sentence that says why."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from knowledge.library import LibraryError, load, read

SHIPPED = Path(__file__).parents[2] / "knowledge" / "policies" / "line-works"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return a copy of the shipped policy that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "line-works"))


def spoil(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of some words, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_passages_come_in_the_order_of_the_document() -> None:
    """The corpus is read from the first words of the policy to its last."""
    order = tomllib.loads((SHIPPED / "policy.toml").read_text(encoding="utf-8"))["order"]

    assert [passage.id for passage in load()] == order


def test_every_passage_of_the_corpus_stands_in_the_source_word_for_word() -> None:
    """What is quoted is what was printed, without the line break that TOML needs before it."""
    source = (SHIPPED / "source.en.txt").read_bytes().decode("utf-8")

    for passage in load():
        assert passage.text["en"] in source
        assert not passage.text["en"].startswith("\n")


def test_everything_written_about_a_passage_arrives() -> None:
    """Links, notes, neighbours and both languages are kept."""
    passage = load().passage("10.google-analytics")

    assert (passage.number, passage.parent) == ("10", "10")
    assert [link.url for link in passage.links][2] == "https://tools.google.com/dlpage/gaoptout?hl=ja"
    assert passage.links[0].label["ja"] == "Google Analytics 利用規約"
    assert passage.related == ("2.2.cookies", "10.adjust", "10")
    assert passage.notes["ja"]
    assert len(passage.notes["ja"]) == len(passage.notes["en"])
    assert set(passage.summary) == set(passage.title) == set(passage.questions) == {"ja", "en"}


def test_a_passage_without_notes_has_none_in_either_language() -> None:
    """Nobody has to ask first whether there are notes."""
    assert load().passage("2.2.cookies").notes == {"ja": (), "en": ()}


def test_what_the_policy_does_not_state_is_known() -> None:
    """Known unknowns come with their sentence and the passages near them."""
    entry = load().unstated_entry("encryption-and-certification")

    assert entry.nearest == ("7",)
    assert entry.escalate
    assert set(entry.says) == {"ja", "en"}


def test_the_document_and_its_contact_are_read() -> None:
    """Revision, prevailing language and the Privacy Center come from the policy."""
    policy = load().policy

    assert (policy.id, policy.authority) == ("line-works", "ja")
    assert policy.revised.isoformat() == "2022-04-01"
    assert policy.contact.email == "privacy_wm@worksmobile.com"


def test_a_corpus_cannot_be_changed() -> None:
    """Threads share it."""
    passage = load().passage("9")

    with pytest.raises(FrozenInstanceError):
        passage.number = "10"  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        passage.title["en"] = "Rights"  # type: ignore[index]  # the point of the test


def test_the_version_is_that_of_the_content(shelf: Path) -> None:
    """The same words have the same version, and one changed word another."""
    before = read(shelf).version
    spoil(shelf / "passages" / "9.toml", "[summary]\nja = ", "# reviewed\n[summary]\nja = ")

    assert before == load().version
    assert read(shelf).version != before
    assert len(before) == 12


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("passages/9.toml", 'number = "9"', "", "passages/9.toml: number is missing"),
        ("passages/9.toml", 'number = "9"', "number = 9", "passages/9.toml: number must be a text in quotes"),
        ("passages/9.toml", 'number = "9"', 'number = " "', "passages/9.toml: number is empty"),
        (
            "passages/9.toml",
            'number = "9"',
            'number = "9"\nmood = "x"',
            "passages/9.toml: mood is not a field",
        ),
        (
            "passages/9.toml",
            "[title]\n",
            '[title]\nfr = "Droits"\n',
            "passages/9.toml: title: fr is not a field",
        ),
        ("passages/9.toml", "[text]\nen", "[text]\nfr", "passages/9.toml: text"),
        ("passages/9.toml", 'related = ["', 'related = ["99", "', "passages/9.toml: related names '99'"),
        (
            "passages/9.toml",
            'related = ["',
            'related = [1, "',
            "passages/9.toml: related is a list, and each thing in it must be a text in quotes",
        ),
        ("passages/9.toml", "number =", "number", "passages/9.toml: "),
        ("passages/4.foreign.toml", 'parent = "4"', 'parent = "44"', "parent names '44'"),
        ("passages/13.toml", "label.ja", "label.xx", "passages/13.toml: links[1]: label: "),
        ("policy.toml", 'authority = "ja"', 'authority = "fr"', "policy.toml: authority 'fr' is none of our"),
        (
            "policy.toml",
            "revised = 2022-04-01",
            'revised = "soon"',
            "policy.toml: revised must be a date like 2026-04-01",
        ),
        ("policy.toml", '  "9",\n', '  "9",\n  "9",\n', "policy.toml: order names '9' twice"),
        ("policy.toml", '  "12",\n', "", "policy.toml: order leaves out passages/12.toml"),
        ("policy.toml", '  "12",\n', '  "12",\n  "14",\n', "passages/14.toml: there is no such file"),
        (
            "unstated.toml",
            "escalate = true",
            'escalate = "yes"',
            "unstated[1]: escalate must be true or false",
        ),
        ("unstated.toml", 'nearest = ["12"', 'nearest = ["99"', "nearest names '99'"),
        ("unstated.toml", 'nearest = ["12"', 'nearest = ["13", "12"', "nearest names more than 2"),
        ("unstated.toml", '"after-leaving"', '"exact-retention-periods"', "is used twice"),
    ],
)
def test_a_spoilt_file_is_refused_by_name(shelf: Path, file: str, old: str, new: str, complaint: str) -> None:
    """The editor is told which file and which field to look at."""
    spoil(shelf / file, old, new)

    with pytest.raises(LibraryError) as refused:
        read(shelf)
    assert complaint in str(refused.value)


def test_a_policy_without_passages_is_refused(shelf: Path) -> None:
    """There would be nothing to answer with."""
    document = (shelf / "policy.toml").read_text(encoding="utf-8")
    order = document[document.index("order = [") : document.index("]", document.index("order = [")) + 1]
    spoil(shelf / "policy.toml", order, "order = []")

    with pytest.raises(LibraryError, match=r"policy\.toml: order names no passage"):
        read(shelf)


def test_every_fault_is_named_at_once_and_none_twice(shelf: Path) -> None:
    """An editor mends the whole list, and hears of a missing table once and not of each of its fields."""
    spoil(shelf / "passages" / "9.toml", 'number = "9"', "number = 9\nmood = 1")
    spoil(shelf / "passages" / "9.toml", "[title]", "[titel]")
    spoil(shelf / "passages" / "8.toml", "number =", "number")
    (shelf / "passages" / "7.toml").unlink()
    spoil(shelf / "passages" / "12.toml", 'related = ["', 'related = ["99", "')
    spoil(shelf / "policy.toml", 'authority = "ja"', 'authority = "fr"')
    (shelf / "asked" / "new.jsonl").write_text("[]\n{}", encoding="utf-8")

    with pytest.raises(LibraryError) as refused:
        read(shelf)
    assert [fault.split(" (at ")[0] for fault in refused.value.faults] == [
        "policy.toml: authority 'fr' is none of our languages",
        "passages/7.toml: there is no such file in line-works",
        "passages/8.toml: Expected '=' after a key in a key/value pair",
        "passages/9.toml: number must be a text in quotes",
        "passages/9.toml: title is missing",
        "passages/9.toml: mood is not a field we know",
        "passages/9.toml: titel is not a field we know",
        'asked/new.jsonl:1: is no message in the form {"id": "...", ...}',
        "asked/new.jsonl:2: 'id' is missing",
        "passages/12.toml: related names '99', which is no passage",
    ]
    assert str(refused.value) == refused.value.faults[0]


@pytest.mark.parametrize("policy_id", ["nobodys-policy", "../../etc", "", "line-works/passages"])
def test_a_policy_that_is_not_shipped_is_refused(policy_id: str) -> None:
    """An id is a name, never a way out of the folder."""
    with pytest.raises(LibraryError):
        load(policy_id)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": "1", "language": "en", "text": "hi"}', r"asked/new\.jsonl:1: needs a language of ours"),
        ('{"id": "1", "language": "fr", "text": "hi", "unstated": "chit-chat"}', "needs a language of ours"),
        (
            '{"id": "1", "language": "en", "text": "hi", "passages": ["99"]}',
            "names '99', which is no passage",
        ),
        ('{"id": "1", "language": "en", "text": "hi", "unstated": "moon"}', "names 'moon', which unstated"),
        ('{"id": "1"', r"asked/new\.jsonl:1"),
        ("[]", r"asked/new\.jsonl:1"),
    ],
)
def test_a_labelled_message_that_fits_nothing_is_named(shelf: Path, line: str, fault: str) -> None:
    """Whoever adds messages learns which line to mend."""
    (shelf / "asked" / "new.jsonl").write_text(line, encoding="utf-8")

    with pytest.raises(LibraryError, match=fault):
        read(shelf)


def test_a_policy_needs_neither_concepts_nor_labelled_messages(shelf: Path) -> None:
    """An admin may begin with passages alone; the version is another one."""
    shutil.rmtree(shelf / "asked")
    (shelf / "concepts.toml").unlink()
    bare = read(shelf)

    assert (dict(bare.concepts), bare.asked) == ({}, ())
    assert bare.version != load().version
