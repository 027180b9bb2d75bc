"""`tickets refresh`: what lists need is made anew, by `migrate` for what lacks it."""

from __future__ import annotations

from sqlalchemy import func, select, update

from bot.bootstrap.storage import seal_of
from bot.cli.start import open_store
from bot.settings import load
from bot.store import tickets as written
from bot.store.tables import ticket_words, tickets
from tests.bot.cli.conftest import Run
from tests.bot.store.lodged import change, life_of, wrote


def stages() -> list[int | None]:
    store = open_store(load())
    with store.read() as connection:
        found = list(connection.execute(select(tickets.c.stage)).scalars())
    store.close()
    return found


def test_what_is_missing_is_made_from_the_log(run: Run) -> None:
    settings = load()
    store = open_store(settings)
    life = life_of("ana")
    with store.write() as connection:
        written.append(connection, [change(life, wrote(life, "t1"))], seal_of(settings))
        connection.execute(update(tickets).values(stage=None))
        connection.execute(ticket_words.delete())
    assert stages() == [None]
    assert run("migrate").exit_code == 0
    assert stages() == [1]
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(ticket_words)).scalar_one() == 1
    store.close()
    assert run("tickets", "refresh").stdout == "Made anew for 0 tickets.\n"
    assert run("tickets", "refresh", "--all").stdout == "Made anew for 1 tickets.\n"
