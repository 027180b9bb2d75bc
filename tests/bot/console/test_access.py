"""Closed by default: what names no permission opens to nobody, and who is not signed in sees nothing."""

from __future__ import annotations

import pytest

from bot.console.access import OPEN, SIGNED_IN
from bot.console.member import Permission, StaffRole
from tests.console_desk import ConsoleDesk, member


def test_every_page_names_what_it_needs_or_is_on_the_list_of_open_ones(console: ConsoleDesk) -> None:
    views = console.console.view_functions
    closed = {name for name, view in views.items() if isinstance(getattr(view, "needs", None), Permission)}
    assert views.keys() - closed - OPEN - SIGNED_IN == set()


def test_a_page_that_names_nothing_opens_to_nobody(console: ConsoleDesk) -> None:
    console.console.view_functions["inbox.inbox"] = lambda: "open by mistake"
    console.signs_in(member(*StaffRole))
    assert "open by mistake" not in console.page("/", 403)


def test_a_stranger_is_led_to_the_sign_in_and_back_to_where_they_wanted(console: ConsoleDesk) -> None:
    console.signs_in(None)
    for rule in console.console.url_map.iter_rules():
        if rule.arguments or rule.endpoint in OPEN or "GET" not in (rule.methods or set()):
            continue
        answer = console.client.get(f"/console{rule.rule}?page=2")
        assert answer.status_code == 302, rule
        assert answer.headers["Location"].startswith("/console/login?next=/console"), rule


def test_a_stranger_changes_nothing(console: ConsoleDesk) -> None:
    console.signs_in(None)
    for rule in console.console.url_map.iter_rules():
        if rule.endpoint in OPEN or "POST" not in (rule.methods or set()):
            continue
        path = rule.rule
        for argument in rule.arguments:
            path = path.replace(f"<{argument}>", "1").replace(f"<int:{argument}>", "1")
        answer = console.client.post(f"/console{path}")
        assert (answer.status_code, "/login" in answer.headers["Location"]) == (302, True), rule


def test_a_part_of_a_page_that_reloads_itself_reloads_the_page_when_its_reader_was_signed_out(
    console: ConsoleDesk,
) -> None:
    console.signs_in(None)
    answer = console.client.get("/console/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (401, "true")


@pytest.mark.parametrize(
    ("role", "here", "not_here"),
    [
        ("caseworker", ("Inbox", "Health"), ("Records",)),
        ("admin", ("Records", "Health"), ("Inbox",)),
        ("auditor", ("Inbox", "Records"), ("Health",)),
    ],
)
def test_the_menu_has_what_somebody_may_open(
    console: ConsoleDesk, role: str, here: tuple[str, ...], not_here: tuple[str, ...]
) -> None:
    console.signs_in(member(role))
    page = console.page("/nowhere", 404)
    assert [name for name in here if f">{name}</a>" not in page] == []
    assert [name for name in not_here if f">{name}</a>" in page] == []


@pytest.mark.parametrize("path", ["/figures", "/figures/", "/knowledge/", "/erasing/"])
def test_an_address_typed_with_a_slash_too_many_leads_there_all_the_same(
    console: ConsoleDesk, path: str
) -> None:
    console.signs_in(member("caseworker"))
    console.page(path)
