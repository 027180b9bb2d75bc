"""When somebody of the Privacy Center is there, in words; never more than the hours of the desk allow."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from importlib.resources import files

import jpholiday

from handlers.context import Context
from handlers.tickets.business_days import SATURDAY
from handlers.tickets.business_hours import at_work
from handlers.tickets.regimes import JAPAN
from handlers.wording import say
from knowledge.language import Language


def is_there(ctx: Context) -> bool:
    """Tell whether somebody is there now."""
    return at_work(ctx.now, ctx.staff.hours) == ctx.now


def expected(ctx: Context) -> str:
    """Say in one line whether somebody is there now, or when somebody next is."""
    hours, language = ctx.staff.hours, ctx.conversation.language
    if is_there(ctx):
        return say("hours.there", language, closes=f"{hours.closes:%H:%M}")
    return say("hours.back", language, when=moment(at_work(ctx.now, hours), language))


def regular(ctx: Context) -> str:
    """Say at which hours of which days somebody is there."""
    hours, language = ctx.staff.hours, ctx.conversation.language
    return say("hours.regular", language, opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}")


def why_closed(ctx: Context) -> str:
    """Say why nobody is there now: a holiday by its name, a closing day, the week-end or the hour."""
    language, today = ctx.conversation.language, ctx.now.astimezone(JAPAN).date()
    if holiday := holiday_name(today, language):
        return say("hours.holiday", language, holiday=holiday)
    if today in ctx.staff.hours.closing:
        return say("hours.closing_day", language)
    return say("hours.weekend" if today.weekday() >= SATURDAY else "hours.outside", language)


def moment(at: datetime, language: Language) -> str:
    """Return a day and an hour of Japan in words, without the year."""
    local = at.astimezone(JAPAN)
    return say(
        "hours.moment",
        language,
        day=say("date.day", language, month=say(f"month.{local.month}", language), day=local.day),
        weekday=say(f"hours.weekday.{local.weekday()}", language),
        time=f"{local:%H:%M}",
    )


def holiday_name(day: date, language: Language) -> str | None:
    """Return what a national holiday is called; None for any other day."""
    found = jpholiday.is_holiday_name(day)
    if not found:
        return None
    name, _, substitute = found.partition(" ")
    if language == "en":
        name = _ENGLISH.get(name, _ENGLISH["国民の休日"])
    return say("hours.substitute", language, holiday=name) if substitute else name


_ENGLISH: dict[str, str] = tomllib.loads(
    files(__package__).joinpath("holidays.toml").read_text(encoding="utf-8")
)
