"""The page that names what is wrong, and the buttons for what may be tried again."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.health.findings import findings
from bot.console.language import words
from bot.console.member import Permission
from bot.console.recording import record
from bot.store import repairs, tasks
from bot.store.audit import What
from bot.store.engine import Connection

_ID = f"int(max={2**31 - 1})"
"""What no store has as an id is no page, and no error."""


def pages(desk: Desk) -> Blueprint:
    """Return `GET /health`, and what can be done with a task: `POST /health/<task>/retry` and `/done`."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/health")
    @needs(Permission.SEE_HEALTH)
    def health() -> str:
        with desk.database.read() as connection:
            found, to_do = findings(desk, connection), tasks.open_tasks(connection)
            possible = repairs.can_be_tried(connection, [task.ref for task in to_do])
        return render_template("health/health.html", findings=found, tasks=to_do, possible=possible)

    @blueprint.post(f"/health/<{_ID}:task>/retry")
    @needs(Permission.SEE_HEALTH)
    def retry(task: int) -> Response:
        with desk.database.write(wake_workers=True) as connection:
            done = _tried_again(desk, connection, task)
        flash(words("health.retried" if done else "health.not_retried"), "success" if done else "warning")
        return redirect(url_for("health.health"), 303)

    @blueprint.post(f"/health/<{_ID}:task>/done")
    @needs(Permission.SEE_HEALTH)
    def done(task: int) -> Response:
        with desk.database.write() as connection:
            _finish(desk, connection, task, "task_finished")
        return redirect(url_for("health.health"), 303)

    return blueprint


def _tried_again(desk: Desk, connection: Connection, task: int) -> bool:
    """Try what failed once more, where that is safe; then nobody has to look at it any more."""
    found = repairs.task_at(connection, task)
    if found is None:
        abort(404)
    if repairs.try_event_again(connection, found.ref, desk.clock()):
        _finish(desk, connection, task, "event_retried")
    elif repairs.try_message_again(connection, found.ref, desk.clock()):
        _finish(desk, connection, task, "message_retried")
    else:
        return False
    return True


def _finish(desk: Desk, connection: Connection, task: int, what: What) -> None:
    found = repairs.task_at(connection, task)
    if found is None or not tasks.finish(connection, task, member().id, desk.clock()):
        abort(404)
    record(desk, connection, what, number=found.number, ref=f"{found.kind} {task}")
