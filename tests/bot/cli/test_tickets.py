"""`tickets`: what staff type and read at the terminal, against a store on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap.storage import database_of, seal_of
from bot.downloads.rendering import pdf_possible
from bot.settings import load
from bot.store import files, notices, tickets
from bot.store.engine import Database
from bot.store.notices import NewNotice, Outcome, Words
from bot.store.ticket_rows import milliseconds
from handlers.replies import Text
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.log import NoteAdded
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText, digest_of
from tests.bot.cli.conftest import Run
from tests.bot.store.lodged import SALT, SECRET_WORDS, change, life_of, person, wrote
from tests.handlers.tickets.lives import MORI, NUMBER, WEDNESDAY

OTHER = "PR-2026-000123"
NOTE = "This person has called three times."


@pytest.fixture
def store(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give the store that the commands read, and let them believe it is ten days after the receipt."""
    for command in ("list", "show", "export"):
        now = milliseconds(WEDNESDAY + timedelta(days=10))
        monkeypatch.setattr(f"bot.cli.tickets_{command}.clock", lambda now=now: now)
    database = database_of(load())
    yield database
    database.close()


def append(store: Database, change: TicketChange) -> None:
    with store.write() as connection:
        tickets.append(connection, [change], seal_of(load()))


@pytest.fixture
def filled(store: Database) -> Database:
    """Give a store with a ticket in review that has a message and a note, and one that was withdrawn."""
    life = life_of("ana", Right.DISCLOSURE, Right.DELETION)
    texts = dict(wrote(life, "heard"))
    texts["noted"] = SaltedText(NOTE, SALT)
    life.add(NoteAdded(at=life.now, by=MORI, text=KeptText("noted", digest_of(NOTE, SALT))))
    append(store, change(life, texts))
    other = life_of("ben", number=OTHER, start=WEDNESDAY - timedelta(days=30))
    append(store, change(other.move(Move.WITHDRAW, by=person("ben"))))
    late = life_of("cho", number="PR-2026-000009", start=WEDNESDAY - timedelta(days=5))
    append(store, change(late))
    return store


def listed(run: Run, *options: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(run("tickets", "list", "--json", *options).stdout)["tickets"]
    return told


@pytest.mark.parametrize("words", [("list",), ("show", NUMBER), ("verify",), ("export", NUMBER, "copy.json")])
def test_without_tables_each_command_says_what_to_do(fresh: Run, words: tuple[str, ...]) -> None:
    result = fresh("tickets", *words)
    assert result.exit_code == 1
    assert "python -m bot migrate" in result.stderr


def test_the_list_is_aligned_and_says_how_long_there_is(filled: Database, run: Run) -> None:
    assert run("tickets", "list").stdout.splitlines() == [
        "NUMBER          KIND    RIGHTS                STATUS     RECEIVED          DUE               DAYS",
        "PR-2026-7QK3FX  rights  disclosure, deletion  received   2026-04-01 09:00  2026-04-15 09:00  4",
        "PR-2026-000009  rights  disclosure            received   2026-03-27 09:00  2026-04-10 09:00  -1",
        "PR-2026-000123  rights  disclosure            withdrawn  2026-03-02 09:00  2026-03-16 09:00  -",
    ]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ((), [NUMBER, "PR-2026-000009", OTHER]),
        (("--open",), ["PR-2026-000009", NUMBER]),
        (("--overdue",), ["PR-2026-000009"]),
    ],
)
def test_the_list_can_be_of_open_or_of_overdue_tickets_alone(
    filled: Database, run: Run, options: tuple[str, ...], numbers: list[str]
) -> None:
    assert [each["number"] for each in listed(run, *options)] == numbers


def test_the_list_for_programs_has_times_in_utc(filled: Database, run: Run) -> None:
    first = listed(run)[0]
    assert first == {
        "number": NUMBER,
        "kind": "rights",
        "rights": ["disclosure", "deletion"],
        "status": "received",
        "open": True,
        "received_at": "2026-04-01T00:00:00+00:00",
        "legal_due_at": "2026-04-15T00:00:00+00:00",
        "days_left": 4,
        "assignee": None,
    }


def test_where_there_are_no_tickets_the_list_is_empty(store: Database, run: Run) -> None:
    assert listed(run) == []
    assert len(run("tickets", "list").stdout.splitlines()) == 1


def test_a_ticket_is_shown_in_plain_words(filled: Database, run: Run) -> None:
    assert run("tickets", "show", "pr 2026 7qk3fx").stdout.splitlines() == [
        "PR-2026-7QK3FX",
        "Kind        exercise of rights",
        "Status      received",
        "Requester   ana (self)",
        "Language    ja",
        "Law         jp_appi",
        "Received    2026-04-01 09:00",
        "Caseworker  nobody",
        "",
        "Legal period  until 2026-04-15 09:00, 71% used",
        "Our target    until 2026-04-11 09:00, 100% used",
        "First look    until 2026-04-03 09:00, met",
        "",
        "Items",
        "  disclosure  open",
        "  deletion    open",
        "",
        "Log",
        "    1  2026-04-01 09:00  requester        Opened by LINE: exercise of rights.",
        "    2  2026-04-01 09:00  requester        Asked for: disclosure.",
        "    3  2026-04-01 09:00  requester        Asked for: deletion.",
        "    4  2026-04-01 09:00  requester        New status: received.",
        "    5  2026-04-01 09:00  requester        The requester wrote by LINE.",
        "    6  2026-04-01 09:00  caseworker mori  Staff added a note.",
    ]


def test_columns_stay_aligned_in_japanese(filled: Database, run: Run) -> None:
    lines = run("tickets", "show", NUMBER, "--lang", "ja").stdout.splitlines()
    assert lines[1:3] == ["種別      権利の行使", "状況      受付済み"]
    assert "    5  2026-04-01 09:00  申出人       申出人からLINEで連絡がありました。" in lines


@pytest.mark.parametrize("options", [(), ("--json",), ("--lang", "ja")])
def test_nobodys_words_are_shown_unless_they_are_asked_for(
    filled: Database, run: Run, options: tuple[str, ...]
) -> None:
    silent = run("tickets", "show", NUMBER, *options).stdout
    assert (SECRET_WORDS in silent, NOTE in silent) == (False, False)
    told = run("tickets", "show", NUMBER, "--texts", *options).stdout
    assert (SECRET_WORDS in told, NOTE in told) == (True, True)


def test_nobody_s_words_can_steer_the_terminal_or_look_like_a_line_of_ours(store: Database, run: Run) -> None:
    life = life_of("ana")
    append(store, change(life, wrote(life, "heard", "plain\x1b]0;owned\x07\x08 words\r\n all \u202eof them")))
    name = "a.pdf\n    9  2026-04-01 09:00  approver  Approved."
    file = files.sealed(NUMBER, "f1", "m", "application/pdf", b"%PDF-", name, seal_of(load()))
    with store.write() as connection:
        files.keep(connection, file, 0)
    told = run("tickets", "show", NUMBER, "--texts").stdout
    assert [one for one in "\x1b\x07\x08\r\u202e" if one in told] == []
    assert "         | plain�]0;owned�� words\n         |  all �of them\n" in told
    assert "         | a.pdf�    9  2026-04-01 09:00  approver  Approved.\n" in told


def test_how_each_notice_travelled_is_shown_without_its_words(filled: Database, run: Run) -> None:
    seal, words = seal_of(load()), Words(Text("It is so."), "en")
    ended: list[Outcome | None] = [None, "sent", "failed"]
    with filled.write() as connection:
        for place, outcome in enumerate(ended):
            new = NewNotice(dedupe=f"n{place}", lane="ana", number=NUMBER, words=words, legal=False, until=9)
            stored = notices.keep(connection, new, ("push",), milliseconds(WEDNESDAY), seal)
            notices.step(connection, stored, "push")
            if outcome:
                notices.end(connection, stored, outcome, milliseconds(WEDNESDAY))
    told = run("tickets", "show", NUMBER, "--texts").stdout
    begin = told.index("Notices")
    assert told[begin:].splitlines()[:4] == [
        "Notices",
        "  2026-04-01 09:00  is being sent to LINE",
        "  2026-04-01 09:00  LINE took it; whether it was seen is not known",
        "  2026-04-01 09:00  did not reach the requester",
    ]
    assert "It is so." not in told
    states = [one["state"] for one in json.loads(run("tickets", "show", NUMBER, "--json").stdout)["notices"]]
    assert states == ["push", "push_sent", "failed"]


def test_a_ticket_for_programs_has_its_items_clocks_and_log(filled: Database, run: Run) -> None:
    shown = json.loads(run("tickets", "show", NUMBER, "--json").stdout)
    assert (shown["number"], shown["status"], shown["version"]) == (NUMBER, "received", 6)
    assert shown["items"] == [
        {"right": "disclosure", "outcome": None},
        {"right": "deletion", "outcome": None},
    ]
    assert shown["clocks"]["legal"] == {"due_at": "2026-04-15T00:00:00+00:00", "percent": 71}
    assert [event["what"] for event in shown["log"]][-2:] == ["message_in", "note_added"]


@pytest.mark.parametrize("words", [("show", OTHER), ("verify", OTHER), ("export", OTHER, "copy.json")])
def test_a_ticket_that_does_not_exist_is_said_to_be_none(
    store: Database, run: Run, words: tuple[str, ...]
) -> None:
    result = run("tickets", *words)
    assert (result.exit_code, result.stderr) == (1, f"Error: There is no ticket {OTHER}.\n")


def test_what_is_no_number_is_refused(store: Database, run: Run) -> None:
    result = run("tickets", "show", "12")
    assert result.exit_code == 2
    assert "a ticket number looks like PR-2026-7QK3FX" in result.stderr


def test_whole_tickets_are_said_to_be_whole(filled: Database, run: Run) -> None:
    result = run("tickets", "verify")
    assert (result.exit_code, result.stdout) == (0, "Tickets checked: 3. All are whole.\n")
    assert run("tickets", "verify", NUMBER).stdout == "Tickets checked: 1. All are whole.\n"


def test_a_changed_entry_is_named_and_the_status_is_one(filled: Database, run: Run) -> None:
    with filled.write() as connection:
        connection.exec_driver_sql(
            "UPDATE ticket_events SET record = replace(record, 'deletion', 'addition') WHERE sequence = 3"
        )
    result = run("tickets", "verify")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "PR-2026-7QK3FX  entry 3: it does not say what it said when it was written",
        "Tickets checked: 3. Not whole: 1.",
    ]
    japanese = run("tickets", "verify", NUMBER, "--lang", "ja")
    assert "記録3：" in japanese.stdout
    assert run("tickets", "verify", OTHER).exit_code == 0


def test_an_unreadable_log_is_said_in_a_sentence(filled: Database, run: Run) -> None:
    with filled.write() as connection:
        connection.exec_driver_sql("UPDATE ticket_events SET record = '{}'")
    for words in (("show", NUMBER), ("export", NUMBER, "copy.json")):
        result = run("tickets", *words)
        assert result.exit_code == 1
        assert "See: tickets verify" in result.stderr


def test_a_copy_for_the_requester_can_be_checked_and_holds_no_notes_of_staff(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    result = run("tickets", "export", NUMBER, "copy.json")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Wrote {NUMBER} to copy.json. The file holds personal data.\n",
    )
    copy = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    assert (copy["schema_version"], copy["about"]["number"]) == (2, NUMBER)
    assert copy["texts"] == {"heard": {"text": SECRET_WORDS, "salt": SALT.hex()}}
    salted = bytes.fromhex(copy["texts"]["heard"]["salt"]) + copy["texts"]["heard"]["text"].encode()
    assert copy["entries"][4]["event"]["text"]["digest"] == hashlib.sha256(salted).hexdigest()
    assert copy["entries"][5]["event"] is None


def test_the_hash_that_a_copy_ends_with_can_be_looked_up_later(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    run("tickets", "export", NUMBER, "copy.json")
    head = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))["about"]["head"]
    run("tickets", "export", NUMBER, "later.json")
    log = json.loads(run("tickets", "show", NUMBER, "--json").stdout)["log"]
    assert [entry["hash"] for entry in log].index(head) == len(log) - 2


def test_who_wrote_a_copy_out_is_in_the_log_and_in_the_copy(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    run("tickets", "export", NUMBER, "copy.json")
    last = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))["entries"][-1]["event"]
    name = pwd.getpwuid(os.getuid()).pw_name
    assert (last["what"], last["by"]) == ("exported", {"role": "caseworker", "id": name})
    assert "Written into a file." in run("tickets", "show", NUMBER).stdout
    assert run("tickets", "verify").exit_code == 0


def test_what_could_not_be_written_is_not_in_the_log(filled: Database, run: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.json").touch()
    run("tickets", "export", NUMBER, "copy.json")
    assert "Written into a file." not in run("tickets", "show", NUMBER).stdout


def test_a_copy_can_be_a_page_that_needs_no_other_file(filled: Database, run: Run, tmp_path: Path) -> None:
    assert run("tickets", "export", NUMBER, "copy.html", "--format", "html").exit_code == 0
    page = (tmp_path / "copy.html").read_text(encoding="utf-8")
    assert (SECRET_WORDS in page, NOTE in page, "<style>" in page) == (True, False, True)


def test_a_copy_can_be_a_pdf(filled: Database, run: Run, tmp_path: Path) -> None:
    if not pdf_possible():
        pytest.skip("WeasyPrint is not installed (the extra pdf)")
    assert run("tickets", "export", NUMBER, "copy.pdf", "--format", "pdf").exit_code == 0
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF-")


def test_without_the_library_a_pdf_is_refused_with_what_to_do(
    filled: Database, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.tickets_export.pdf_possible", lambda: False)
    result = run("tickets", "export", NUMBER, "copy.pdf", "--format", "pdf")
    assert (result.exit_code, "pip install" in result.stderr) == (1, True)
    assert not (tmp_path / "copy.pdf").exists()


def test_of_no_ticket_no_file_is_left_behind(store: Database, run: Run, tmp_path: Path) -> None:
    run("tickets", "export", OTHER, "copy.json")
    assert not (tmp_path / "copy.json").exists()


def test_a_copy_with_notes_holds_every_text(filled: Database, run: Run, tmp_path: Path) -> None:
    run("tickets", "export", NUMBER, "all.json", "--with-notes")
    copy = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert set(copy["texts"]) == {"heard", "noted"}


def test_a_copy_is_for_its_owner_alone_and_never_written_over_a_file(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    run("tickets", "export", NUMBER, "copy.json")
    assert stat.S_IMODE((tmp_path / "copy.json").stat().st_mode) == 0o600
    before = (tmp_path / "copy.json").read_bytes()
    again = run("tickets", "export", OTHER, "copy.json")
    assert (again.exit_code, again.stderr) == (1, "Error: copy.json exists already; nothing was written.\n")
    assert (tmp_path / "copy.json").read_bytes() == before
    assert run("tickets", "export", NUMBER, "nowhere/copy.json").exit_code == 1
