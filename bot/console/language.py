"""The language of a page: as its reader chose, else as the browser wishes; and sentences and times in it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, g, request, session, url_for

from bot.console.member import Member
from handlers.tickets.regimes import JAPAN
from handlers.wording import say
from knowledge.language import LANGUAGES, Language

FIRST: Language = "ja"
_CHOSEN = "lang"


def language() -> Language:
    """Return the language of the page at hand; found out once for each request, for a page asks often.

    What was chosen in this session counts first, for `?lang=` may be all that a reader can read of a page.
    """
    known: Language | None = g.get("language")
    if known is None:
        known = g.language = _language()
    return known


def forget() -> None:
    """Let the language be found out anew: who reads the page, or what they chose, is known only now."""
    g.pop("language", None)


def _language() -> Language:
    chosen = _known(session.get(_CHOSEN))
    if chosen:
        return chosen
    who = g.get("member")
    if isinstance(who, Member) and who.language:
        return who.language
    wished = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((one for tag in wished for one in LANGUAGES if one == tag), FIRST)


def choose(wished: str | None) -> Language | None:
    """Keep a language for this session; returns it, or None where it is none of ours."""
    known = _known(wished)
    if known:
        session[_CHOSEN] = known
        forget()
    return known


def words(key: str, **values: object) -> str:
    """Return a sentence of the console, `console.<key>` of the catalogues, in the language of the page."""
    return say(f"console.{key}", language(), **values)


def local(at: datetime | int | None) -> str:
    """Return a time, or milliseconds since 1970 (UTC), as a clock in Japan shows it; "" for None."""
    if at is None:
        return ""
    moment = at if isinstance(at, datetime) else datetime.fromtimestamp(at / 1_000, UTC)
    return f"{moment.astimezone(JAPAN):%Y-%m-%d %H:%M}"


def in_language(wished: Language) -> str:
    """Return the address of the page at hand in another language."""
    if request.endpoint is None or request.method not in {"GET", "HEAD"}:
        return f"?lang={wished}"
    asked = request.args.to_dict(flat=False).items()
    # Some names mean something to `url_for` itself, such as another host; whoever made the link chose them.
    kept = {name: value for name, value in asked if name != "endpoint" and not name.startswith("_")}
    return url_for(request.endpoint, **{**kept, **(request.view_args or {}), _CHOSEN: wished})


def speak(app: Flask) -> None:
    """Let templates speak: `t(key)`, `local(time)` and `language`; `?lang=` chooses one on every page."""
    app.jinja_env.globals.update(t=words, local=local)

    @app.before_request
    def _choose() -> None:
        if _CHOSEN in request.args:
            choose(request.args[_CHOSEN])

    @app.context_processor
    def _speaking() -> dict[str, object]:
        return {"language": language(), "languages": LANGUAGES, "in_language": in_language}


def _known(wished: object) -> Language | None:
    return next((one for one in LANGUAGES if one == wished), None)
