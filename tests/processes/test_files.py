"""A file's way through processes of their own: taken by one, fetched by another, noted by a third."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from bot.dev.events import MEDIA
from bot.store import files, ticket_logs
from bot.store.engine import open_database
from bot.store.sealing import Seal
from handlers.tickets.log import FileKept
from tests.processes.desk import Desk

pytestmark = pytest.mark.timeout(120)

HANDED_IN = ("please delete my data", "yes", "1", "everything", "later", "send")


def last_answer(desk: Desk, person_id: str) -> str:
    said = [item.message for item in desk.line.items(person_id) if item.sender == "bot"]
    return json.dumps(said[-1], ensure_ascii=False)


def test_a_file_of_a_ticket_is_fetched_and_kept_while_the_chat_goes_on(desk: Desk) -> None:
    jane = desk.line.add_person("Jane", "en")
    desk.start("serve")
    for answers, said in enumerate(HANDED_IN, start=1):
        desk.line.say(jane.id, said)
        desk.wait_for_answers(answers)
    desk.line.say(jane.id, "status")
    desk.wait_for_answers(len(HANDED_IN) + 1)
    number = f"PR-{last_answer(desk, jane.id).partition('PR-')[2][:11]}"
    desk.line.press(jane.id, f"m1:attach:{number}")
    desk.line.send_media(jane.id, "file")
    desk.wait_for_answers(len(HANDED_IN) + 3)
    assert "We have received it" in last_answer(desk, jane.id)

    desk.wait_until(lambda: kept(desk, number) == [MEDIA["file"][1]])
    assert desk.pushes() == 0
    assert desk.interrupt("serve") == 0


def kept(desk: Desk, number: str) -> list[bytes | None]:
    """Return the files that the ticket's log knows, as the store holds them."""
    seal = Seal([desk.setting("DATA_KEYS")], desk.setting("SECRET_KEY"))
    with closing(open_database(desk.setting("DATABASE_URL"))) as database, database.read() as connection:
        log = ticket_logs.log_of(connection, number)
        ids = [event.file for event in log if isinstance(event, FileKept)]
        return [files.content(connection, number, one, seal) for one in ids]
