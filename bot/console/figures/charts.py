"""Figures as pictures (SVG, without scripts); what they show stands in a table beside them.

A number that is shown as from where to where is drawn at its middle, with the words at it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pygal
from pygal.style import Style

from bot.console.figures.month_report import DECIDED, SCORES, Report
from bot.console.figures.small_numbers import Shown
from bot.console.figures.telling import month_short, number, right_name
from bot.console.language import words
from handlers.counting import Counted

# The library puts a finder of plugins among Python's that Python warns of, at every import from then on.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

Look = Literal["light", "dark"]
_FONT = 'system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif'


@dataclass(frozen=True, slots=True)
class _Paint:
    """Colours on the surface of panels: words at 4.5:1 or more, areas at 3:1 or more."""

    surface: str
    ink: str
    line: str
    areas: tuple[str, ...]


_PAINTS: Mapping[Look, _Paint] = {
    "light": _Paint("#ffffff", "#1c2329", "#8a949d", ("#0a6c5e", "#b45f06", "#1d4f91", "#6b7680")),
    "dark": _Paint("#1c2125", "#e6eaed", "#7b8790", ("#6fd3c0", "#f0a95b", "#8fb6f5", "#9aa5ae")),
}


def trend(report: Report, look: Look) -> bytes:
    """Draw what came and what was answered, month by month."""
    chart = _chart(pygal.Bar, look, HEIGHTS["trend"])
    chart.x_labels = [month_short(point.month) for point in report.trend]
    chart.add(words("figures.received"), [_value(point.received) for point in report.trend])
    chart.add(words("figures.answered"), [_value(point.answered) for point in report.trend])
    return _drawn(chart)


def rights(report: Report, look: Look) -> bytes:
    """Draw what was decided, right by right."""
    chart = _chart(pygal.HorizontalStackedBar, look, HEIGHTS["rights"])
    lines = report.rights[-2::-1]  # bars are drawn from the bottom
    chart.x_labels = [right_name(line.right) for line in lines]
    for name in DECIDED:
        chart.add(words(f"figures.result.{name}"), [_value(line.results[name]) for line in lines])
    return _drawn(chart)


def messages(report: Report, look: Look) -> bytes:
    """Draw how questions were answered, month by month."""
    chart = _chart(pygal.StackedBar, look, HEIGHTS["messages"])
    chart.x_labels = [month_short(point.month) for point in report.trend]
    for what in Counted:
        values = [_value(point.messages[what]) for point in report.trend]
        chart.add(words(f"figures.message.{what.value}"), values)
    return _drawn(chart)


def survey(report: Report, look: Look) -> bytes:
    """Draw how much our answers helped."""
    chart = _chart(pygal.Bar, look, HEIGHTS["survey"])
    chart.show_legend = False
    chart.x_labels = [words(f"figures.score.s{score}") for score in SCORES]
    chart.add(words("figures.survey.count"), [_value(report.scores[score]) for score in SCORES])
    return _drawn(chart)


CHARTS: Mapping[str, Callable[[Report, Look], bytes]] = {
    "trend": trend,
    "rights": rights,
    "messages": messages,
    "survey": survey,
}
WIDTH = 520
HEIGHTS: Mapping[str, int] = {"trend": 280, "rights": 380, "messages": 300, "survey": 240}


def _value(held: Shown) -> dict[str, Any] | None:
    """Return a number as pygal has it; nothing is drawn, and said, of none."""
    if held.high == 0:
        return None
    return {"value": held.middle, "formatter": lambda _: number(held)}


def _chart(kind: Any, look: Look, height: int) -> Any:
    paint = _PAINTS[look]
    style = Style(
        background=paint.surface,
        plot_background=paint.surface,
        foreground=paint.ink,
        foreground_strong=paint.ink,
        foreground_subtle=paint.line,
        colors=paint.areas,
        opacity="1",
        font_family=_FONT,
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
        value_font_size=12,
        value_colors=_on(paint, kind),
        no_data_font_size=14,
    )
    return kind(
        style=style,
        js=[],
        width=WIDTH,
        height=height,
        explicit_size=True,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        legend_box_size=12,
        truncate_label=-1,
        truncate_legend=-1,
        print_values=True,
        print_values_position="top" if kind is pygal.Bar else "center",
        include_x_axis=True,
        max_scale=5,
        min_scale=2,
        margin=8,
        spacing=8,
        show_minor_x_labels=True,
        value_formatter=lambda value: f"{value:,.0f}",
        no_data_text=words("figures.nothing"),
    )


def _on(paint: _Paint, kind: Any) -> Sequence[str]:
    """Return the colours of numbers: above bars as other words, inside them as the surface."""
    return [paint.ink if kind is pygal.Bar else paint.surface] * len(paint.areas)


def _drawn(chart: Any) -> bytes:
    picture: bytes = chart.render()
    return picture
