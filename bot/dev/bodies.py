"""Reading what a caller sent, as strictly as LINE does: size, type, JSON, form, limits."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask import request
from pydantic.v1 import BaseModel

from bot.dev.limits import LIMITS
from bot.dev.refusals import Problem, Refused, bad_body, documented
from bot.dev.schema import mismatches
from bot.dev.validation import problems


def check_size() -> None:
    """Refuse a request of more than 2 MB."""
    if len(request.get_data()) > LIMITS["request"]["max_body_bytes"]:
        raise Refused(413, {"message": "Request exceeds the max size of 2MB"})


def read_json(model: type[BaseModel] | None = None) -> dict[str, Any]:
    """Return the JSON object of the request, of an SDK model's form when one is given."""
    if request.mimetype != "application/json":
        raise Refused(415, {"message": f"The content type, {request.mimetype}, is not supported"})
    try:
        body = json.loads(request.get_data(), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise documented("json", l=error.lineno, c=error.colno) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise documented("json", l=1, c=1) from error
    if not isinstance(body, dict):
        raise documented("json", l=1, c=1)
    if model is not None:
        refuse_if(list(mismatches(body, model)))
    return body


def read_messages(model: type[BaseModel]) -> dict[str, Any]:
    """Return a body whose `messages` LINE would take."""
    body = read_json(model)
    messages = enumerate(body["messages"])
    refuse_if([problem for number, each in messages for problem in problems(each, f"messages[{number}]")])
    return body


def refuse_if(found: list[Problem]) -> None:
    """Refuse the request when problems were found."""
    if found:
        raise bad_body(found)


def _no_number(name: str) -> NoReturn:
    raise json.JSONDecodeError("not JSON", name, 0)
