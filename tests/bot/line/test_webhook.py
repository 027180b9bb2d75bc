"""LINE's entrance: only LINE comes in, and 200 means that every event is stored, once."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import structlog

from bot.bootstrap.storage import database_of
from bot.bootstrap.surroundings import EARNEST, Surroundings
from bot.store import schema
from bot.store.engine import SqliteDatabase
from bot.store.write_lock import WriteLock
from tests.bot.line.desk import PATH, PATIENT, Desk, settings
from tests.bot.line.webhooks import (
    GROUP,
    OLD_SECRET,
    OTHER_USER,
    REPLY_TOKEN,
    ROOM,
    SECRET,
    USER,
    body,
    event,
    signature,
    text,
    without,
)

LINE_WAITS = 2.0  # seconds


def test_an_event_is_stored_as_it_came_before_200_is_said(desk: Desk) -> None:
    sent = text()
    answer = desk.post(body(sent))
    assert (answer.status_code, answer.text) == (200, "OK")
    assert desk.events() == [sent]


@pytest.mark.parametrize(
    "given",
    ["", "x", "窓口", "=" * 44, signature(body(text()), "another secret"), signature(b""), SECRET],
    ids=["empty", "short", "not ascii", "base64", "another secret", "another body", "the secret itself"],
)
def test_a_wrong_signature_is_refused_and_nothing_is_stored(desk: Desk, given: str) -> None:
    assert desk.post(body(text()), given).status_code == 401
    assert desk.rows() == []


def test_a_missing_signature_is_refused_and_nothing_is_stored(desk: Desk) -> None:
    assert desk.post(body(text()), headers={}).status_code == 401
    assert desk.rows() == []


def test_the_right_signature_of_another_body_is_refused(desk: Desk) -> None:
    mine, other = body(text("one")), body(text("two"))
    assert desk.post(mine, signature(other)).status_code == 401
    assert desk.rows() == []


def test_an_unsigned_body_is_not_even_read(desk: Desk) -> None:
    assert desk.post(b"no webhook", "").status_code == 401


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
def test_both_secrets_are_taken_while_one_replaces_the_other(desk: Desk, secret: str) -> None:
    sent = body(text())
    assert desk.post(sent, signature(sent, secret)).status_code == 200
    assert len(desk.rows()) == 1


RAW = (
    rb'{"events" : [ {"webhookEventId":"e1", "source":{"userId":"U1","type":"user"},'
    rb' "message":{"text":"\u3042\/\uD83D\uDE00 <&>"} } ],'
    b'\n\t"destination":"U0" }\r\n'
)


def test_the_signature_is_checked_over_the_bytes_as_they_came(desk: Desk) -> None:
    tidied = json.dumps(json.loads(RAW)).encode()
    assert desk.post(tidied, signature(RAW)).status_code == 401
    assert desk.post(RAW).status_code == 200
    assert [stored["message"]["text"] for stored in desk.events()] == ["あ/😀 <&>"]


@pytest.mark.parametrize("name", ["x-line-signature", "X-LINE-SIGNATURE"])
def test_the_signature_s_header_may_be_written_in_any_case(desk: Desk, name: str) -> None:
    assert desk.post(body(text()), headers={name: signature(RAW)}).status_code == 401
    assert desk.post(RAW, headers={name: signature(RAW)}).status_code == 200


def test_a_check_of_the_address_without_events_is_fine(desk: Desk) -> None:
    assert desk.post(b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}').status_code == 200
    assert desk.rows() == []


def test_only_post_is_answered(desk: Desk) -> None:
    assert desk.app.test_client().get(PATH).status_code == 405


def test_an_unusable_database_is_answered_503_at_once(tmp_path: Path) -> None:
    (tmp_path / "madoguchi.db").mkdir()
    desk = Desk(settings(tmp_path), database_of(settings(tmp_path)))
    began = time.monotonic()
    answer = desk.post(body(text()))
    assert (answer.status_code, answer.text) == (503, "not stored")
    assert time.monotonic() - began < PATIENT.patience


def test_a_store_without_tables_is_answered_503_until_they_are_there(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    desk = Desk(chosen, database_of(chosen))
    sent = text()
    assert desk.deliver(sent) == 503
    schema.migrate(desk.store)
    assert desk.deliver(sent) == 200
    assert desk.events() == [sent]
    desk.store.close()


def test_a_file_that_is_no_database_is_answered_503(tmp_path: Path) -> None:
    (tmp_path / "madoguchi.db").write_bytes(b"no database at all" * 1_000)
    desk = Desk(settings(tmp_path), database_of(settings(tmp_path)))
    assert desk.deliver(text()) == 503


def test_the_answer_comes_before_line_gives_up() -> None:
    assert EARNEST.patience < LINE_WAITS


def test_a_slow_store_is_answered_503_in_time_and_the_event_is_there_once_when_it_comes_again(
    desk: Desk,
) -> None:
    assert isinstance(desk.store, SqliteDatabase)
    sent = text()
    hurried = Desk(desk.settings, desk.store, Surroundings(patience=0.02))
    with WriteLock(desk.store.path.with_name("madoguchi.db.lock")).held():
        assert hurried.deliver(sent) == 503
        assert desk.rows() == []
    assert desk.deliver({**sent, "deliveryContext": {"isRedelivery": True}}) == 200
    assert len(desk.rows()) == 1


def test_an_event_that_comes_five_times_is_stored_once_as_it_came_first(desk: Desk) -> None:
    sent = text()
    again = {**sent, "deliveryContext": {"isRedelivery": True}}
    assert [desk.deliver(one) for one in (sent, again, again)] == [200] * 3
    assert desk.deliver(again, again) == 200
    assert desk.events() == [sent]


def test_an_event_that_comes_from_eight_threads_at_once_is_stored_once(desk: Desk) -> None:
    together = Barrier(8)
    sent = [text(f"{number}") for number in range(5)]

    def deliver(_: int) -> list[int]:
        together.wait(30)
        return [desk.deliver(one) for one in sent]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(deliver, range(8))) == [[200] * 5] * 8
    assert sorted(row.event_id for row in desk.rows()) == [one["webhookEventId"] for one in sent]


def test_an_event_without_an_id_is_stored_once_too(desk: Desk) -> None:
    sent = without("webhookEventId", text())
    assert [desk.deliver(sent) for _ in range(3)] == [200] * 3
    assert desk.deliver(without("webhookEventId", text("another"))) == 200
    assert len(desk.rows()) == 2


def test_people_of_one_webhook_get_a_row_and_a_lane_each(desk: Desk) -> None:
    group = {"type": "group", "groupId": GROUP, "userId": USER}
    room = {"type": "room", "roomId": ROOM, "userId": USER}
    sent = [text(), text(user=OTHER_USER), text(source=group), text(source=room), text()]
    assert desk.deliver(*sent) == 200
    assert desk.events() == sent
    mine = desk.lane("user", USER)
    lanes = [mine, desk.lane("user", OTHER_USER), desk.lane("group", GROUP), desk.lane("room", ROOM), mine]
    assert [row.lane for row in desk.rows()] == lanes
    assert len(set(lanes)) == 4


def test_events_of_nobody_do_not_wait_for_each_other(desk: Desk) -> None:
    assert desk.deliver(*(without("source", event("accountLink")) for _ in range(3))) == 200
    assert len({row.lane for row in desk.rows()}) == 3


def test_no_person_no_text_and_no_token_can_be_read_in_the_database_s_files(
    desk: Desk, tmp_path: Path
) -> None:
    sent = text("住所は東京都千代田区1-1です。please delete me")
    assert desk.deliver(sent) == 200
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert sent["webhookEventId"].encode() in held  # or the search would find nothing anyway
    secrets = [USER, USER[1:], REPLY_TOKEN, "東京都千代田区", "please delete me", "325708", "q3Plxr4AgKd"]
    for encoding in ("utf-8", "utf-16-le", "unicode-escape"):
        assert [secret for secret in secrets if secret.encode(encoding) in held] == []


def refusals(desk: Desk, **more: Any) -> list[Any]:
    with structlog.testing.capture_logs() as lines:
        desk.post(b"{}", "forged", **more)
        desk.post(b"no webhook", **more)
    assert [line["event"] for line in lines] == ["webhook_refused"] * 2
    return [line["caller"] for line in lines]


FORWARDED = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Line-Signature": signature(b"no webhook")}


def test_a_refusal_is_logged_with_the_address_that_called_and_nobody_else_s(desk: Desk) -> None:
    called = refusals(desk, headers=FORWARDED, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
    assert called == ["192.0.2.1"] * 2


def test_behind_a_trusted_proxy_the_address_is_the_one_the_proxy_saw(tmp_path: Path) -> None:
    chosen = settings(tmp_path, trusted_proxies=1)
    assert refusals(Desk(chosen, database_of(chosen)), headers=FORWARDED) == ["203.0.113.9"] * 2
