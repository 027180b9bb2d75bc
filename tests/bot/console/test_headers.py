"""What every page tells the browser: nothing of others runs in it, nobody frames it, nobody keeps it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import bot.console
from tests.bot.console.every_page import paths
from tests.console_desk import ConsoleDesk, member

TEMPLATES = Path(bot.console.__file__).parent / "templates"
EVERYTHING = ("caseworker", "approver", "editor", "publisher", "admin", "auditor")


class Inline(HTMLParser):
    """Collects what a strict content security policy would not run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]
        self.found += [
            f"{tag} {value}" for value in names.values() if value and value.startswith("javascript:")
        ]
        outside = [names.get(name) or "" for name in ("src", "href") if tag in {"script", "link", "img"}]
        self.found += [f"{tag} {one}" for one in outside if re.match(r"(https?:)?//", one)]
        self._script = tag == "script" and "src" not in names
        if tag == "style":
            self.found.append("style")

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.found.append(f"script {data.strip()[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=x>",
        "<p style='a:b'>",
        "<script>x</script>",
        "<style>x</style>",
        "<a href='javascript:x'>",
        "<script src='//cdn.example/x.js'></script>",
    ],
)
def test_what_is_inline_or_of_others_would_be_noticed(html: str) -> None:
    parser = Inline()
    parser.feed(html)
    assert parser.found


def test_no_page_has_anything_inline_or_of_others(console: ConsoleDesk) -> None:
    console.signs_in(member(*EVERYTHING))
    faults = {}
    for path in paths(console):
        parser = Inline()
        parser.feed(console.page(path))
        faults[path] = parser.found
    assert {path: found for path, found in faults.items() if found} == {}


def test_no_template_takes_what_a_person_wrote_for_markup() -> None:
    unsafe = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")
    assert [
        file.name for file in TEMPLATES.rglob("*.html") if unsafe.search(file.read_text(encoding="utf-8"))
    ] == []


def test_every_page_is_strict_and_kept_nowhere(console: ConsoleDesk) -> None:
    console.signs_in(member(*EVERYTHING))
    for path in ("/", "/nowhere", "/audit"):
        headers = console.client.get(f"/console{path}").headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_scripts_and_styles_are_kept_for_as_long_as_they_stay_the_same(console: ConsoleDesk) -> None:
    console.signs_in(member())
    found = re.findall(r'(?:src|href)="(/console/static/[^"]+)"', console.page("/"))
    assert len(found) >= 6
    for address in found:
        assert "?v=" in address
        with console.client.get(address) as kept:
            assert kept.headers["Cache-Control"].endswith("immutable")
    with console.client.get(found[0].partition("?")[0]) as bare:
        assert bare.headers["Cache-Control"] == "no-cache"


def test_a_form_without_the_page_s_token_does_nothing(console: ConsoleDesk) -> None:
    console.console.config["WTF_CSRF_ENABLED"] = True
    console.signs_in(member())
    console.sends("/preferences", 400, theme="dark")
    assert console.login.who is not None
    assert console.login.who.theme == "auto"
    token = re.search(r'name="csrf_token" value="([^"]+)"', console.page("/"))
    assert token is not None
    console.sends("/preferences", theme="dark", csrf_token=token[1])
