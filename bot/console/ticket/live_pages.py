"""What the page of a ticket asks for while it is open: news of the conversation, and who else looks at it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from bot.console.access import member, needs
from bot.console.colleagues import names
from bot.console.desk import Desk
from bot.console.member import Permission
from bot.console.ticket.deeds import deeds
from bot.console.ticket.doing import Answer
from bot.console.ticket.found import found, fragment
from bot.console.ticket.page import head
from bot.console.ticket.passages import passages
from bot.console.ticket.talk import talk
from bot.corpus.archive import Archive
from bot.store import case_files, viewers
from bot.store.ticket_rows import milliseconds


def add(blueprint: Blueprint, desk: Desk) -> None:
    """Add the addresses to the pages of a ticket."""
    archive = Archive(desk.database)

    @blueprint.get("/talk")
    @needs(Permission.READ_TICKETS)
    def talk_now(number: str) -> Answer:
        return _talk(desk, number)

    @blueprint.post("/seen")
    @needs(Permission.READ_TICKETS)
    def look(number: str) -> Answer:
        return _look(desk, number)

    @blueprint.get("/passages")
    @needs(Permission.READ_TICKETS)
    def policy(number: str) -> Answer:
        return _policy(desk, archive, number)


def _talk(desk: Desk, number: str) -> Answer:
    """Return the conversation where something has happened since the version that is shown."""
    with desk.database.read() as connection:
        if request.args.get("version") == str(case_files.version(connection, number)):
            return Response(status=204)
        opened = found(desk, connection, number)
        return render_template(
            "ticket/news.html",
            said=talk(opened),
            head=head(opened),
            reads=opened.reads,
            deeds=deeds(opened),
        )


def _look(desk: Desk, number: str) -> Answer:
    now, me = desk.clock(), member().id
    with desk.database.write() as connection:
        if case_files.version(connection, number) is None:
            abort(404)
        viewers.look(connection, number, me, now)
        others = viewers.others(connection, number, me, now)
        return render_template("ticket/viewers.html", others=[*names(desk, connection, others).values()])


def _policy(desk: Desk, archive: Archive, number: str) -> Answer:
    """Return the sections as they were when the ticket came in; those of today where nobody knows better."""
    with desk.database.read() as connection:
        opened = found(desk, connection, number)
        about = opened.file.ticket
        then = archive.at(milliseconds(about.received_at or about.since))
        shown = passages(opened, then or desk.finder().corpus)
        page = "ticket/passages.html" if fragment() else "ticket/passages_page.html"
        return render_template(
            page, passages=shown, as_of=about.received_at, known=then is not None, head=head(opened)
        )
