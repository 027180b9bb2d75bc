"""What the chat page's browser sends, read and checked."""

from __future__ import annotations

from typing import Any

from flask import request

LONGEST_BODY = 64 * 1024  # bytes; 5000 UTF-16 units escaped as JSON are less than half of it


class BadInput(Exception):
    """A request the page would never send; the message says what is wrong with it."""


def body() -> dict[str, Any]:
    """Return the JSON object of the request. Raises BadInput for anything else."""
    sent = request.get_json(silent=True) if request.is_json else None
    if not isinstance(sent, dict):
        raise BadInput("the body must be a JSON object, sent as application/json")
    return sent


def text(sent: dict[str, Any], name: str, longest: int) -> str:
    """Return a text that is there and not blank, of at most `longest` UTF-16 units. Raises BadInput."""
    given = sent.get(name)
    if not isinstance(given, str) or not given.strip() or _utf16(given) > longest:
        raise BadInput(f"{name} must be text of 1 to {longest} UTF-16 units, and not blank")
    return given


def optional_text(sent: dict[str, Any], name: str, longest: int) -> str | None:
    """Return a text, or None when it is not there. Raises BadInput."""
    return None if sent.get(name) is None else text(sent, name, longest)


def one_of(sent: dict[str, Any], name: str, choices: tuple[str, ...], otherwise: str | None = None) -> str:
    """Return one of the choices; `otherwise` when none is given. Raises BadInput."""
    given = sent.get(name, otherwise)
    if given not in choices:
        raise BadInput(f"{name} must be one of {', '.join(choices)}")
    return str(given)


def yes_or_no(sent: dict[str, Any], name: str) -> bool:
    """Return a truth value, False when it is not there. Raises BadInput."""
    given = sent.get(name, False)
    if not isinstance(given, bool):
        raise BadInput(f"{name} must be true or false")
    return given


def texts(sent: dict[str, Any], name: str, most: int) -> list[str]:
    """Return a list of 1 to `most` different texts. Raises BadInput."""
    given = sent.get(name)
    wrong = not isinstance(given, list) or not all(isinstance(each, str) for each in given)
    if wrong or not 1 <= len(set(given or ())) <= most:
        raise BadInput(f"{name} must be a list of 1 to {most} texts")
    return list(dict.fromkeys(given or ()))


def text_map(sent: dict[str, Any], name: str, longest: int) -> dict[str, str] | None:
    """Return a flat object of short texts, or None when it is not there. Raises BadInput."""
    given = sent.get(name)
    if given is None:
        return None
    if not isinstance(given, dict) or not all(
        isinstance(each, str) and len(each) <= longest for each in given.values()
    ):
        raise BadInput(f"{name} must be an object of texts of at most {longest} characters")
    return given


def number(name: str, most: float) -> float:
    """Return a number of the query between 0 and `most`, 0 when it is not there. Raises BadInput."""
    given = request.args.get(name, "0")
    try:
        value = float(given)
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise BadInput(f"{name} must be a number between 0 and {most:g}")
    return value


def _utf16(given: str) -> int:
    return len(given.encode("utf-16-le", "surrogatepass")) // 2
