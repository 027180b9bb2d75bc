"""A second person agrees that somebody is forgotten, or the request is dropped."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from bot.console import acting
from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.language import language, words
from bot.console.member import Permission
from bot.console.recording import record
from bot.store import erasure_tasks
from bot.store.audit import What
from bot.store.engine import Connection
from bot.store.erasure_tasks import ErasureTask
from handlers.casework.acted import Acted, Why, refused
from handlers.casework.acts import Forget
from handlers.casework.refusal_words import sentence


class _Late(Exception):
    """Somebody else decided about the request first."""


def add_decisions(blueprint: Blueprint, desk: Desk) -> None:
    """Add `POST /erasing/<one>/approve` and `/drop`."""

    @blueprint.post("/erasing/<one>/approve")
    @needs(Permission.APPROVE)
    def approve(one: str) -> Response:
        became = _approved(desk, _known(desk, one))
        if became is None:
            return _back(one, "running")
        if became.result == "refused":
            flash(sentence(became.why, language()), "danger")
            return redirect(url_for("erasing.task", one=one), 303)
        with desk.database.write() as connection:
            _note(desk, connection, "erasure_done", _known(desk, one))
        return _back(one, "done")

    @blueprint.post("/erasing/<one>/drop")
    @needs(Permission.READ_TEXTS)
    def drop(one: str) -> Response:
        found = _known(desk, one)
        with desk.database.write() as connection:
            dropped = erasure_tasks.drop(connection, found.id, member().id, desk.clock())
            if dropped:
                _note(desk, connection, "task_finished", found)
        return _back(one, "dropped" if dropped else "late")


def _approved(desk: Desk, task: ErasureTask) -> Acted | None:
    """Let the erasure be carried out; None where a worker has not done it yet."""
    if task.asked_by == member().id:
        return refused(Why.OWN_WISH)
    try:
        with desk.database.write(wake_workers=True) as connection:
            stored = _agreed(desk, connection, task)
    except _Late:
        return refused(Why.CHANGED)
    return stored if isinstance(stored, Acted) else acting.awaited(desk, stored)


def _agreed(desk: Desk, connection: Connection, task: ErasureTask) -> str | Acted:
    """Store the act with who agreed to it; returns its id, or why it is refused at once. Raises _Late."""
    what = Forget(certificate=task.id, asked_by=task.asked_by)
    stored = acting.store(desk, connection, member(), task.number, 0, what)
    if isinstance(stored, Acted):
        return stored
    if not erasure_tasks.approve(connection, task.id, member().id, stored, desk.clock()):
        raise _Late
    _note(desk, connection, "erasure_approved", task)
    return stored


def _known(desk: Desk, one: str) -> ErasureTask:
    with desk.database.read() as connection:
        return erasure_tasks.find(connection, one, desk.seal) or abort(404)


def _note(desk: Desk, connection: Connection, what: What, task: ErasureTask) -> None:
    record(desk, connection, what, number=task.number, ref=task.id)


def _back(one: str, said: str) -> Response:
    flash(words(f"erasing.said.{said}"), "info" if said in {"running", "late"} else "success")
    return redirect(url_for("erasing.task", one=one), 303)
