"""A month's report as lines of a spreadsheet: part, what it is about, what is counted, and the number."""

from __future__ import annotations

from collections.abc import Iterator

from bot.console.figures.month_report import RESULTS, Line, Report
from bot.console.figures.telling import month_name, month_short, number, right_name
from bot.console.language import language, words
from handlers.counting import Counted
from handlers.tickets.kinds import Kind

Cells = tuple[object, ...]


def lines(report: Report) -> Iterator[Cells]:
    """Give the lines of a report, the headings first."""
    yield tuple(words(f"figures.sheet.{name}") for name in ("part", "about", "counted", "number"))
    yield words("figures.report.title"), month_name(report.month), words("figures.sheet.zone"), ""
    for part, found in (
        ("kinds", _kinds(report)),
        ("rights", _rights(report)),
        ("messages", _messages(report)),
        ("survey", _survey(report)),
        ("trend", _trend(report)),
    ):
        for cells in found:
            yield (words(f"figures.{part}.title"), *cells)


def _kinds(report: Report) -> Iterator[Cells]:
    for line in report.kinds:
        about = words(f"figures.kind.{line.kind.value}")
        yield about, words("figures.received"), number(line.received)
        yield about, words("figures.answered"), number(line.answered)
        yield about, words("figures.sheet.first"), _days(line.first)
        yield about, words("figures.sheet.median"), _days(line.median)
    yield words("figures.all"), words("figures.received"), number(report.own.received)
    yield words("figures.all"), words("figures.answered"), number(report.own.answered)


def _rights(report: Report) -> Iterator[Cells]:
    for line in report.rights:
        yield from _right(line)


def _right(line: Line) -> Iterator[Cells]:
    about = right_name(line.right)
    yield about, words("figures.received"), number(line.received)
    for name in RESULTS:
        yield about, words(f"figures.result.{name}"), number(line.results[name])
    yield about, words("figures.complied"), number(line.complied)
    yield about, words("figures.sheet.median"), _days(line.median)


def _messages(report: Report) -> Iterator[Cells]:
    for what in Counted:
        for to, held in report.messages[what].items():
            yield words(f"figures.written.{to}"), words(f"figures.message.{what.value}"), number(held)
    (passed,) = (line.received for line in report.kinds if line.kind is Kind.QUESTION)
    yield words("figures.all"), words("figures.message.passed_on"), number(passed)


def _survey(report: Report) -> Iterator[Cells]:
    for score, held in report.scores.items():
        yield words(f"figures.score.s{score}"), words("figures.survey.count"), number(held)


def _trend(report: Report) -> Iterator[Cells]:
    for point in report.trend:
        about = f"{point.month}" if language() == "ja" else f"{month_short(point.month)} ({point.month})"
        yield about, words("figures.received"), number(point.received)
        yield about, words("figures.answered"), number(point.answered)


def _days(count: int | None) -> object:
    return words("figures.too_few") if count is None else count
