"""What was live at a moment is read again, whatever was published since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.corpus.archive import Archive
from bot.corpus.packing import packed
from bot.store import publications
from bot.store.engine import Database
from bot.store.publications import KeptCorpus
from knowledge.library import read

Policies = Callable[[str], Path]


def _publish(database: Database, folder: Path, at: int) -> str:
    """Let a policy go live that nobody has learned from: its passages are all that is asked for."""
    version = read(folder).version
    with database.write() as connection:
        publications.keep(connection, KeptCorpus(version, "p", 1, packed(folder), b"", at))
        publications.publish(connection, version, at, None, None)
    return version


def test_the_wording_of_the_day_is_found_beside_that_of_today(database: Database, policy: Policies) -> None:
    first, second = _publish(database, policy("first"), 10), _publish(database, policy("second"), 20)
    archive = Archive(database)
    found = [archive.at(moment) for moment in (9, 10, 19, 20, 99)]
    assert [one.version if one else None for one in found] == [None, first, first, second, second]
    assert archive.at(11) is found[1]


def test_what_cannot_be_read_any_more_is_nothing(database: Database) -> None:
    with database.write() as connection:
        publications.keep(connection, KeptCorpus("1", "p", 1, b"no archive", b"", 0))
        publications.publish(connection, "1", 10, None, None)
    assert Archive(database).at(10) is None
