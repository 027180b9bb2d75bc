"""Which pages there are: all that need no argument, and one of each that does."""

from __future__ import annotations

from bot.console.access import OPEN
from tests.console_desk import ConsoleDesk

EVERYTHING = ("caseworker", "approver", "editor", "publisher", "admin", "auditor")
"""Roles by which every page can be seen."""


def paths(console: ConsoleDesk, **arguments: str) -> list[str]:
    """Return the path of every page that a member may see; `arguments` fill those that need some.

    A page is what answers a GET with HTML. Those by which somebody signs in are not among them.
    """
    adapter = console.console.url_map.bind("localhost")
    found = []
    for rule in console.console.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint in OPEN or rule.endpoint.endswith("static"):
            continue
        if rule.arguments <= arguments.keys():
            given = {name: arguments[name] for name in rule.arguments}
            path = adapter.build(rule.endpoint, given)
            answer = console.client.get(f"/console{path}")
            if answer.status_code == 200 and answer.mimetype == "text/html" and "<html" in answer.text:
                found.append(path)
    return sorted(set(found))
