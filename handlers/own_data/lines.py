"""What is held, what would go and what would stay, each as lines with its period or its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from handlers import retention
from handlers.own_data.holdings import Holdings
from handlers.own_data.moments import day, moment
from handlers.tickets.rules import DEFAULT
from handlers.wording import say
from knowledge.language import Language

_MOST = 10  # numbers that are written out; who has more reads how many there are


def held(held: Holdings, now: datetime, language: Language) -> str:
    """Return what is held now, by category, how much of it and until when."""
    return "\n".join((*_passing(held, now, language), *_of_tickets(held, language), *_always(held, language)))


def goes(held: Holdings, kept: Collection[str], language: Language) -> str:
    """Return what forgetting erases when these tickets are kept."""
    gone = {
        "conversation": held.last_at is not None,
        "form": held.form,
        "unanswered": held.unanswered,
        "codes": held.codes > 0,
        "links": held.links > 0,
        "incoming": held.incoming > 0,
        "address": held.address and not kept,
    }
    counted = {
        "failed": held.failed,
        "notices": held.notices + (0 if kept else held.mails + held.pending),
        "shown": held.shown,
        "questions": held.questions,
    }
    told = [say(f"own_data.goes.{name}", language) for name, has in gone.items() if has]
    told += [say(f"own_data.goes.{name}", language, count=count) for name, count in counted.items() if count]
    return "\n".join(told or [say("own_data.goes.nothing", language)])


def stays(held: Holdings, kept: Collection[str], withdrawn: Collection[str], language: Language) -> str:
    """Return what stays all the same, why and until when."""
    ended, days = (*withdrawn, *held.ended), DEFAULT.keep_content.days
    told = []
    if kept:
        told.append(say("own_data.stays.open", language, numbers=numbers(kept, language), days=days))
    if ended:
        told.append(say("own_data.stays.ended", language, numbers=numbers(ended, language), days=days))
    if kept or ended or held.emptied:
        told.append(say("own_data.stays.log", language))
    if held.codes:
        told.append(say("own_data.stays.codes", language, days=retention.CODE_SENT.days))
    told.append(say("own_data.stays.ids", language, days=retention.EVENT_IDS.days))
    told.append(say("own_data.stays.erasure", language, years=retention.ERASURE.days // 365))
    return "\n".join(told)


def numbers(all_of_them: Collection[str], language: Language) -> str:
    """Return numbers of tickets in one phrase."""
    shown = say("status.and", language).join([*all_of_them][:_MOST])
    more = len(all_of_them) - _MOST
    return say("own_data.and_more", language, numbers=shown, more=more) if more > 0 else shown


def _passing(held: Holdings, now: datetime, language: Language) -> Iterator[str]:
    """Tell what goes by itself; the conversation runs from now, for who asks is remembered."""
    days, until = retention.CONVERSATION.days, day(now + retention.CONVERSATION, language)
    yield say("own_data.held.conversation", language, days=days, until=until)
    if held.form:
        yield say("own_data.held.form", language, days=retention.DRAFT.days)
    if held.unanswered:
        hours = int(retention.UNANSWERED.total_seconds() // 3_600)
        yield say("own_data.held.unanswered", language, hours=hours)
    unsent = retention.NOTICE if held.pending else retention.FAILED_MESSAGE
    counted = {
        "failed": (held.failed, retention.FAILED_MESSAGE.days),
        "notices": (held.notices + held.mails + held.pending, unsent.days),
        "shown": (held.shown, retention.EVENT_IDS.days),
        "questions": (held.questions, retention.QUESTION.days),
        "codes": (held.codes, retention.CODE_SENT.days),
        "incoming": (held.incoming, retention.RAW_MAIL.days),
    }
    for name, (count, days) in counted.items():
        if count:
            yield say(f"own_data.held.{name}", language, count=count, days=days)


def _of_tickets(held: Holdings, language: Language) -> Iterator[str]:
    if held.open:
        yield say("own_data.held.open", language, numbers=numbers(held.open, language))
    if held.ended:
        days = DEFAULT.keep_content.days
        yield say("own_data.held.ended", language, numbers=numbers(held.ended, language), days=days)
    if held.emptied:
        yield say("own_data.held.emptied", language, numbers=numbers(held.emptied, language))
    more = {"texts": {}, "files": {"days": DEFAULT.keep_evidence.days}, "links": {}}
    for name, values in more.items():
        if count := getattr(held, name):
            yield say(f"own_data.held.{name}", language, count=count, **values)
    if held.address:
        yield say("own_data.held.address", language)


def _always(held: Holdings, language: Language) -> Iterator[str]:
    yield say("own_data.held.ids", language, days=retention.EVENT_IDS.days)
    if held.erased:
        at, years = moment(held.erased.at), retention.ERASURE.days // 365
        yield say("own_data.held.erased", language, certificate=held.erased.certificate, at=at, years=years)
