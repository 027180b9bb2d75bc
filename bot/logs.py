"""Structured logs: a stable key and ids, never what a person wrote, their name, a token or a signature."""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any, Protocol

import structlog

from bot.redaction import redact

_WITHHELD = "[WITHHELD]"
_STABLE_KEY = re.compile(r"[a-z][a-z0-9_]*")
# Under such names comes what a person wrote, who it was, or a secret, whatever it looks like.
_NEVER = re.compile(
    r"(?:\w+_)?(?:authorization|body|email|message|name|payload|quote|secret|signature|text|to|token|user|"
    r"user_id)"
)


class Log(Protocol):
    """Where one line of the log goes. `event` is a key that never changes, such as `event_accepted`.

    A value is a number, an id or another short word of ours; anything else is written as the name of its
    type. An exception goes in as `error`, and becomes its type and where it was raised.
    """

    def debug(self, event: str, **values: object) -> None: ...
    def info(self, event: str, **values: object) -> None: ...
    def warning(self, event: str, **values: object) -> None: ...
    def error(self, event: str, **values: object) -> None: ...
    def critical(self, event: str, **values: object) -> None: ...


def set_up(level: str) -> None:
    """Log JSON lines to standard error, one event per line, from `level` on.

    Libraries are heard from WARNING on. What nobody caught is logged by its type and place, not its words.
    """
    number = logging.getLevelNamesMapping()[level]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_people,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    heard = logging.StreamHandler(sys.stderr)
    heard.setFormatter(_LibraryLine())
    logging.basicConfig(handlers=[heard], level=max(number, logging.WARNING))
    sys.excepthook = _log_crash
    threading.excepthook = _log_thread_crash


def logger() -> Log:
    """Return the logger; call it as `logger().info("event_accepted", event_id=event_id)`."""
    log: Log = structlog.get_logger()
    return log


def _without_people(_: Any, __: str, entry: MutableMapping[str, Any]) -> Mapping[str, Any]:
    line: dict[str, Any] = {}
    for key, value in entry.items():
        if isinstance(value, BaseException):
            line |= {key: type(value).__name__, "where": _innermost(value.__traceback__)}
        else:
            line[key] = _shown(key, value)
    if not _STABLE_KEY.fullmatch(str(entry.get("event"))):
        line["event"] = _WITHHELD
    return line


def _shown(key: str, value: Any) -> Any:
    if key == "caller":
        return str(value)  # the address a request came from: LINE's, a proxy's or an attacker's
    return _WITHHELD if _NEVER.fullmatch(key) else _plain(value)


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return redact(value)
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return type(value).__name__


def _innermost(trace: TracebackType | None) -> str:
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


class _LibraryLine(logging.Formatter):
    """A library's log record as one of our lines; exceptions keep their type and place only."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"event": "library", "logger": record.name, "level": record.levelname.lower()}
        line["said"] = redact(record.getMessage())
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "where": _innermost(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False)


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        logger().critical("crashed", error=kind.__name__, where=_innermost(trace))


def _log_thread_crash(crash: threading.ExceptHookArgs) -> None:
    thread = crash.thread.name if crash.thread else "unknown"
    logger().critical(
        "thread_crashed", thread=thread, error=crash.exc_type.__name__, where=_innermost(crash.exc_traceback)
    )
