"""A chart is well-formed, described, and draws its points where they belong."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from benchmarks.svg import Chart, Line

SVG = "{http://www.w3.org/2000/svg}"
CHART = Chart(
    title="Answers & thresholds",
    described="Less is answered, and less of it is <wrong>.",
    across="confidence",
    upwards="share",
    first=0.5,
    last=1.0,
    mark=("chosen: 0.75", 0.75),
    lines=(Line("right", [(0.5, 1.0), (1.0, 0.0)]),),
)


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(str(chart))  # noqa: S314 - our own text


def test_a_chart_says_in_words_what_it_shows() -> None:
    picture = drawn(CHART)

    assert picture.findtext(f"{SVG}title") == "Answers & thresholds"
    assert picture.findtext(f"{SVG}desc") == "Less is answered, and less of it is <wrong>."
    assert picture.get("aria-labelledby") == "title desc"
    assert {"confidence", "share", "right", "chosen: 0.75"} <= {
        text.text for text in picture.iter(f"{SVG}text")
    }


def test_a_line_runs_from_corner_to_corner() -> None:
    line = drawn(CHART).find(f"{SVG}polyline")

    assert line is not None
    assert line.get("points") == "64.0,56.0 696.0,344.0"


def test_the_mark_stands_at_its_figure() -> None:
    marks = [path.get("d") for path in drawn(CHART).iter(f"{SVG}path") if path.get("class") == "mark"]

    assert marks == ["M380.0 56V344"]


def test_nothing_is_fetched_from_outside() -> None:
    text = str(replace(CHART, title="plain")).replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert "http" not in text
    assert "@import" not in text
    assert "prefers-color-scheme: dark" in text
