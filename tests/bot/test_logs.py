"""Logs: a line says what happened and to which row, never who wrote, what was written, or a secret."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog

from bot import logs
from handlers.events import MessageReceived

TEXT = "山田太郎です。クッキーを止めてください"
TOKEN = "nHuyWiB7yP5Zw52FIkcQobQuGDXCTA"
EVENT = MessageReceived(id="01JD8Z0Q4V7Y3W2X1T9S8R7P6N", at=datetime(2026, 11, 24, tzinfo=UTC), text=TEXT)


def refuse() -> None:
    raise ValueError(TEXT)


def start(level: str = "INFO") -> None:
    """Set the logs up as a process does; pytest itself listens at the root logger of every phase."""
    logging.getLogger().handlers = []
    logs.set_up(level)


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Put back what a start changes in this process."""
    root = logging.getLogger()
    level, hooks = root.level, (sys.excepthook, threading.excepthook)
    yield
    root.handlers = [one for one in root.handlers if not isinstance(one.formatter, logs._LibraryLine)]
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
    structlog.reset_defaults()


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Any:
    """Give what was logged so far, one dictionary for each line."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_json_with_a_key_a_level_a_time_and_ids(lines: Any) -> None:
    start()
    logs.logger().info("event_accepted", event_id=EVENT.id, rows=[1, 2], late=False, why=None)
    (line,) = lines()
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo is not None
    assert line == {
        "event": "event_accepted",
        "level": "info",
        "event_id": EVENT.id,
        "rows": [1, 2],
        "late": False,
        "why": None,
    }


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "critical"])
def test_nothing_below_the_level_is_written(level: str, lines: Any) -> None:
    start("WARNING")
    getattr(logs.logger(), level)("something_happened")
    assert bool(lines()) == (level in {"warning", "error", "critical"})


@pytest.mark.parametrize(
    "key",
    ["text", "display_name", "message", "payload", "to", "user_id", "email", "reply_token", "signature"],
)
def test_what_a_person_wrote_or_a_secret_is_withheld_by_its_name(key: str, lines: Any) -> None:
    start()
    logs.logger().warning("event_failed", **{key: TOKEN})
    assert lines()[0][key] == "[WITHHELD]"


@pytest.mark.parametrize(
    "value", [EVENT, {"text": TEXT}, TEXT.encode(), {TEXT}], ids=lambda v: type(v).__name__
)
def test_an_object_is_logged_by_its_type_and_never_by_what_it_holds(value: object, lines: Any) -> None:
    start()
    logs.logger().warning("event_failed", what=value, all_of_it=[value])
    (line,) = lines()
    assert line["what"] == type(value).__name__
    assert line["all_of_it"] == [type(value).__name__]


def test_an_exception_is_logged_by_its_type_and_place_and_never_by_its_words(lines: Any) -> None:
    start()
    try:
        refuse()
    except ValueError as error:
        logs.logger().error("event_failed", event_id=EVENT.id, error=error)
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["where"].startswith(f"{__name__}:")
    assert TEXT not in str(line)


def test_a_sentence_in_place_of_a_key_is_withheld(lines: Any) -> None:
    start()
    logs.logger().warning(TEXT)
    logs.logger().warning(f"failed_for {TEXT}")
    assert [line["event"] for line in lines()] == ["[WITHHELD]", "[WITHHELD]"]


def test_the_values_of_a_line_are_redacted(lines: Any) -> None:
    start()
    logs.logger().warning("mail_refused", why="550 <taro@example.com>: unknown", hops=["203.0.113.7"])
    (line,) = lines()
    assert (line["why"], line["hops"]) == ("550 <[EMAIL]>: unknown", ["[IP]"])


def test_the_address_a_refused_request_came_from_can_be_traced(lines: Any) -> None:
    start()
    logs.logger().info("webhook_refused", caller="203.0.113.7")
    assert lines()[0]["caller"] == "203.0.113.7"


def test_a_library_is_heard_from_warning_on_and_redacted(lines: Any) -> None:
    start()
    library = logging.getLogger("some.library")
    library.info("connected")
    library.warning("no answer from %s\nfor %s", "https://bot:hunter2@mail.example", "taro@example.com")
    (line,) = lines()
    assert (line["event"], line["logger"], line["level"]) == ("library", "some.library", "warning")
    assert line["said"] == "no answer from https://[LOGIN]@mail.example\nfor [EMAIL]"


def test_a_library_that_logs_an_exception_tells_its_type_and_place_only(lines: Any) -> None:
    start()
    try:
        refuse()
    except ValueError:
        logging.getLogger("some.library").exception("failed", stack_info=True)
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["where"].startswith(f"{__name__}:")
    assert TEXT not in str(line)


def test_what_nobody_caught_is_logged_by_type_and_place(lines: Any) -> None:
    start()
    error = ValueError(TEXT)
    sys.excepthook(ValueError, error, None)
    thread = threading.Thread(name="sender-1")
    threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, thread)))
    crashed, thread_crashed = lines()
    assert (crashed["event"], crashed["error"]) == ("crashed", "ValueError")
    assert (thread_crashed["event"], thread_crashed["thread"]) == ("thread_crashed", "sender-1")
    assert TEXT not in str([crashed, thread_crashed])


def test_an_interrupt_from_the_keyboard_is_no_crash(capsys: pytest.CaptureFixture[str]) -> None:
    start()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "crashed" not in capsys.readouterr().err
