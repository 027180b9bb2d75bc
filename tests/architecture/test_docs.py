"""The pages say what is so: settings, commands, periods, log lines and links match the product."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import click
import pytest

from bot.cli import bot as command_line
from bot.settings import Settings, example
from handlers import retention
from tests.architecture.source import ROOT, modules, tracked

PAGES = sorted(file for file in tracked() if file.suffix == ".md")
READMES = [ROOT / "README.md", ROOT / "README.ja.md"]
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
both_readmes = pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    context = click.Context(command_line)
    return command_line.list_commands(context)


def headings(page: Path) -> list[tuple[int, str]]:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return [(len(found[1]), found[2]) for found in re.finditer(r"^(#+) (.+)$", text, re.MULTILINE)]


def anchors(page: Path) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(page)}


def locked(name: str) -> set[str]:
    """Return the packages of a lock with their versions and hashes, one block of text each.

    Where a package is needed at all (its marker) depends on who else wants it, so that is left out.
    """
    text = re.sub(r"^ +# .*\n| ;[^\\\n]*(?= \\)", "", read(name), flags=re.MULTILINE)
    return set(re.split(r"\n(?=\S)", text.strip()))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    default = "required" if field.is_required() else f"`{field.default}`" if field.default is not None else ""
    row = f"| `{name.upper()}` | {default} | {field.description} |".replace("|  |", "| |")
    assert row in read("docs/settings.md")


def test_the_example_of_the_settings_is_the_generated_one() -> None:
    assert read(".env.example") == example(), "run: make settings"


@both_readmes
def test_every_command_is_in_the_readme(page: Path) -> None:
    rows = set(re.findall(r"^\| `(\w+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(commands()) - rows == set()


@every_page
def test_no_page_names_a_command_that_does_not_exist(page: Path) -> None:
    named = set(re.findall(r"python -m bot ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named - set(commands()) == set()


@every_page
def test_no_page_names_a_target_that_cannot_be_made(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^|=\d+ )make ([a-z]+)", text, re.MULTILINE))
    assert named - targets == set()


def test_every_target_is_listed_by_make() -> None:
    makefile = read("Makefile")
    named = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split()
    assert [target for target in named if not re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE)] == []


def test_the_procfile_runs_commands_that_exist() -> None:
    run = re.findall(r"^\w+: python -m bot (\w+)$", read("Procfile"), re.MULTILINE)
    assert run == ["migrate", "webhook", "console", "worker"]
    assert set(run) <= set(commands())


@pytest.mark.parametrize(
    ("period", "rows"),
    [
        (retention.FAILED_MESSAGE, 4),
        (retention.DRAFT, 4),  # the same, and what a relay took
        (retention.EVENT_IDS, 7),  # and notices, and files that show who asks
        (retention.CONVERSATION, 2),  # and questions that the policy did not answer
        (retention.ERASURE, 4),  # and who asked for it, outcomes of mails, and what staff did
        (retention.RAW_MAIL, 3),  # and tasks that were done, and where staff did something from
        (retention.CODE_SENT, 1),
    ],
)
def test_the_periods_of_the_privacy_page_are_those_that_are_kept(period: timedelta, rows: int) -> None:
    assert read("docs/privacy.md").count(f"| **{period.days} days** after") == rows


def test_every_log_line_that_operators_are_told_of_exists() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in modules("bot"))
    table = read("docs/operations.md").split("| `event` |")[1].split("\n\n")[0]
    told = [key for row in table.splitlines() for key in re.findall(r"`([a-z_]+)`", row.split("|")[1])]
    assert len(told) > 5
    assert [key for key in told if f'"{key}"' not in source] == []


def test_both_readmes_have_the_same_headings_in_the_same_order() -> None:
    english, japanese = ([level for level, _ in headings(page)] for page in READMES)
    assert english == japanese


@every_page
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    broken = []
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def test_every_decision_is_listed_and_says_what_gets_worse() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    index = read("docs/decisions/README.md")
    assert [page.name for page in pages if f"({page.name})" not in index] == []
    for page in pages:
        titles = [title for _, title in headings(page)]
        assert [title for title in ("Situation", "Decision", "What gets worse") if title not in titles] == []


def test_what_runs_is_locked_as_it_was_tested() -> None:
    runtime = locked("requirements-runtime.lock")
    assert runtime - locked("requirements.lock") == set()
    direct = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[\[>=]", wanted)[0] for wanted in direct}
    assert names - {block.split("==")[0] for block in runtime} == set()


def test_no_file_names_a_machine_or_a_package_index() -> None:
    # Written in parts, so that this file does not name them either.
    forbidden = re.compile(
        rb"(?<![\w.])/(?:work|root|home/[a-z]+)/|"
        + b"|".join(
            re.escape(host.encode()) for host in ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org")
        )
    )
    named = [file.relative_to(ROOT).as_posix() for file in tracked() if forbidden.search(file.read_bytes())]
    assert named == []


@pytest.mark.parametrize(("page", "language"), [("docs/staff.md", "en"), ("docs/staff.ja.md", "ja")])
def test_the_pages_for_staff_call_buttons_and_lists_as_the_console_does(page: str, language: str) -> None:
    written = "".join(file.read_text("utf-8") for file in (ROOT / "handlers/wording" / language).iterdir())
    named = set(re.findall(r"\*\*([^*]+?)\*\*", read(page).replace("\n   ", " ")))
    buttons = {one for one in named if one[-1] not in ".。,：」”"}
    assert len(buttons) > 10
    assert {one for one in buttons if f'"{one}"' not in written} == set()
