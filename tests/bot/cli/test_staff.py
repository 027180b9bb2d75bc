"""`staff`: accounts of the console from the terminal, beginning with the first administrator."""

from __future__ import annotations

import re

import pytest

from tests.bot.cli.conftest import Run

ONO = ("--email", "ono@desk.example", "--name", "小野 恵")


def state(run: Run) -> list[list[str]]:
    return [line.split("\t") for line in run("staff", "list").output.splitlines()]


def test_the_first_admin_gets_a_link(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://desk.example/")
    made = run("staff", "create", *ONO, "--role", "admin", "--role", "auditor", "--print-link")
    assert re.search(r"https://desk\.example/console/welcome/[\w-]{40,}\n", made.output)
    [row] = state(run)
    assert row[1:] == ["active", "admin,auditor", "no-second-step", "ono@desk.example", "小野 恵"]
    assert re.fullmatch(r"mail-[0-9a-f]{12}", row[0])


def test_nobody_has_two_accounts(run: Run) -> None:
    run("staff", "create", *ONO, "--role", "admin")
    again = run("staff", "create", "--email", "ONO@desk.example", "--name", "Ono", "--role", "editor")
    assert again.exit_code == 1
    assert "already" in again.output
    assert len(state(run)) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("create", "--email", "no address", "--name", "X", "--role", "admin"),
        ("create", "--email", "x@desk.example", "--name", " ", "--role", "admin"),
        ("create", "--email", "x@desk.example", "--name", "X", "--role", "king"),
        ("create", "--email", "x@desk.example", "--name", "X"),
        ("roles", "nobody@desk.example", "editor"),
        ("link", "nobody@desk.example"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(run: Run, words: tuple[str, ...]) -> None:
    assert run("staff", *words).exit_code != 0
    assert state(run) == []


def test_accounts_are_changed_but_never_the_last_admin_away(run: Run) -> None:
    run("staff", "create", *ONO, "--role", "admin")
    assert run("staff", "deactivate", "ono@desk.example").exit_code == 1
    assert run("staff", "roles", "ono@desk.example", "editor").exit_code == 1
    run("staff", "create", "--email", "mori@desk.example", "--name", "Mori", "--role", "admin")
    assert run("staff", "roles", "ono@desk.example", "editor", "publisher").exit_code == 0
    assert run("staff", "deactivate", "ono@desk.example").exit_code == 0
    assert [row[1:3] for row in state(run)] == [["active", "admin"], ["inactive", "editor,publisher"]]
    assert run("staff", "activate", "ono@desk.example").exit_code == 0
    assert run("staff", "reset", "ono@desk.example").exit_code == 0
    assert "/console/welcome/" in run("staff", "link", "ono@desk.example").output
