"""The copy on paper: what it says, in Japanese letters too, and that its program fetches nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.downloads.rendering import NoPdf, pdf_of, pdf_possible, printed
from bot.store import copies, tickets
from bot.store.engine import Database
from handlers.tickets.log import Exported
from handlers.tickets.own_copy import OwnCopy, own_copy
from tests.bot.downloads.house import NOTE, WORDS, confirmed_life
from tests.bot.jobs.desk import SEAL
from tests.bot.store.lodged import change
from tests.handlers.tickets.lives import MORI, NUMBER

needs_pdf = pytest.mark.skipif(not pdf_possible(), reason="WeasyPrint is not installed (the extra pdf)")


def copy_of(database: Database, words: str = WORDS) -> OwnCopy:
    life, texts = confirmed_life("ana", words=words)
    with database.write() as connection:
        tickets.append(connection, [change(life, texts)], SEAL)
    taken = copies.take(database, NUMBER, lambda ticket: Exported(at=ticket.since, by=MORI), SEAL)
    assert taken is not None
    return own_copy(taken.entries, taken.texts, life.now)


def test_a_file_of_its_own_needs_no_other_file(sqlite_database: Database) -> None:
    alone = printed(copy_of(sqlite_database), in_one_file=True)
    assert "<style>" in alone
    assert re.findall(r"(?:src|href)=", alone) == []


def test_the_paper_tells_the_log_in_plain_words_with_its_hashes(sqlite_database: Database) -> None:
    copy = copy_of(sqlite_database)
    paper = printed(copy, in_one_file=True)
    assert "「情報の訂正」をお申し出になりました。" in paper
    assert "担当者の内部の手続きです。" in paper
    assert NOTE not in paper
    sums = copy.content["sha256"]
    assert isinstance(sums, dict)
    assert [one for one in sums.values() if one not in paper] == []


@needs_pdf
def test_a_pdf_holds_the_words_in_letters_that_can_be_read(sqlite_database: Database, tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed (apt-get install poppler-utils)")
    file = tmp_path / "copy.pdf"
    file.write_bytes(pdf_of(copy_of(sqlite_database)))
    read = subprocess.run([reader, file, "-"], capture_output=True, text=True, check=True).stdout
    assert WORDS in re.sub(r"\s", "", read)


@needs_pdf
@pytest.mark.parametrize(
    "words",
    [
        '<img src="http://127.0.0.1:9/x">',
        "<link rel=attachment href='file:///etc/hostname'>",
        "\u202e\ufffe\x07",
    ],
)
def test_what_a_requester_wrote_cannot_make_the_program_fetch_or_fail(
    words: str, sqlite_database: Database
) -> None:
    made = pdf_of(copy_of(sqlite_database, words))
    assert made.startswith(b"%PDF-")
    assert b"/EmbeddedFile" not in made


def test_a_program_that_fails_is_named_and_nothing_of_the_copy(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NoPdf, match=r"^CalledProcessError$"):
        pdf_of(copy_of(sqlite_database))
