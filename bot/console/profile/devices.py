"""A browser's words about itself, made short: enough to know one's own devices apart."""

from __future__ import annotations

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Return browser and system, such as "Firefox, Windows"; the first word where they are unknown."""
    found = [_named(user_agent, known) for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(one for one in found if one) or user_agent.partition(" ")[0][:40] or "?"


def _named(user_agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in known if sign in user_agent), "")
