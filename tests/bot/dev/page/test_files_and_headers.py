"""The page brings every file it names, and every answer says what a browser may not do with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from bot.dev import page_api
from tests.bot.dev.page.calls import fetch

FILES = Path(page_api.__file__).parent


def test_the_page_brings_every_file_it_names_from_its_own_place(client: FlaskClient) -> None:
    page = client.get("/dev/")
    assert page.mimetype == "text/html"
    named = re.findall(r'(?:href|src)="([^"#]+)"', page.text)
    assert len(named) >= 7
    for address in named:
        assert address.startswith("/dev/static/")
        assert fetch(client, address).status_code == 200, address


def test_modules_import_only_files_that_are_there(client: FlaskClient) -> None:
    for module in (FILES / "static").glob("*.js"):
        for imported in re.findall(r'from "([^"]+)"', module.read_text(encoding="utf-8")):
            served = fetch(client, f"/dev/static/{imported.removeprefix('./')}")
            assert served.status_code == 200, f"{module.name}: {imported}"
            assert served.mimetype == "text/javascript"


@pytest.mark.parametrize(
    "path", ["/dev/", "/dev/static/main.js", "/dev/api/chats", "/dev/api/chats/U0/items"]
)
def test_every_answer_forbids_inline_code_framing_and_guessing(client: FlaskClient, path: str) -> None:
    headers = fetch(client, path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_what_people_wrote_is_not_kept_by_the_browser(client: FlaskClient) -> None:
    assert client.get("/dev/api/chats").headers["Cache-Control"] == "no-store"
