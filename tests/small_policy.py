"""A policy of three passages in files: learned from in milliseconds, and every sentence bears a mark."""

from __future__ import annotations

import json
import re
from pathlib import Path

from knowledge.language import LANGUAGES

COOKIES, RIGHTS = "2.2.cookies", "9"
MARK = re.compile(r"\[mark ([a-z]+)\]")
_PASSAGES = {
    "1": ("Collection", ("what do you collect", "which data is taken", "何を集めていますか")),
    COOKIES: ("Cookies", ("do you use cookies", "can cookies be turned off", "クッキーは使っていますか")),
    RIGHTS: ("Rights", ("how do I have my data deleted", "who deletes my data", "削除はどう頼みますか")),
}


def small_policy(folder: Path, mark: str, leave_out: str | None = None) -> Path:
    """Write a policy whose titles, summaries and texts bear this mark, and return its folder."""
    told = f"[mark {mark}]"
    passages = {name: words for name, words in _PASSAGES.items() if name != leave_out}
    (folder / "passages").mkdir(parents=True)
    for name, (title, questions) in passages.items():
        write(folder / f"passages/{name}.toml", _passage(name, f"{title} {told}", told, questions))
    write(folder / "unstated.toml", "")
    write(folder / "policy.toml", _document(list(passages), f"Example Policy {told}"))
    return folder


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def spoil(folder: Path) -> None:
    """Take the number of a passage away, which no passage may lack."""
    page = folder / f"passages/{RIGHTS}.toml"
    write(page, page.read_text(encoding="utf-8").replace("number =", "# number =", 1))


def _both(field: str, value: object) -> str:
    return "".join(f"{field}.{language} = {json.dumps(value)}\n" for language in LANGUAGES)


def _passage(name: str, title: str, told: str, questions: tuple[str, ...]) -> str:
    lines = [f'number = "{name}"\n', "related = []\n", _both("title", title)]
    lines += [_both("summary", f"What is said of {name} {told}."), _both("questions", list(questions))]
    return "".join([*lines, f"text.en = {json.dumps(f'{title}: the words of {name} {told}.')}\n"])


def _document(order: list[str], name: str) -> str:
    lines = ['id = "example"\ncompany = "Example Inc."\nauthority = "ja"\n']
    lines += ["revised = 2022-04-01\nrevisions = [2022-04-01]\n", 'url = "https://example.org/privacy"\n']
    lines += [f"order = {json.dumps(order)}\n", _both("name", name)]
    lines += ['[contact]\nemail = "desk@example.org"\n', _both("name", "Center"), _both("address", "Tokyo")]
    return "".join(lines)
