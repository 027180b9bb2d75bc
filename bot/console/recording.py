"""What somebody did beside the tickets goes into the record of what staff do: who it was, and from where."""

from __future__ import annotations

from flask import request

from bot.console.access import member
from bot.console.desk import Desk
from bot.store import audit
from bot.store.audit import What
from bot.store.engine import Connection


def record(
    desk: Desk,
    connection: Connection,
    what: What,
    *,
    number: str | None = None,
    ref: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """Note what whoever sent the request at hand did; the rest as in `audit.note`."""
    audit.note(
        connection,
        desk.seal,
        staff=member().id,
        what=what,
        now=desk.clock(),
        number=number,
        ref=ref,
        ip=request.remote_addr,
        before=before,
        after=after,
    )
