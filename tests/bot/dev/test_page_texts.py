"""The sentences of the demo's pages, and the rules their files keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.dev import page

FILES = Path(page.__file__).parent
STATIC = FILES / "static"
SCRIPTS = sorted(STATIC.glob("*.js"))
TEMPLATES = sorted((FILES / "templates").glob("*.html"))
HTML = "".join(template.read_text(encoding="utf-8") for template in TEMPLATES)
LONGEST_FILE = 300
SINKS = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|\.cssText"


def catalogue(language: str) -> dict[str, str]:
    """Return a language's sentences by key."""
    source = (STATIC / "texts.js").read_text(encoding="utf-8")
    part = re.search(rf"^  {language}: {{(.*?)^  }},", source, re.DOTALL | re.MULTILINE)
    assert part is not None
    return dict(re.findall(r'^    "([\w.]+)": "(.*)",$', part[1], re.MULTILINE))


def scripts() -> str:
    return "\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS if script.name != "texts.js")


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_both_languages_say_the_same_things() -> None:
    japanese, english = catalogue("ja"), catalogue("en")
    assert len(japanese) > 50
    assert list(japanese) == list(english)
    for key, sentence in japanese.items():
        assert placeholders(sentence) == placeholders(english[key]), key


def test_every_sentence_that_is_asked_for_is_there_and_none_is_left_over() -> None:
    known = set(catalogue("ja"))
    asked = set(re.findall(r'data-(?:text|label|placeholder|title)="([\w.]+)"', HTML))
    source = scripts()
    asked |= {
        key for key in re.findall(r'"([a-z]+\.[a-z_]+)"', source) if key.split(".")[0] in families(known)
    }
    assert asked <= known
    built = set(re.findall(r"t\(`([a-z]+)\.\$\{", source))
    assert {key for key in known - asked if key.split(".")[0] not in built} == set()


def families(keys: set[str]) -> set[str]:
    return {key.split(".")[0] for key in keys}


def test_no_japanese_stands_outside_the_catalogue() -> None:
    assert re.findall(r"[ぁ-んァ-ヶ一-龠]+", scripts()) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_script_turns_data_into_markup_or_code(script: Path) -> None:
    assert re.findall(SINKS, script.read_text(encoding="utf-8")) == []


def test_no_page_has_an_inline_script_style_or_listener() -> None:
    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", HTML) == []


def test_no_file_is_brought_from_elsewhere() -> None:
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in STATIC.glob("*.css"))
    assert re.findall(r"@import|url\(|https?:", sheets) == []
    assert re.findall(r'(?:from|import\() ?"(?!\./)', scripts()) == []


def test_no_file_has_more_than_300_lines() -> None:
    lengths = {
        file.name: len(file.read_text(encoding="utf-8").splitlines())
        for file in [*STATIC.iterdir(), *TEMPLATES]
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
