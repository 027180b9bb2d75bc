"""The pages of the knowledge: nothing is changed here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, render_template, request

from bot.console.access import needs
from bot.console.desk import Desk
from bot.console.knowledge.lines import lines
from bot.console.knowledge.passage_page import passage_page
from bot.console.knowledge.trying import LONGEST, trials
from bot.console.language import language
from bot.console.member import Permission
from bot.corpus.archive import Archive
from bot.store import publications, unanswered_questions
from bot.store.publications import Listed
from handlers.retention import QUESTION
from knowledge.differences import Difference, differences

PERIODS = (7, 30, QUESTION.days)
"""Days that questions are told of."""
_GROUPINGS = ("question", "passage")
_MOST = 50


def pages(desk: Desk) -> Blueprint:
    """Return `/knowledge` with its passages, its versions, and what went unanswered."""
    blueprint = Blueprint("knowledge", __name__)
    _reading(blueprint, desk)
    _versions(blueprint, desk, Archive(desk.database))

    @blueprint.get("/knowledge/unanswered")
    @needs(Permission.READ_UNANSWERED)
    def unanswered() -> str:
        return _unanswered(desk)

    return blueprint


def _reading(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/knowledge")
    @needs(Permission.READ_KNOWLEDGE)
    def knowledge() -> str:
        return _list(desk, "")

    @blueprint.post("/knowledge/try")
    @needs(Permission.READ_KNOWLEDGE)
    def trial() -> str:
        # Not an address: what is tried may be what somebody wrote, and addresses are logged.
        question = request.form.get("q", "").strip()[:LONGEST]
        if request.headers.get("HX-Target") == "tried":
            return render_template("knowledge/tried.html", **_tried(desk, question))
        return _list(desk, question)

    @blueprint.get("/knowledge/<passage>")
    @needs(Permission.READ_KNOWLEDGE)
    def passage(passage: str) -> str:
        corpus = desk.finder().corpus
        if passage not in corpus:
            abort(404)
        shown = passage_page(corpus.passage(passage), corpus, language())
        return render_template("knowledge/passage.html", page=shown, policy=corpus.policy)


def _versions(blueprint: Blueprint, desk: Desk, archive: Archive) -> None:
    @blueprint.get("/knowledge/versions")
    @needs(Permission.READ_KNOWLEDGE)
    def versions() -> str:
        with desk.database.read() as connection:
            listed = publications.listed(connection)
        live = desk.finder().corpus
        return render_template("knowledge/versions.html", listed=listed, live=live)

    @blueprint.get("/knowledge/versions/<int:publication>")
    @needs(Permission.READ_KNOWLEDGE)
    def version(publication: int) -> str:
        with desk.database.read() as connection:
            listed = publications.listed(connection)
        place = next((at for at, one in enumerate(listed) if one.publication.id == publication), None)
        if place is None:
            abort(404)
        before = listed[place + 1] if place + 1 < len(listed) else None
        found = _differences(archive, before, listed[place]) if before else None
        return render_template(
            "knowledge/version.html",
            shown=listed[place],
            before=before,
            differences=found,
            live=place == 0,
        )


def _differences(archive: Archive, before: Listed, after: Listed) -> tuple[Difference, ...] | None:
    """Return what changed between two publications; None where one of them cannot be read any more."""
    old, new = (archive.at(one.publication.published_at) for one in (before, after))
    return differences(old, new) if old and new else None


def _list(desk: Desk, question: str) -> str:
    corpus = desk.finder().corpus
    return render_template(
        "knowledge/knowledge.html",
        lines=list(lines(corpus, language())),
        policy=corpus.policy,
        version=corpus.version,
        longest=LONGEST,
        **_tried(desk, question),
    )


def _tried(desk: Desk, question: str) -> dict[str, object]:
    now = datetime.fromtimestamp(desk.clock() / 1_000, UTC)
    found = list(trials(desk.finder(), question, now, language())) if question else []
    return {"question": question, "trials": found}


def _unanswered(desk: Desk) -> str:
    days = request.args.get("days", PERIODS[1], int)
    by = request.args.get("by", _GROUPINGS[0])
    if days not in PERIODS or by not in _GROUPINGS:
        abort(404)
    since = desk.clock() - int(timedelta(days=days).total_seconds() * 1_000)
    told = unanswered_questions.by_wording if by == "question" else unanswered_questions.by_passage
    with desk.database.read() as connection:
        found = told(connection, since, _MOST, desk.seal)
    return render_template(
        "knowledge/unanswered.html",
        found=found,
        by=by,
        days=days,
        groupings=_GROUPINGS,
        periods=PERIODS,
        corpus=desk.finder().corpus,
    )
