"""Structured logs: a stable key and ids, never what a person wrote, their name, a token or a signature."""

from __future__ import annotations

import logging
import re
import sys
import unicodedata
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRETS = re.compile(
    r"""(?P<EMAIL>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
      | (?P<LINE_ID>\b[UCR][0-9a-f]{32}\b)
      | (?P<PHONE>(?<![\d-])(?:\+81[ -]?|0)\d{1,4}[-() ]{1,2}\d{1,4}[-() ]{1,2}\d{3,4}(?!\d))
      | (?P<NUMBER>(?<!\d)(?:\d[ -]?){12,16}(?!\d))
      | (?P<BEARER>Bearer\s+\S+)""",
    re.VERBOSE | re.ASCII,
)


def redact(text: str) -> str:
    """Replace what looks like personal data or a token by its kind.

    The second net only: message text is never logged in the first place.
    """
    return _SECRETS.sub(lambda found: f"[{found.lastgroup}]", unicodedata.normalize("NFKC", text))


def _redact_values(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: redact(value) if isinstance(value, str) else value for key, value in entry.items()}


def set_up(level: str) -> None:
    """Log JSON lines to standard error, one event per line, from `level` on."""
    number = logging.getLevelNamesMapping()[level]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _name_exception,
            _redact_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=max(number, logging.WARNING), format="%(name)s %(message)s")


def _name_exception(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Put where an exception came from in place of its message, which may quote what a person wrote."""
    error = entry.pop("error", None)
    if isinstance(error, BaseException):
        entry["error"] = type(error).__name__
        entry["where"] = _innermost(error)
    elif error is not None:
        entry["error"] = error
    return entry


def _innermost(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


def logger() -> Any:
    """Return the logger; call it as `logger().info("event_accepted", event=event_id)`."""
    return structlog.get_logger()
