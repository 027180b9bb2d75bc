"""Requests that the desk forget somebody: asked for, looked at, agreed to by another, and the certificate."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.console import colleagues
from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.erasing import asking, deciding
from bot.console.erasing.asking import MOST, Typed
from bot.console.erasing.preview import deletion_granted, preview
from bot.console.language import language
from bot.console.member import Permission
from bot.console.recording import record
from bot.store import erasure_tasks, staff_acts
from bot.store.engine import Connection
from bot.store.erasure_tasks import ErasureTask
from handlers.casework.refusal_words import sentence

_Answer = str | Response | tuple[str, int]


def pages(desk: Desk) -> Blueprint:
    """Return `GET /erasing`, the form for a ticket's person, a page for each request and its certificate."""
    blueprint = Blueprint("erasing", __name__)

    @blueprint.get("/erasing")
    @needs(Permission.READ_TICKETS)
    def erasing() -> str:
        with desk.database.read() as connection:
            found = erasure_tasks.newest(connection, desk.seal)
            names = colleagues.names(desk, connection, {one.asked_by for one in found})
        return render_template("erasing/erasing.html", tasks=found, names=names)

    @blueprint.get("/erasing/of/<number>")
    @needs(Permission.WORK)
    def begin(number: str) -> str:
        return _form(desk, number, Typed(), {})

    @blueprint.post("/erasing/of/<number>")
    @needs(Permission.WORK)
    def ask(number: str) -> _Answer:
        return _asked(desk, number)

    @blueprint.get("/erasing/<one>")
    @needs(Permission.READ_TICKETS)
    def task(one: str) -> str:
        return _task(desk, one)

    @blueprint.get("/erasing/<one>/certificate")
    @needs(Permission.READ_TICKETS)
    def certificate(one: str) -> str:
        return _certificate(desk, one)

    deciding.add_decisions(blueprint, desk)
    return blueprint


def _form(desk: Desk, number: str, typed: Typed, wrong: dict[str, str]) -> str:
    with desk.database.read() as connection:
        lane = staff_acts.lane_of(connection, number) or abort(404)
        there = erasure_tasks.of_lane(connection, lane, desk.seal)
        return render_template(
            "erasing/begin.html",
            number=number,
            preview=preview(desk, connection, lane),
            granted=deletion_granted(connection, number),
            open=next((one for one in there if one.state in {"asked", "running"}), None),
            typed=typed,
            wrong=wrong,
            most=MOST,
        )


def _asked(desk: Desk, number: str) -> _Answer:
    typed = Typed.of(request.form)
    with desk.database.read() as connection:
        lane = staff_acts.lane_of(connection, number) or abort(404)
        basis = asking.read(typed, granted=deletion_granted(connection, number))
    if isinstance(basis, dict):
        return _form(desk, number, typed, basis), 400
    now, who = desk.clock(), member().id
    made = ErasureTask(
        id=desk.draws.text_id(),
        number=number,
        lane=lane,
        basis=basis,
        words=typed.words,
        asked_by=who,
        asked_at=now,
    )
    with desk.database.write() as connection:
        if not erasure_tasks.add(connection, made, desk.seal):
            return _form(desk, number, typed, {"open": "open"}), 409
        record(desk, connection, "erasure_requested", number=number, ref=made.id)
    return redirect(url_for("erasing.task", one=made.id), 303)


def _task(desk: Desk, one: str) -> str:
    with desk.database.read() as connection:
        found = erasure_tasks.find(connection, one, desk.seal) or abort(404)
        return render_template(
            "erasing/task.html",
            task=found,
            names=_names(desk, connection, found),
            preview=preview(desk, connection, found.lane) if found.state in {"asked", "refused"} else None,
            own=found.asked_by == member().id,
            why=sentence(found.why, language()) if found.why else "",
        )


def _certificate(desk: Desk, one: str) -> str:
    with desk.database.read() as connection:
        found = erasure_tasks.find(connection, one, desk.seal) or abort(404)
        erased = erasure_tasks.erasure_of(connection, one) or abort(404)
        names = _names(desk, connection, found)
    return render_template(
        "erasing/certificate.html",
        task=found,
        erased=erased,
        names=names,
        counts=[(name, count) for name, count in erased.counts.items() if count],
        company=desk.finder().corpus.policy.company,
    )


def _names(desk: Desk, connection: Connection, task: ErasureTask) -> dict[str, str]:
    ids = filter(None, (task.asked_by, task.approved_by, task.dropped_by))
    return dict(colleagues.names(desk, connection, ids))
