"""Figures as pictures (SVG, without scripts); what they show stands in a table beside them.

A number that is shown as from where to where is drawn at its middle, with the words at it.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
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
_LETTER = 13


@dataclass(frozen=True, slots=True)
class _Paint:
    """Colours on the surface of panels: words at 4.5:1 or more, areas at 3:1 or more."""

    surface: str
    ink: str
    line: str
    areas: tuple[str, ...]


_PAINTS: Mapping[Look, _Paint] = {
    "light": _Paint("#ffffff", "#1c2329", "#c3cbd1", ("#0a6c5e", "#b45f06", "#1d4f91", "#6b7680")),
    "dark": _Paint("#1c2125", "#e6eaed", "#4a545c", ("#6fd3c0", "#f0a95b", "#8fb6f5", "#9aa5ae")),
}


def trend(report: Report, look: Look) -> bytes:
    """Draw what came and what was answered, month by month."""
    months = [month_short(point.month) for point in report.trend]
    series = {
        words("figures.received"): [point.received for point in report.trend],
        words("figures.answered"): [point.answered for point in report.trend],
    }
    return _drawn(_chart(pygal.Bar, look, "trend", print_values=False), months, series)


def rights(report: Report, look: Look) -> bytes:
    """Draw what was decided, right by right."""
    lines = report.rights[-2::-1]  # bars are drawn from the bottom
    names = [right_name(line.right) for line in lines]
    series = {words(f"figures.result.{name}"): [line.results[name] for line in lines] for name in DECIDED}
    chart = _chart(pygal.HorizontalStackedBar, look, "rights", margin_left=8 + max(map(_lacking, names)))
    return _drawn(chart, names, series)


def messages(report: Report, look: Look) -> bytes:
    """Draw how questions were answered, month by month."""
    months = [month_short(point.month) for point in report.trend]
    series = {
        words(f"figures.message.{what.value}"): [point.messages[what] for point in report.trend]
        for what in Counted
    }
    return _drawn(_chart(pygal.StackedBar, look, "messages"), months, series)


def survey(report: Report, look: Look) -> bytes:
    """Draw how much our answers helped."""
    series = {words("figures.survey.count"): [report.scores[score] for score in SCORES]}
    return _drawn(_chart(pygal.Bar, look, "survey", show_legend=False), list(map(str, SCORES)), series)


CHARTS: Mapping[str, Callable[[Report, Look], bytes]] = {
    "trend": trend,
    "rights": rights,
    "messages": messages,
    "survey": survey,
}
WIDTH = 520
HEIGHTS: Mapping[str, int] = {"trend": 280, "rights": 380, "messages": 300, "survey": 240}


def _chart(kind: Any, look: Look, name: str, **more: Any) -> Any:
    paint = _PAINTS[look]
    style = Style(
        background=paint.surface,
        plot_background=paint.surface,
        foreground=paint.ink,
        foreground_strong=paint.ink,
        foreground_subtle=paint.ink,
        guide_stroke_color=paint.line,
        major_guide_stroke_color=paint.line,
        colors=paint.areas,
        opacity="1",
        font_family=_FONT,
        label_font_size=_LETTER,
        major_label_font_size=_LETTER,
        legend_font_size=_LETTER,
        value_font_size=12,
        # Above bars as other words, inside them as the surface.
        value_colors=[paint.ink if kind is pygal.Bar else paint.surface] * len(paint.areas),
        no_data_font_size=14,
    )
    settings = {"print_values": True, "margin_left": 8, **more}
    return kind(
        style=style,
        js=[],
        width=WIDTH,
        height=HEIGHTS[name],
        explicit_size=True,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        legend_box_size=12,
        truncate_label=-1,
        truncate_legend=-1,
        print_values_position="top" if kind is pygal.Bar else "center",
        include_x_axis=True,
        margin=8,
        value_formatter=lambda value: f"{value:,.0f}",
        no_data_text=words("figures.nothing"),
        **settings,
    )


def _drawn(chart: Any, labels: Sequence[str], series: Mapping[str, Sequence[Shown]]) -> bytes:
    chart.x_labels = list(labels)
    for name, values in series.items():
        chart.add(name, [_value(held) for held in values])
    columns = zip(*series.values(), strict=True)
    height = sum if isinstance(chart, pygal.StackedBar) else max
    chart.y_labels = _scale(max(height([held.middle for held in column]) for column in columns))
    chart.add_xml_filter(_without_scripts)
    picture: bytes = chart.render()
    return picture


def _without_scripts(picture: Any) -> Any:
    """Leave out the settings that the library writes for scripts, also where it brings none."""
    for above in list(picture.iter()):
        for script in [part for part in above if str(part.tag).endswith("script")]:
            above.remove(script)
    return picture


def _value(held: Shown) -> dict[str, Any]:
    """Return a number as pygal has it; none is drawn, and said, of what is not there."""
    return {"value": held.middle, "formatter": lambda _: number(held) if held.high else ""}


def _scale(top: float) -> list[int]:
    """Return the numbers at the lines across: whole ones, at most six."""
    steps = (base * 10**power for power in range(12) for base in (1, 2, 5))
    step = next(step for step in steps if top <= 5 * step)
    return [step * place for place in range(max(1, ceil(top / step)) + 1)]


def _lacking(label: str) -> float:
    """Return what the library leaves out of a label's width: it takes all letters for narrow ones."""
    return sum(_LETTER * 0.42 for letter in label if unicodedata.east_asian_width(letter) in "FW")
