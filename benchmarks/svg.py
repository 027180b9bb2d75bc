"""Line charts as SVG: legible in light and dark, described for screen readers, with no fonts from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

Point = tuple[float, float]

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 696, 56, 344
_STYLE = """\
  svg { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .page { fill: #fff; stroke: #d1d9e0 }
  .grid { stroke: #d1d9e0 }
  .line { fill: none; stroke-width: 3; stroke-linejoin: round }
  .mark { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 5 4 }
  .title { font-size: 16px; font-weight: 600 }
  .of0 { stroke: #0b6bcb } .name0 { fill: #0b6bcb }
  .of1 { stroke: #c2410c } .name1 { fill: #c2410c }
  @media (prefers-color-scheme: dark) {
    svg { fill: #e6edf3 }
    .page { fill: #0d1117; stroke: #3d444d }
    .grid { stroke: #3d444d }
    .mark { stroke: #e6edf3 }
    .of0 { stroke: #6cb6ff } .name0 { fill: #6cb6ff }
    .of1 { stroke: #ff9b5e } .name1 { fill: #ff9b5e }
  }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A named line, of two at most; its points go from left to right, shares from 0 to 1."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Chart:
    """Shares (0 to 1, upwards) over a figure from `first` to `last`; `mark` is a point on the axis.

    `described` says in a sentence or two what is to be seen.
    """

    title: str
    described: str
    across: str
    upwards: str
    first: float
    last: float
    mark: tuple[str, float]
    lines: Sequence[Line]

    def __str__(self) -> str:
        parts = [*self._frame(), *self._grid(), *self._marked(), *self._drawn(), "</svg>"]
        return "\n".join(parts) + "\n"

    def _frame(self) -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
            'aria-labelledby="title desc">'
        )
        yield f'<title id="title">{escape(self.title)}</title>'
        yield f'<desc id="desc">{escape(self.described)}</desc>'
        yield f"<style>\n{_STYLE}</style>"
        yield f'<rect class="page" x=".5" y=".5" width="{_WIDTH - 1}" height="{_HEIGHT - 1}" rx="6"/>'
        yield _text(_LEFT, 30, self.title, kind="title", anchor="start")
        yield _text((_LEFT + _RIGHT) / 2, _BOTTOM + 42, self.across)
        middle = (_TOP + _BOTTOM) / 2
        turned = f' transform="rotate(-90 18 {middle:g})"'
        yield _text(18, middle, self.upwards, more=turned)

    def _grid(self) -> Iterator[str]:
        for tenth in range(0, 11, 2):
            _, up = self._place((self.first, tenth / 10))
            yield f'<path class="grid" d="M{_LEFT} {up:.1f}H{_RIGHT}"/>'
            yield _text(_LEFT - 8, up + 5, f"{tenth * 10} %", anchor="end")
        for tenth in range(round(self.first * 10), round(self.last * 10) + 1):
            along, _ = self._place((tenth / 10, 0))
            yield _text(along, _BOTTOM + 20, f"{tenth / 10:.1f}")

    def _marked(self) -> Iterator[str]:
        name, value = self.mark
        along, _ = self._place((value, 0))
        yield f'<path class="mark" d="M{along:.1f} {_TOP}V{_BOTTOM}"/>'
        yield _text(along + 8, _TOP + 18, name, anchor="start")

    def _drawn(self) -> Iterator[str]:
        for number, line in enumerate(self.lines):
            placed = " ".join(f"{along:.1f},{up:.1f}" for along, up in map(self._place, line.points))
            yield f'<polyline class="line of{number}" points="{placed}"/>'
            along, up = self._place(line.points[0])
            beside = up - 14 if up > _TOP + 36 else up + 46
            yield _text(along + 10, beside, line.name, kind=f"name{number}", anchor="start")

    def _place(self, point: Point) -> Point:
        along = (point[0] - self.first) / (self.last - self.first)
        return _LEFT + along * (_RIGHT - _LEFT), _BOTTOM - point[1] * (_BOTTOM - _TOP)


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "middle", more: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'
