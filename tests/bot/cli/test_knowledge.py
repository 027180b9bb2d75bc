"""`knowledge`: what an operator types, reads and gets back, against a store on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest

from bot.bootstrap.knowledge import finder
from bot.cli import bot
from knowledge.library import load, read
from tests.bot.cli.conftest import Run
from tests.small_policy import RIGHTS, small_policy, spoil


def listed(run: Run) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("knowledge", "versions", "--json").stdout)
    return told


def test_the_group_lists_its_commands_and_knows_no_others(run: Run) -> None:
    told = run("knowledge", "--help")
    assert told.exit_code == 0
    assert [word for word in ("check", "publish", "rollback", "versions") if word not in told.stdout] == []
    assert run("knowledge", "burn").exit_code == 2


@pytest.mark.parametrize("words", [("publish",), ("rollback",), ("versions",)])
def test_without_tables_each_command_says_what_to_do(fresh: Run, words: tuple[str, ...]) -> None:
    result = fresh("knowledge", *words)
    assert result.exit_code == 1
    assert "python -m bot migrate" in result.stderr


def test_while_nothing_was_published_the_shipped_policy_is_live(run: Run) -> None:
    assert listed(run) == {"live": load().version, "shipped": load().version, "publications": []}
    assert f"{load().version} (live, for nothing was published)" in run("knowledge", "versions").stdout


def test_a_folder_is_published_and_listed_with_who_and_why(run: Run, tmp_path: Path) -> None:
    folder = small_policy(tmp_path / "policy", "a")
    version = read(folder).version

    result = run("knowledge", "publish", folder, "--by", "Sato", "--note", "new address")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Published {version} (example, 3 passages).")
    told = listed(run)
    first, second = told["publications"]
    assert told["live"] == version
    assert (first["version"], first["live"], first["published_by"], first["note"]) == (
        version,
        True,
        "Sato",
        "new address",
    )
    assert (second["version"], second["live"]) == (load().version, False)
    live, before, shipped = run("knowledge", "versions").stdout.splitlines()
    assert live.startswith("live  ")
    assert live.endswith(f"{version}  example, 3 passages; Sato; new address")
    assert before.startswith("      ")
    assert shipped == f"Shipped with this program: {load().version} (not live by itself)"


def test_without_a_folder_the_shipped_policy_is_published(run: Run) -> None:
    assert run("knowledge", "publish").stdout.startswith(f"Published {load().version} (line-works, ")
    again = run("knowledge", "publish")
    assert (again.exit_code, again.stdout) == (0, "This is live already; nothing was written.\n")
    assert len(listed(run)["publications"]) == 1


def test_a_broken_edit_is_refused_with_file_and_field(run: Run, tmp_path: Path) -> None:
    folder = small_policy(tmp_path / "policy", "a")
    spoil(folder)
    result = run("knowledge", "publish", folder)
    assert result.exit_code == 1
    told, refused = result.stderr.splitlines()
    assert told.startswith(f"error  passages/{RIGHTS}.toml: ")
    assert "number is missing" in told
    assert refused == "Error: Not published. Mend the errors first; warnings may stay."
    assert listed(run)["publications"] == []


@pytest.mark.parametrize("name", ["nowhere", "a file"])
def test_what_is_no_folder_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a file").write_text("words")
    assert run("knowledge", "publish", tmp_path / name).exit_code == 2


def test_a_folder_without_a_policy_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("knowledge", "publish", tmp_path / "empty")
    assert (result.exit_code, listed(run)["publications"]) == (1, [])
    assert "there is no such file in empty" in result.stderr


def test_going_back_is_said_and_counts_as_live(run: Run, tmp_path: Path) -> None:
    run("knowledge", "publish", small_policy(tmp_path / "policy", "a"))
    result = run("knowledge", "rollback", "--note", "it was wrong")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{load().version} (line-works, ")
    assert listed(run)["live"] == load().version
    again = run("knowledge", "rollback", load().version)
    assert (again.exit_code, again.stdout) == (0, "This is live already; nothing was written.\n")


@pytest.mark.parametrize(
    ("words", "said"), [((), "there is no earlier version"), (("nope",), "nope was never published")]
)
def test_no_way_back_is_said_in_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run("knowledge", "rollback", *words)
    assert (result.exit_code, result.stderr) == (1, f"Error: Nothing was changed: {said}.\n")


def test_asking_at_the_terminal_needs_no_store_and_keeps_the_shipped_policy(run: Run, tmp_path: Path) -> None:
    run("knowledge", "publish", small_policy(tmp_path / "policy", "a"))
    assert finder().corpus.version == load().version
    assert "[mark a]" not in run("ask", "do you use cookies").stdout


def test_every_command_of_every_group_can_be_loaded() -> None:
    context = click.Context(bot)
    for name in bot.list_commands(context):
        command = bot.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            inner = command.list_commands(context)
            assert [name for name in inner if command.get_command(context, name) is None] == []
