"""Every sentence of a page is in both catalogues, and none stands in a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.console
from bot.console.audit.subjects import SUBJECTS
from bot.console.member import StaffRole
from bot.store.audit import WHATS
from handlers.tickets import telling
from handlers.tickets.records import _kinds
from handlers.wording import CATALOGUES
from knowledge.language import LANGUAGES

CONSOLE = Path(bot.console.__file__).parent
_KEY = re.compile(r"""(?<![\w.])(?:t|words|say)\(\s*f?["']([a-z0-9_.{}]+)["']\s*(~)?""")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CLASS = re.compile(r"\{% block width %\}.*?\{% endblock %\}")
_CODE = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_LOOSE = re.compile(r"""[a-z-]+="[^"]*\"""")  # attributes that a macro puts into a tag of another one
_SENTENCE = re.compile(r"[぀-ヿ一-鿿]|[A-Za-z]{3,}")
_ATTRIBUTE = re.compile(r"""(?:aria-label|title|placeholder|alt)="([^"{]*[A-Za-z぀-ヿ一-鿿]{2,}[^"{]*)\"""")
NO_SENTENCES = {"Enter", "Esc"}
"""What keys are called on them."""


def templates() -> list[Path]:
    return sorted((CONSOLE / "templates").rglob("*.html"))


def asked_for() -> Iterator[tuple[str, str, bool]]:
    """Give where a sentence is asked for, its key, and whether that is only the beginning of one."""
    for file in (*templates(), *sorted(CONSOLE.rglob("*.py"))):
        text = _COMMENT.sub("", file.read_text(encoding="utf-8"))
        for key, goes_on in _KEY.findall(text):
            name, begins = key.partition("{")[0], bool(goes_on) or "{" in key
            whole = name if name.startswith("console.") else f"console.{name}"
            yield file.relative_to(CONSOLE).as_posix(), whole, begins


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_a_page_asks_for_is_there(language: str) -> None:
    known = CATALOGUES["ja" if language == "ja" else "en"]
    missing = [
        (file, key)
        for file, key, begins in asked_for()
        if not (any(one.startswith(key) for one in known) if begins else key in known)
    ]
    assert missing == []


def test_every_sentence_is_asked_for() -> None:
    asked = {(key, begins) for _, key, begins in asked_for()}
    whole = {key for key, begins in asked if not begins}
    first = tuple(key for key, begins in asked if begins)
    ours = {key for key in CATALOGUES["ja"] if key.startswith("console.")}
    assert {key for key in ours - whole if not key.startswith(first)} == set()


def test_the_search_for_keys_finds_them() -> None:
    assert len({key for _, key, _ in asked_for()}) > 100


@pytest.mark.parametrize("file", templates(), ids=lambda file: file.relative_to(CONSOLE).as_posix())
def test_no_template_has_a_sentence_of_its_own(file: Path) -> None:
    text = _COMMENT.sub(" ", file.read_text(encoding="utf-8"))
    bare = _TAG.sub("\n", _CODE.sub(" ", _CLASS.sub(" ", text)))
    bare = _LOOSE.sub(" ", bare)
    words = {line.strip() for line in bare.splitlines() if _SENTENCE.search(line)} - NO_SENTENCES
    assert (words, _ATTRIBUTE.findall(text)) == (set(), [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_recorded_has_its_words(language: str) -> None:
    known = CATALOGUES["ja" if language == "ja" else "en"]
    wanted = {
        *(f"console.audit.what.{what}" for what in WHATS),
        *(f"console.audit.subject.{subject}" for subject in SUBJECTS),
        *(f"console.people.role.{role}" for role in StaffRole),
    }
    assert wanted - known.keys() == set()


def test_every_subject_is_about_things_that_are_recorded() -> None:
    recorded = {*WHATS, *_kinds()}
    assert {subject: whats - recorded for subject, whats in SUBJECTS.items() if whats - recorded} == {}


def test_whatever_staff_do_beside_tickets_is_under_a_subject() -> None:
    assert set(WHATS) - frozenset().union(*SUBJECTS.values()) == set()


def test_tickets_are_told_in_both_languages() -> None:
    assert set(telling.CATALOGUES) == set(LANGUAGES)
