"""How the Messaging API says no: the documented statuses and bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dev.limits import LIMITS


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one property of a request. `unknown` tells that LINE knows no such property."""

    property: str
    message: str
    unknown: bool = False


class Refused(Exception):
    """The API refuses a call. `status` is the HTTP status, `body` the JSON of the answer."""

    def __init__(
        self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{status} {body.get('message', '')}")
        self.status = status
        self.body = body
        self.headers = headers or {}


def documented(name: str, /, **values: object) -> Refused:
    """Build one of the refusals in `limits.json`, its placeholders filled."""
    status, message, *_ = LIMITS["errors"][name]
    return Refused(status, {"message": message.format(**values)})


def bad_body(problems: Sequence[Problem]) -> Refused:
    """Build the refusal of a body with problems, as LINE words it."""
    strangers = [problem for problem in problems if problem.unknown]
    if strangers:
        return documented("bad_property", name=strangers[0].property)
    refusal = documented("body", n=len(problems))
    details = [{"message": problem.message, "property": problem.property} for problem in problems]
    return Refused(refusal.status, {**refusal.body, "details": details})
