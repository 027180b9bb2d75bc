"""Is the process alive, and is the desk ready: for load balancers and for whoever is on call."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, jsonify

from bot.store import chain_checks, inbox, outbox, tasks
from bot.store.engine import Database
from bot.store.errors import StoreError
from bot.store.revision import is_current

LATE_MS = 60_000  # by then a reply token is dead, and answers cost a push


def health(database: Database, clock: Callable[[], int]) -> Blueprint:
    """Return `GET /healthz` (this process answers) and `GET /readyz` (store up, tables current, no delay)."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def alive() -> Response:
        return jsonify(status="ok")

    @pages.get("/readyz")
    def ready() -> tuple[Response, int]:
        try:
            state = _state(database, clock())
        except StoreError as error:
            return jsonify(status="store down", why=str(error)), 503
        return jsonify(state), 200 if state["status"] == "ok" else 503

    return pages


def _state(database: Database, now: int) -> dict[str, object]:
    if not is_current(database):
        return {"status": "tables are not current; run: python -m bot migrate"}
    with database.read() as connection:
        events, debts = inbox.backlog(connection), outbox.debts(connection)
        checked, to_do = chain_checks.newest(connection), tasks.count_open(connection)
    lag = max(now - (since if since is not None else now) for since in (events.oldest, debts.oldest))
    return {
        "status": "ok" if lag < LATE_MS else "late: is a worker running?",
        "lag_seconds": round(max(lag, 0) / 1_000, 1),
        "events_waiting": events.waiting,
        "events_set_aside": events.set_aside,
        "messages_waiting": debts.waiting,
        "messages_failed": debts.failed,
        "chains_broken": checked.broken if checked else None,
        "tasks_open": to_do,
    }
