"""The pages of the inbox."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    stream_with_context,
)
from werkzeug.wrappers import Response as AnyResponse

from bot.console import colleagues
from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.inbox import exporting
from bot.console.inbox.assigning import Assigning, assign
from bot.console.inbox.board import Board, address, board
from bot.console.inbox.filters import ME, filters_of, mark_of
from bot.console.inbox.searching import LONGEST
from bot.console.language import language, words
from bot.console.member import Permission
from bot.console.navigation import home
from bot.console.recording import record
from bot.store import saved_views
from bot.store.inbox_lists import NOBODY
from bot.store.saved_views import SavedView, TooManyViews
from handlers.casework.refusal_words import sentence

_LONGEST_NAME = 40


def pages(desk: Desk) -> Blueprint:
    """Return the list, its search, what is done with several tickets at once, and what members keep of it."""
    blueprint = Blueprint("inbox", __name__)
    _reading(blueprint, desk)
    _keeping(blueprint, desk)

    @blueprint.post("/assign")
    @needs(Permission.WORK)
    def several() -> AnyResponse:
        picked, to = request.form.getlist("ticket"), request.form.get("to", "")
        if not picked or to not in _receivers(desk):
            flash(words("inbox.assign.nothing"), "warning")
            return _back()
        for category, line in _told(assign(desk, member(), picked, to)):
            flash(line, category)
        return _back()

    return blueprint


def _reading(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/")
    @needs(Permission.ANY)  # it is the address of the console, which everybody gets; only some have an inbox
    def inbox() -> str | AnyResponse:
        if not member().may(Permission.READ_TICKETS):
            return _elsewhere()
        filters = filters_of(request.args)
        shown = board(desk, member(), filters, mark_of(request.args.get("after", "")))
        if request.args.get("seen") == shown.seal and _is_fragment():
            return Response(status=204)
        return _rendered(shown)

    @blueprint.post("/search")
    @needs(Permission.READ_TICKETS)
    def search() -> str:
        # Not an address: what people search for is what other people wrote, and addresses are logged.
        query = request.form.get("q", "").strip()[:LONGEST]
        after = mark_of(request.form.get("after", ""))
        return _rendered(board(desk, member(), filters_of(request.form), after, query))

    @blueprint.post("/export")
    @needs(Permission.READ_TICKETS)
    def export() -> Response:
        filters, who = filters_of(request.form), member()
        with desk.database.write() as connection:
            chosen = " ".join(f"{name}={value}" for name, value in filters.chosen.items()) or None
            record(desk, connection, "tickets_exported", ref=chosen)
        lines = stream_with_context(exporting.lines(desk, who, filters))
        return Response(
            lines,
            mimetype="text/csv",
            headers={"Content-Disposition": 'attachment; filename="tickets.csv"'},
        )


def _keeping(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.post("/views")
    @needs(Permission.READ_TICKETS)
    def keep_view() -> AnyResponse:
        name = " ".join(request.form.get("name", "").split())[:_LONGEST_NAME]
        if not name:
            flash(words("inbox.view.no_name"), "warning")
            return _back()
        view = SavedView(desk.draws.text_id(), name, dict(filters_of(request.form).chosen))
        try:
            with desk.database.write() as connection:
                saved_views.keep(connection, member().id, view, desk.clock(), desk.seal)
        except TooManyViews:
            flash(words("inbox.view.too_many", most=saved_views.MOST), "warning")
            return _back()
        flash(words("inbox.view.kept"), "success")
        return _back()

    @blueprint.post("/views/<view>/remove")
    @needs(Permission.READ_TICKETS)
    def remove_view(view: str) -> AnyResponse:
        with desk.database.write() as connection:
            if not saved_views.remove(connection, member().id, view):
                abort(404)
        flash(words("inbox.view.removed"), "success")
        return _back()


def _receivers(desk: Desk) -> set[str]:
    with desk.database.read() as connection:
        return {ME, NOBODY, *colleagues.everybody(desk, connection, "caseworker")}


def _told(assigning: Assigning) -> list[tuple[str, str]]:
    told = []
    if assigning.done:
        told.append(("success", words("inbox.assign.done", count=assigning.done)))
    if assigning.waiting:
        told.append(("info", words("inbox.assign.waiting", count=assigning.waiting)))
    for why, count in assigning.refused.items():
        told.append(("warning", words("inbox.assign.refused", count=count, why=sentence(why, language()))))
    return told


def _rendered(shown: Board) -> str:
    template = "inbox/list.html" if _is_fragment() else "inbox/inbox.html"
    return render_template(template, board=shown)


def _elsewhere() -> AnyResponse:
    """Lead who has no inbox to the first page of theirs; a list that an open page asks for is refused."""
    return abort(403) if _is_fragment() else redirect(home(member()))


def _is_fragment() -> bool:
    return request.headers.get("HX-Target") == "list"


def _back() -> AnyResponse:
    return redirect(address(filters_of(request.form)), 303)
