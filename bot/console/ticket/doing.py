"""What is sent from the page of a ticket: done, or shown again with what was typed and why it was not."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from bot.console import acting
from bot.console.access import member
from bot.console.desk import Desk
from bot.console.language import language, words
from bot.console.ticket.composer import TABS, composer
from bot.console.ticket.deeds import deeds
from bot.console.ticket.forms import KINDS, BadForm, act_of
from bot.console.ticket.found import found, fragment
from bot.console.ticket.opened import OpenTicket
from bot.console.ticket.page import head, reasons_of, typing, whole_page
from bot.console.ticket.typed import Typed
from handlers.casework.acted import DONE, Acted, Why
from handlers.casework.acts import Assign, StaffAct
from handlers.casework.preview import Preview, preview
from handlers.casework.refusal_words import sentence
from handlers.tickets.items import NEEDS_REASONS
from handlers.tickets.rights import Right

Answer = Response | str
SENT = frozenset({"reply", "ask_requester", "answer", "extend", "redirect"})
"""What the requester reads in words of ours, so that it can be looked at before."""
_SECTIONS = {
    "talk": frozenset({"reply", "ask_requester", "note", "take_conversation", "give_back"}),
    "rights": frozenset(
        {"propose", "present", "decide", "approve", "send_back", "execute", "answer", "deliver"}
    ),
    "identity": frozenset({"identify", "fail_identity", "end_unidentified"}),
    "files": frozenset({"keep_file", "open_file"}),
}
"""Where the reader goes on after an act; after any other at the top."""


def done(desk: Desk, number: str, name: str) -> Answer:
    """Do what a form is for."""
    if name not in KINDS:
        abort(404)
    if acting.actor(member(), KINDS[name]) is None:
        abort(403)
    act = _read(desk, number, name)
    if isinstance(act, str):
        return again(desk, number, Typed(act=name, form=_sent(), refused=act))
    return answered(desk, number, name, acting.act(desk, member(), number, seen(), act))


def answered(desk: Desk, number: str, name: str, became: Acted | None) -> Answer:
    """Return where to go on after an act; where it was refused, the page with everything that was typed."""
    if became is not None and became != DONE:
        version = seen() if became.why == Why.CHANGED else None
        refused = sentence(became.why, language())
        return again(desk, number, Typed(act=name, form=_sent(), refused=refused, seen=version))
    flash(_said(name, became), "info" if became is None else "success")
    section = next((one for one, acts in _SECTIONS.items() if name in acts), None)
    return redirect(url_for("ticket.ticket", number=number, _anchor=section), 303)


def _said(name: str, became: Acted | None) -> str:
    """Return the sentence about an act that was done, or that is stored and will be."""
    if became is not None and name not in SENT:
        taken_off = request.form.get("on") == "no" or (name == "assign" and not request.form.get("to"))
        return words(f"ticket.act.{name}.{'off_did' if taken_off else 'did'}")
    said = "later" if became is None else "sent"
    return words(f"ticket.flash.{said}", act=words(f"ticket.act.{name}.title"))


def again(desk: Desk, number: str, typed: Typed) -> str:
    """Return the page with what was typed into one of its forms."""
    with desk.database.read() as connection:
        return whole_page(found(desk, connection, number), typed)


def seen() -> int:
    """Return the version that the sender of a form had seen."""
    version = request.form.get("version", "")
    if not version.isdecimal() or len(version) > 9:
        abort(400)
    return int(version)


def previewed(desk: Desk, number: str, name: str) -> Answer:
    """Show what the requester would read, and do nothing."""
    if name not in SENT:
        abort(404)
    act = _read(desk, number, name)
    with desk.database.read() as connection:
        opened = found(desk, connection, number)
        shown = Preview() if isinstance(act, str) else _shown(opened, act)
        refused = act if isinstance(act, str) else shown.refused and sentence(shown.refused, language())
        if fragment():
            about = {
                "preview": shown,
                "refused": refused,
                "head": head(opened),
                "of": _place_of_preview(name),
            }
            return render_template("ticket/preview.html", **about)
        typed = Typed(act=name, form=_sent(), refused=refused)
        return whole_page(opened, typed, shown=None if refused else shown)


def _place_of_preview(name: str) -> str:
    """Return below which form a preview stands: tabs of the composer are one form."""
    return "composer" if name in TABS else name


def composed(desk: Desk, number: str) -> Answer:
    """Open another tab of the composer, or put a saved reply into it; what was typed stays."""
    tab = request.form.get("tab", "")
    if tab not in TABS:
        abort(400)
    with desk.database.read() as connection:
        opened = found(desk, connection, number)
        if not fragment():
            return whole_page(opened, Typed(form=_sent()), tab=tab)
        shown = composer(opened, deeds(opened), _sent(), tab)
        about = {"composer": shown, "head": head(opened), "typed": Typed(), "fresh": True}
        return render_template("ticket/composer.html", **about, typing=typing(number))


def reasons(desk: Desk, number: str) -> Answer:
    """Show the reasons that may be given for the outcome that was chosen; what was typed stays."""
    right, outcome = request.form.get("right", ""), request.form.get("outcome", "")
    if right not in set(Right):
        abort(400)
    if not fragment():
        return again(desk, number, Typed(act="propose", form=_sent()))
    about = {"right": right, "outcome": outcome, "required": outcome in NEEDS_REASONS}
    lines, picked = reasons_of(right, outcome), request.form.getlist("code")
    return render_template("ticket/reasons.html", **about, lines=lines, picked=picked)


def _read(desk: Desk, number: str, name: str) -> StaffAct | str:
    """Return the act that was sent, or why it is none."""
    with desk.database.read() as connection:
        opened = found(desk, connection, number)
    try:
        act = act_of(name, _sent(), opened.file.ticket)
    except BadForm as bad:
        return words(f"ticket.bad.{bad.why}")
    except KeyError:
        abort(404)
    if isinstance(act, Assign) and act.to not in {None, member().id, *opened.caseworkers}:
        return words("ticket.bad.assignee")
    return act


def _shown(opened: OpenTicket, act: StaffAct) -> Preview:
    case = opened.case_for(type(act))
    return preview(act, case) if case else abort(403)


def _sent() -> MultiDict[str, str]:
    return MultiDict(request.form.items(multi=True))
