"""The pages behind a link: have a code sent, enter it, fetch the copy or the answer. Without a script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from bot.downloads.answers import Answers
from bot.downloads.channel import code_wanted, subject_of
from bot.downloads.copies import FORMS, copy_for
from bot.downloads.guard import LONGEST_BODY, from_our_page, protect
from bot.downloads.passes import Passes
from bot.downloads.rendering import NoPdf, page, pdf_possible
from bot.logs import logger
from bot.store import codes, downloads
from bot.store.downloads import Link, id_of
from bot.store.engine import Database
from bot.store.errors import StoreError
from bot.store.intake import Intake
from bot.store.sealing import Seal
from handlers.downloading.links import ANSWER, OWN_COPY
from handlers.downloading.page import NOTICES, Notice, file_words, gone_words, later_words, page_words
from handlers.draws import Draws
from handlers.identity import limits
from handlers.tickets.records import UnknownRecord
from handlers.tickets.ticket import BrokenLog
from knowledge.language import LANGUAGES, Language

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_CODE_LIFE_MS = int(limits.LIFE.total_seconds() * 1_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pages work with: the store, the keys, and the time in milliseconds."""

    database: Database
    intake: Intake
    seal: Seal
    draws: Draws
    passes: Passes
    clock: Callable[[], int]


def download_pages(desk: Desk) -> Blueprint:
    """Return the pages at `/d/<token>`.

    Every link that does not work, for whatever reason, is answered by 404 with the same page. 303 leads back
    from a form, 403 answers a form of another site, 503 a store that is down.
    """
    pages = Pages(desk)
    blueprint = Blueprint(
        "downloads", __name__, url_prefix="/d", static_folder="static", static_url_path="/static"
    )
    blueprint.get("/<token>")(pages.door)
    blueprint.post("/<token>/send")(pages.send)
    blueprint.post("/<token>/code")(pages.enter)
    blueprint.get("/<token>/copy.<form>")(pages.fetch)
    blueprint.get("/<token>/letter")(pages.letter)
    blueprint.get("/<token>/file-<int:place>")(pages.file)
    blueprint.before_request(_guard)
    blueprint.after_request(protect)
    for trouble in (StoreError, UnknownRecord, BrokenLog):
        blueprint.register_error_handler(trouble, _down)
    blueprint.register_error_handler(HTTPException, lambda _: _gone())
    return blueprint


class Pages:
    """Answers what a browser with a link asks for; keeps nothing between two requests."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._answers = Answers(desk.database, desk.seal)

    def door(self, token: str) -> Response:
        """Show how a code is got and entered, or what can be fetched where it was."""
        link = self._link(token)
        return self._shown(token, link) if link else _gone()

    def send(self, token: str) -> Response:
        """Take the wish for a code; the worker decides whether one is sent."""
        link = self._link(token)
        if link is None:
            return _gone()
        try:
            self._desk.intake.take([code_wanted(link, self._desk.seal, self._desk.clock())])
        except StoreError as error:
            logger().warning("code_wish_not_stored", why=str(error))
            return _back(token, "later")
        return _back(token, "sent")

    def enter(self, token: str) -> Response:
        """Compare a code; the right one gives this browser a pass and is spent."""
        link, desk = self._link(token), self._desk
        if link is None:
            return _gone()
        now, subject = desk.clock(), subject_of(link)
        guessed = desk.draws.code_digest(_digits(request.form.get("code", "")), subject)
        with desk.database.write() as connection:
            right = codes.guess(connection, subject, guessed, now - _CODE_LIFE_MS, limits.TRIES)
            if not right:
                downloads.count_wrong(connection, link.id)
        if not right:
            return _back(token, "wrong")
        response = _back(token)
        desk.passes.give(response, token, link, now)
        return response

    def fetch(self, token: str, form: str) -> Response:
        """Give the copy to a browser with a pass, and note it; any other is led to the door."""
        if form not in FORMS:
            return _gone()
        return self._given(token, OWN_COPY, lambda link: self._copy(token, link, form))

    def letter(self, token: str) -> Response:
        """Show the words of an answer."""
        return self._given(token, ANSWER, self._words)

    def file(self, token: str, place: int) -> Response:
        """Give a file of an answer, by its place in the list."""
        return self._given(token, ANSWER, lambda link: self._answers.file(link, place, self._desk.clock()))

    def _given(self, token: str, content: str, give: Callable[[Link], Response | None]) -> Response:
        """Give a browser with a pass what its link leads to, so often as a link may be used."""
        link, desk = self._link(token), self._desk
        if link is None or link.content != content or request.method != "GET":
            return _gone()
        if not desk.passes.holds(request, link, desk.clock()):
            return _back(token)
        with desk.database.write() as connection:
            if not downloads.count_opened(connection, link.id):
                return _gone()
        return give(link) or _gone()

    def _copy(self, token: str, link: Link, form: str) -> Response | None:
        copy = copy_for(link, self._desk.database, self._desk.seal, self._desk.clock())
        if copy is None:
            return None
        try:
            return FORMS[form](copy)
        except NoPdf as error:
            logger().error("copy_not_printed", number=link.number, why=str(error))
            return _back(token, "no_pdf_now")

    def _words(self, link: Link) -> Response | None:
        letter = self._answers.words(link, self._desk.clock())
        if letter is None:
            return None
        words = _page_words(link)
        return _html(page("letter", language=link.language, words=words, style=_style(), letter=letter))

    def _link(self, token: str) -> Link | None:
        if not _TOKEN.fullmatch(token):
            return None
        with self._desk.database.read() as connection:
            return downloads.find(connection, id_of(token), self._desk.clock())

    def _shown(self, token: str, link: Link) -> Response:
        notice = request.args.get("notice")
        return _html(
            page(
                "door",
                language=link.language,
                words=_page_words(link),
                style=_style(),
                token=token,
                notice=notice if notice in NOTICES else None,
                passed=self._desk.passes.holds(request, link, self._desk.clock()),
                pdf=pdf_possible(),
                answer=link.content == ANSWER,
                files=self._files(link),
            )
        )

    def _files(self, link: Link) -> list[str]:
        """Return what the files of an answer are called, in their order."""
        if link.content != ANSWER:
            return []
        known = enumerate(self._answers.files(link), 1)
        return [file_words(place, file.media_type, file.size, link.language) for place, file in known]


def _page_words(link: Link) -> Mapping[str, str]:
    until = datetime.fromtimestamp(link.until / 1_000, UTC)
    return page_words(link.number, until, link.language, link.content)


def _guard() -> Response | None:
    request.max_content_length = LONGEST_BODY
    if request.method == "POST" and not from_our_page(request):
        return _gone(403)
    return None


def _digits(written: str) -> str:
    """Return the digits of a code however they were typed: full width, with spaces or hyphens."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", written))


def _back(token: str, notice: Notice | None = None) -> Response:
    """Lead back to the door, relative to where we are: a proxy may have put the pages elsewhere."""
    told = f"?notice={notice}" if notice else ""
    return Response(status=303, headers={"Location": f"../{token}{told}"})


def _language() -> Language:
    """Return the language the browser wishes most, of those we speak: of such a link no ticket is known."""
    wished = (tag.partition("-")[0] for tag in request.accept_languages.values())
    return next((one for tag in wished for one in LANGUAGES if one == tag), "ja")


def _gone(status: int = 404) -> Response:
    language = _language()
    return _html(page("gone", language=language, words=gone_words(language), style=_style()), status)


def _down(error: Exception) -> Response:
    logger().error("page_not_served", why=type(error).__name__)
    language = _language()
    return _html(page("gone", language=language, words=later_words(language), style=_style()), 503)


def _style() -> str:
    """Return where the style is, relative to where we are."""
    return "../" * (request.path.count("/") - 2) + "static/page.css"


def _html(content: str, status: int = 200) -> Response:
    return Response(content, status, mimetype="text/html")
