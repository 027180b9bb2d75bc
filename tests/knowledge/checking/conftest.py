"""A small policy in files with which nothing is wrong, for tests to spoil."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.language import LANGUAGES, Language

TOPICS: dict[str, dict[Language, str]] = {
    "1": {"en": "cookies", "ja": "クッキー"},
    "2": {"en": "location", "ja": "位置情報"},
    "3": {"en": "retention", "ja": "保存期間"},
    "4": {"en": "deletion", "ja": "削除"},
    "5": {"en": "complaints", "ja": "苦情"},
    "6": {"en": "contractors", "ja": "委託先"},
}
SILENT: dict[Language, str] = {"en": "encryption", "ja": "暗号化"}
FRAMES: dict[Language, tuple[str, ...]] = {
    "en": (
        *("what about {}", "tell me about {}", "explain {} please", "what do you do about {}"),
        *("I have a question on {}", "where is {} described", "how is {} handled", "{}"),
    ),
    "ja": (
        *("{}について教えて", "{}はどうなっていますか", "{}って何", "{}の扱いを知りたい"),
        *("{}はどこに書いてある", "{}の説明をお願いします", "{}が気になります", "{}"),
    ),
}
ADDRESS = "https://example.com/help"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """Give the folder of a policy that can be published as it is."""
    folder = tmp_path / "policy"
    (folder / "passages").mkdir(parents=True)
    for number in TOPICS:
        _write(folder / f"passages/{number}.toml", _passage(number))
    _write(folder / "policy.toml", _document())
    _write(folder / "unstated.toml", _unstated())
    _write(folder / "concepts.toml", _concepts())
    _write(
        folder / "source.en.txt", "\n\n".join(_text(number).replace(" ", "\u00a0 ", 1) for number in TOPICS)
    )
    return folder


def _text(number: str) -> str:
    return f"Section {number} speaks of {TOPICS[number]['en']}. See {ADDRESS}."


def _passage(number: str) -> str:
    topic = TOPICS[number]
    following = str(int(number) % len(TOPICS) + 1)
    lines = [f'number = "{number}"', f'related = ["{following}"]']
    lines += [f'title.{each} = "{topic[each]}"' for each in LANGUAGES]
    lines += [f'summary.{each} = "{topic[each]}."' for each in LANGUAGES]
    lines += [f'text.en = "{_text(number)}"']
    lines += [_questions(each, topic[each]) for each in LANGUAGES]
    return "\n".join([*lines, "[[links]]", f'url = "{ADDRESS}"', 'label.en = "Help"', 'label.ja = "ヘルプ"'])


def _questions(language: Language, topic: str) -> str:
    questions = [frame.format(topic) for frame in FRAMES[language]]
    return f"questions.{language} = {json.dumps(questions, ensure_ascii=False)}"


def _document() -> str:
    lines = ['id = "example"', 'company = "Example Inc."', 'authority = "en"', "revised = 2026-04-01"]
    lines += ["revisions = [2026-04-01]", 'url = "https://example.com/privacy"']
    lines += [f"order = {json.dumps(list(TOPICS))}", 'name.en = "Policy"', 'name.ja = "ポリシー"']
    lines += ["[contact]", 'email = "desk@example.com"', 'name.en = "Desk"', 'name.ja = "窓口"']
    return "\n".join([*lines, 'address.en = "Tokyo"', 'address.ja = "東京"'])


def _unstated() -> str:
    lines = ["[[unstated]]", 'id = "encryption"', 'nearest = ["3"]', "escalate = true"]
    lines += ['says.en = "It does not say."', 'says.ja = "書かれていません。"']
    return "\n".join([*lines, *(_questions(each, SILENT[each]) for each in LANGUAGES)])


def _concepts() -> str:
    return '[cookie]\nen = ["cookie*"]\nja = ["クッキー"]\n[place]\nen = ["location*"]\nja = ["位置"]\n'


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")
