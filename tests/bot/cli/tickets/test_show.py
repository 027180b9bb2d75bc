"""`tickets show`: a ticket in plain words, and nobody's own words unless they are asked for."""

from __future__ import annotations

import json

import pytest

from bot.bootstrap.storage import seal_of
from bot.settings import load
from bot.store import files, notices
from bot.store.engine import Database
from bot.store.notices import NewNotice, Outcome, Words
from bot.store.ticket_rows import milliseconds
from handlers.replies import Text
from tests.bot.cli.conftest import Run
from tests.bot.cli.tickets.three_tickets import NOTE, append
from tests.bot.store.lodged import SECRET_WORDS, change, life_of, wrote
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY


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
