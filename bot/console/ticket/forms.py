"""From a form to an act. What a form leaves out is empty; whether that will do, the act itself says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

from werkzeug.datastructures import MultiDict

from handlers.casework import acts
from handlers.casework.acts import StaffAct
from handlers.tickets.assurance import Method
from handlers.tickets.extensions import latest
from handlers.tickets.items import Outcome
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rights import Right
from handlers.tickets.ticket import Ticket

Form = MultiDict[str, str]
_CLOSES = time(18)


class BadForm(Exception):
    """A form says something that no page of ours offers; `why` is a word of `ticket.bad.*`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def act_of(name: str, form: Form, ticket: Ticket) -> StaffAct:
    """Return the act that a form is for. Raises BadForm, and KeyError for an act that no form is for."""
    return _READERS[name](form, ticket)


def kind_of(name: str) -> type[StaffAct]:
    """Return the kind of act that a form of this name is for. Raises KeyError."""
    return KINDS[name]


def name_of(kind: type[StaffAct]) -> str:
    """Return the name that forms have for a kind of act: `AskRequester` is `ask_requester`."""
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in kind.__name__).lstrip("_")


def _text(form: Form, name: str = "text") -> str:
    return form.get(name, "")


def _on(form: Form, name: str) -> bool:
    return form.get(name) == "yes"


def _files(form: Form) -> tuple[str, ...]:
    return tuple(form.getlist("file"))


def _method(form: Form) -> Method:
    try:
        return Method(form.get("method", ""))
    except ValueError:
        raise BadForm("method") from None


def _right(form: Form) -> Right:
    try:
        return Right(form.get("right", ""))
    except ValueError:
        raise BadForm("right") from None


def _day(form: Form) -> date:
    try:
        found = date.fromisoformat(form.get("until", ""))
    except ValueError:
        raise BadForm("date") from None
    if not date.min.year < found.year < date.max.year:  # in another time zone it may be no date at all
        raise BadForm("date")
    return found


def _assign(form: Form, _: Ticket) -> StaffAct:
    return acts.Assign(to=form.get("to") or None)


def _ask_inside(form: Form, _: Ticket) -> StaffAct:
    until = datetime.combine(_day(form), _CLOSES, JAPAN).astimezone(UTC)
    return acts.AskInside(text=_text(form), owner=_text(form, "owner"), until=until)


def _identify(form: Form, _: Ticket) -> StaffAct:
    facts = [one.strip() for one in form.getlist("fact") if one.strip()]
    if form.get("method") == Method.TWO_FACTS and len(facts) != len(form.getlist("fact")):
        raise BadForm("two_facts")
    text = "\n".join((*facts, _text(form))).strip()
    return acts.Identify(method=_method(form), text=text, doubt=_on(form, "doubt"), files=_files(form))


def _fail_identity(form: Form, _: Ticket) -> StaffAct:
    return acts.FailIdentity(method=_method(form), text=_text(form), files=_files(form))


def _propose(form: Form, _: Ticket) -> StaffAct:
    try:
        outcome = Outcome(form.get("outcome", ""))
    except ValueError:
        raise BadForm("outcome") from None
    return acts.Propose(
        right=_right(form),
        outcome=outcome,
        codes=tuple(form.getlist("code")),
        facts=_text(form, "facts"),
        done=_text(form, "done"),
        third_party_data=_on(form, "third_party_data"),
    )


def _extend(form: Form, ticket: Ticket) -> StaffAct:
    """Read the new last day; the period ends at the same time of day as it would have."""
    received = (ticket.received_at or ticket.since).astimezone(JAPAN)
    until = datetime.combine(_day(form), received.timetz()).astimezone(UTC)
    return acts.Extend(until=until, text=_text(form)) if until <= latest(ticket) else _too_late()


def _too_late() -> StaffAct:
    raise BadForm("too_late")


def _plain(kind: Callable[[], StaffAct]) -> Callable[[Form, Ticket], StaffAct]:
    return lambda _, __: kind()


_READERS: Mapping[str, Callable[[Form, Ticket], StaffAct]] = {
    "note": lambda form, _: acts.Note(text=_text(form)),
    "assign": _assign,
    "tag": lambda form, _: acts.Tag(name=_text(form, "tag"), on=form.get("on", "yes") == "yes"),
    "link": lambda form, _: acts.Link(other=_text(form, "other")),
    "hold": lambda form, _: acts.Hold(on=form.get("on") == "yes", why=_text(form)),
    "take_up": _plain(acts.TakeUp),
    "reply": lambda form, _: acts.Reply(text=_text(form), answers=_on(form, "answers")),
    "ask_requester": lambda form, _: acts.AskRequester(text=_text(form)),
    "ask_inside": _ask_inside,
    "hear_inside": lambda form, _: acts.HearInside(text=_text(form)),
    "identify": _identify,
    "fail_identity": _fail_identity,
    "end_unidentified": _plain(acts.EndUnidentified),
    "propose": _propose,
    "present": _plain(acts.Present),
    "approve": _plain(acts.Approve),
    "send_back": lambda form, _: acts.SendBack(text=_text(form)),
    "decide": _plain(acts.Decide),
    "execute": lambda form, _: acts.Execute(right=_right(form)),
    "answer": lambda form, _: acts.Answer(text=_text(form), files=_files(form)),
    "deliver": lambda form, _: acts.Deliver(posted=_text(form, "posted")),
    "extend": _extend,
    "redirect": lambda form, _: acts.Redirect(text=_text(form)),
    "merge": lambda form, _: acts.Merge(into=_text(form, "into")),
    "mark_spam": lambda form, _: acts.MarkSpam(text=_text(form)),
    "unmark_spam": _plain(acts.UnmarkSpam),
    "withdraw": lambda form, _: acts.Withdraw(text=_text(form)),
    "reopen": lambda form, _: acts.Reopen(text=_text(form)),
    "take_conversation": _plain(acts.TakeConversation),
    "give_back": lambda form, _: acts.GiveBack(text=_text(form)),
}
KINDS: Mapping[str, type[StaffAct]] = {
    name_of(kind): kind
    for kind in vars(acts).values()
    if isinstance(kind, type) and issubclass(kind, StaffAct) and kind is not StaffAct
}
"""Every kind of act by its form's name."""
