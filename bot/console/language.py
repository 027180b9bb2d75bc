"""The language of a page: as its reader chose, else as the browser wishes; and sentences and times in it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, g, request

from bot.console.member import Member
from handlers.tickets.regimes import JAPAN
from handlers.wording import say
from knowledge.language import LANGUAGES, Language

FIRST: Language = "ja"


def language() -> Language:
    """Return the language of the page at hand."""
    who = g.get("member")
    if isinstance(who, Member) and who.language:
        return who.language
    wished = (tag.partition("-")[0] for tag in request.accept_languages.values())
    return next((one for tag in wished for one in LANGUAGES if one == tag), FIRST)


def words(key: str, **values: object) -> str:
    """Return a sentence of the console, `console.<key>` of the catalogues, in the language of the page."""
    return say(f"console.{key}", language(), **values)


def local(at: datetime | int | None) -> str:
    """Return a time, or milliseconds since 1970 (UTC), as a clock in Japan shows it; "" for None."""
    if at is None:
        return ""
    moment = at if isinstance(at, datetime) else datetime.fromtimestamp(at / 1_000, UTC)
    return f"{moment.astimezone(JAPAN):%Y-%m-%d %H:%M}"


def speak(app: Flask) -> None:
    """Let templates speak: `t(key)`, `local(time)` and `language`."""
    app.jinja_env.globals.update(t=words, local=local)

    @app.context_processor
    def _language() -> dict[str, object]:
        return {"language": language(), "languages": LANGUAGES}
