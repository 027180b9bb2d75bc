"""The requester's own copy: their words and ours to them, no notes of staff, and all it takes to check it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.tickets import chain, log
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.chain import Entry, canonical
from handlers.tickets.changes import SaltedText
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.items import Outcome
from handlers.tickets.log import Channel, TicketEvent
from handlers.tickets.own_copy import PARTS, is_theirs_to_read, own_copy
from handlers.tickets.records import record_of
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText, digest_of
from tests.handlers.tickets.lives import AGENT, MORI, NUMBER, PERSON, REFUSAL, SATO, TEXT, Life, in_review
from tests.handlers.tickets.lives import WEDNESDAY as AT

PAGE = (Path(__file__).parents[3] / "docs" / "tickets.md").read_text(encoding="utf-8")
(CHECK,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
WORDS = "髙橋です。①の住所を直してください。"
SALT = bytes(range(16))
Tampering = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "event",
    [
        log.MessageIn(at=AT, by=PERSON, channel=Channel.LINE, text=TEXT),
        log.MessageOut(at=AT, by=MORI, text=TEXT),
        log.ItemAsked(at=AT, by=MORI, right=Right.DELETION, scope=TEXT),
        log.ClockExtended(at=AT, by=MORI, until=AT + timedelta(days=1), reason=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.ASK_REQUESTER, to=Status.WAITING_REQUESTER, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.ANSWER, to=Status.ANSWERED, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.REDIRECT, to=Status.REDIRECTED, text=TEXT),
        log.Moved(at=AT, by=PERSON, move=Move.WITHDRAW, to=Status.WITHDRAWN, text=TEXT),
        log.Moved(at=AT, by=AGENT, move=Move.REOPEN, to=Status.IN_REVIEW, text=TEXT),
    ],
)
def test_what_they_wrote_and_what_they_were_told_is_theirs(event: TicketEvent) -> None:
    assert is_theirs_to_read(event)


@pytest.mark.parametrize(
    "event",
    [
        log.NoteAdded(at=AT, by=MORI, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.ASK_INSIDE, to=Status.WAITING_INTERNAL, text=TEXT),
        log.Moved(at=AT, by=SATO, move=Move.SEND_BACK, to=Status.IN_REVIEW, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.MARK_SPAM, to=Status.SPAM, text=TEXT),
        log.ItemProposed(at=AT, by=MORI, right=Right.DISCLOSURE, proposal=REFUSAL),
        log.IdentityRaised(at=AT, by=MORI, method=Method.TWO_FACTS, level=Level.KNOWN_FACTS, note=TEXT),
        log.ReminderSent(at=AT, by=SYSTEM),
    ],
)
def test_what_staff_wrote_for_themselves_is_not(event: TicketEvent) -> None:
    assert not is_theirs_to_read(event)


def a_life() -> Life:
    """Return a life with a message, a note, a drafted refusal and a file."""
    kept = KeptText("heard", digest_of(WORDS, SALT))
    life = in_review()
    life.add(log.MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=kept))
    life.add(log.NoteAdded(at=life.now, by=MORI, text=KeptText("noted", digest_of("seen", SALT))))
    life.add(
        log.FileKept(
            at=life.now,
            by=PERSON,
            channel=Channel.LINE,
            file="file-1",
            media_type="image/png",
            size=12,
            digest="a" * 64,
        )
    )
    return life.propose(Outcome.REFUSED).move(Move.PROPOSE)


def copied(life: Life, *, notes: bool = False) -> dict[str, Any]:
    entries: list[Entry] = []
    for event in life.events:
        entries.append(chain.entry(NUMBER, record_of(event), entries[-1] if entries else None))
    texts = {"heard": SaltedText(WORDS, SALT), "noted": SaltedText("seen", SALT), "t1": None}
    copy = own_copy(entries, texts, AT, notes=notes).content
    again: dict[str, Any] = json.loads(json.dumps(copy, ensure_ascii=False))
    return again


def checked(copy: dict[str, Any], tmp_path: Path) -> str:
    """Return what the program of the page says to a copy."""
    file = tmp_path / "copy.json"
    file.write_text(json.dumps(copy, ensure_ascii=False, indent=2), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", CHECK, file], capture_output=True, text=True, check=True, timeout=60
    )
    return run.stdout.splitlines()[0]


def test_the_program_on_the_page_has_at_most_twenty_lines() -> None:
    assert len([line for line in CHECK.splitlines() if line]) <= 20


@pytest.mark.parametrize("notes", [False, True])
def test_anybody_can_check_a_copy_with_the_program_on_the_page(notes: bool, tmp_path: Path) -> None:
    assert checked(copied(a_life(), notes=notes), tmp_path) == "whole"


def _sums(copy: dict[str, Any]) -> None:
    """Make the list of digests fit what was changed, as a forger would."""
    copy["sha256"] = {part: hashlib.sha256(canonical(copy[part])).hexdigest() for part in PARTS}


@pytest.mark.parametrize("with_sums", [False, True], ids=["plainly", "with fitting sums"])
@pytest.mark.parametrize(
    "tamper",
    [
        lambda copy: copy["texts"]["heard"].update(text="I want nothing."),
        lambda copy: copy["texts"]["heard"].update(salt="00" * 16),
        lambda copy: copy["entries"][0]["event"].update(at="2026-04-02T00:00:00.000000Z"),
        lambda copy: copy["entries"].pop(2),
        lambda copy: copy["entries"].append(copy["entries"][-1]),
        lambda copy: copy["entries"].pop(),
        lambda copy: copy["entries"].__setitem__(slice(1, 3), copy["entries"][2:0:-1]),
        lambda copy: copy["about"].update(number="PR-2026-000123"),
        lambda copy: next(one for one in copy["entries"] if not one["event"]).update(hash="f" * 64),
    ],
    ids=["text", "salt", "time", "dropped", "doubled", "cut off", "order", "number", "hidden"],
)
def test_a_copy_that_was_changed_is_found_out(tamper: Tampering, with_sums: bool, tmp_path: Path) -> None:
    copy = copied(a_life())
    tamper(copy)
    if with_sums:
        _sums(copy)
    assert checked(copy, tmp_path) == "changed"


def test_a_changed_digest_of_a_file_is_found_out_by_the_sums(tmp_path: Path) -> None:
    copy = copied(a_life())
    copy["files"][0]["sha256"] = "b" * 64
    assert checked(copy, tmp_path) == "changed"


def test_of_what_is_staffs_own_only_the_hashes_are_in_the_copy() -> None:
    copy = copied(a_life())
    hidden = [one for one in copy["entries"] if one["event"] is None]
    assert len(hidden) == 3
    assert {one["told"] for one in hidden} == {"担当者の内部の手続きです。内容はこの控えに含まれません。"}
    written = json.dumps(copy)
    assert [word for word in ("note_added", "item_proposed", "S9-9", "noted") if word in written] == []


def test_a_copy_says_what_was_asked_and_lists_the_files() -> None:
    copy = copied(a_life())
    assert copy["about"]["items"] == [{"right": "disclosure", "outcome": None}]
    assert copy["files"] == [
        {"id": "file-1", "media_type": "image/png", "size": 12, "sha256": "a" * 64, "erased": False}
    ]


def test_a_file_that_was_taken_back_is_named_as_erased() -> None:
    life = a_life()
    life.add(log.MessageTakenBack(at=life.now, by=PERSON, files=("file-1",)))
    assert [one["erased"] for one in copied(life)["files"]] == [True]


def test_a_file_that_showed_who_they_are_is_named_as_erased_and_the_copy_says_so() -> None:
    life = a_life()
    life.add(EvidenceErased(at=life.now, by=SATO, files=("file-1",)))
    copy = copied(life)
    assert [one["erased"] for one in copy["files"]] == [True]
    assert copy["entries"][-1]["told"] == "ご本人確認のためにお預かりしたファイルを消去しました。"


def test_an_erased_text_is_named_without_words() -> None:
    life = a_life()
    life.add(log.MessageOut(at=life.now, by=MORI, text=TEXT))
    assert copied(life)["texts"] == {"heard": {"text": WORDS, "salt": SALT.hex()}, "t1": None}
