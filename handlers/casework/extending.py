"""The legal period becomes longer; the requester hears why before it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from handlers.casework.acts import Extend
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.notifying import notice
from handlers.casework.refusal_words import of_extension
from handlers.casework.words import needed
from handlers.decisions import Decision
from handlers.downloading.page import day_of
from handlers.notices import Notice
from handlers.tickets.extensions import ExtensionRefused, NotExtended, extended, latest
from handlers.tickets.log import ClockExtended
from handlers.tickets.texts import KeptText
from handlers.wording import say


def extend(act: Extend, case: Case) -> Decision:
    """Make the period longer and say why. Raises ActRefused and ExtensionRefused."""
    words, course = needed(act.text), Course(case)
    reason = course.keep(words)
    longer = extended(case.log, act.until.astimezone(UTC), reason, case.by, case.now)
    course.add(longer).say(reason)
    return course.decision(_notice(words, longer, course, case))


def against(case: Case) -> Iterable[str]:
    """Tell why the period cannot be made longer, not even to its latest date."""
    if case.ticket.received_at is None:
        return (of_extension(NotExtended.NOT_RUNNING),)
    try:
        extended(case.log, latest(case.ticket), KeptText(""), case.by, case.now)
    except ExtensionRefused as refusal:
        return (of_extension(refusal.reason),)
    return ()


def _notice(words: str, longer: ClockExtended, course: Course, case: Case) -> Notice:
    language, number = case.ctx.conversation.language, case.ticket.number
    values = {"number": number, "words": words, "until": day_of(longer.until, language)}
    return notice(
        course.ticket,
        case.ctx,
        say("casework.extended.subject", language, number=number),
        say("casework.extended.chat", language, **values),
        say("casework.extended.mail", language, **values),
        legal=True,
    )
