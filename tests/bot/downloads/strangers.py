"""What somebody tries who has no code: a wrong one, another ticket's link, a cookie from elsewhere."""

from __future__ import annotations

from tests.bot.downloads.house import House, Visitor

OTHER = "PR-2026-000123"


def wrong(house: House) -> str:
    return f"{(int(house.letters.code) + 1) % 1_000_000:06}"


def moved_cookie(visitor: Visitor, to: Visitor, change: str = "") -> None:
    kept = visitor.client.get_cookie("madoguchi_copy", "desk.example", f"/d/{visitor.token}")
    assert kept is not None
    to.client.set_cookie("madoguchi_copy", kept.value + change, domain="desk.example", path=f"/d/{to.token}")
