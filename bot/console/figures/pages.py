"""The pages with figures: how the desk stands today, a month for paper, and as a file."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import cast

from flask import Blueprint, Response, abort, render_template, request

from bot.console.access import needs
from bot.console.desk import Desk
from bot.console.figures import telling
from bot.console.figures.charts import CHARTS, HEIGHTS, WIDTH, Look
from bot.console.figures.month_report import RESULTS, Report
from bot.console.figures.reports import Reports
from bot.console.figures.sheet import lines
from bot.console.member import Permission
from bot.console.recording import record
from bot.console.spreadsheets import csv_lines
from bot.store import figures
from bot.store.moments import milliseconds
from handlers.tickets.kinds import Kind
from handlers.tickets.months import Month
from handlers.tickets.regimes import JAPAN

_LOOKS = ("light", "dark")
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture brings its own style, and nothing else."""


def pages(desk: Desk) -> Blueprint:
    """Return `GET /figures`, `/figures/report/<year>-<month>`, the pictures, and `POST /figures/export`."""
    blueprint, reports = Blueprint("figures", __name__), Reports(desk)

    @blueprint.get("/figures")
    @needs(Permission.READ_FIGURES)
    def figures() -> str:
        newest = telling.month_at(desk.clock())
        asked = Month.read(request.args.get("month", "")) or newest
        month = min(asked, newest)
        return _page("figures/figures.html", desk, reports.made(month), now=_now(desk), newest=newest)

    @blueprint.get("/figures/report/<month>")
    @needs(Permission.READ_FIGURES)
    def report(month: str) -> str:
        known = _known(desk, month)
        return _page("figures/report.html", desk, reports.made(known), theme="light")

    @blueprint.get("/figures/charts/<name>/<month>/<look>.svg")
    @needs(Permission.READ_FIGURES)
    def chart(name: str, month: str, look: str) -> Response:
        known = _known(desk, month)
        if name not in CHARTS or look not in _LOOKS:
            abort(404)
        picture = Response(CHARTS[name](reports.recent(known), cast("Look", look)), mimetype="image/svg+xml")
        picture.headers["Content-Security-Policy"] = _PICTURE_POLICY
        return picture

    @blueprint.post("/figures/export")
    @needs(Permission.READ_FIGURES)
    def export() -> Response:
        known = _known(desk, request.form.get("month", ""))
        _note_export(desk, known)
        name = {"Content-Disposition": f"attachment; filename=figures-{known}.csv"}
        body = "".join(csv_lines(lines(reports.made(known))))
        return Response(body, mimetype="text/csv", headers=name)

    return blueprint


def _page(template: str, desk: Desk, report: Report, **more: object) -> str:
    (passed,) = (line.received for line in report.kinds if line.kind is Kind.QUESTION)
    return render_template(
        template,
        report=report,
        made_at=desk.clock(),
        number=telling.number,
        days=telling.days,
        month_name=telling.month_name,
        month_short=telling.month_short,
        right_name=telling.right_name,
        results=tuple(RESULTS),
        passed_on=passed,
        width=WIDTH,
        heights=HEIGHTS,
        **more,
    )


def _known(desk: Desk, written: str) -> Month:
    month = Month.read(written)
    if month is None or month > telling.month_at(desk.clock()):
        abort(404)
    return month


def _now(desk: Desk) -> figures.Now:
    at = desk.clock()
    today = datetime.fromtimestamp(at / 1_000, UTC).astimezone(JAPAN).date()
    monday = datetime.combine(today + timedelta(days=7 - today.weekday()), time.min, JAPAN)
    with desk.database.read() as connection:
        return figures.now(connection, at, milliseconds(monday))


def _note_export(desk: Desk, month: Month) -> None:
    with desk.database.write() as connection:
        record(desk, connection, "figures_exported", ref=str(month))
