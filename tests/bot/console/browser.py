"""The console in a real Chromium, for every test that needs one.

What a page must not do while it is shown fails the test that showed it: a message in the browser's console (a
breach of the content security policy is one), an error of a script, a request that fails. `browsing` is a
fixture of this folder; `accessible` and `fits` are asked of a page when it stands still.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request

from bot.console.app import PREFIX
from bot.dev.serving import LocalServer
from tests.bot.dev.page_browser import PATIENCE_MS, PHONE, WIDE, Noise, sideways
from tests.console_desk import ConsoleDesk

Scheme = Literal["light", "dark"]
_AXE = Axe()
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Browsing:
    """Opens pages of a console that is served; `allow` takes messages that a test provokes."""

    browser: Browser
    url: str
    _contexts: list[BrowserContext] = field(default_factory=list)
    _noises: list[Noise] = field(default_factory=list)
    _allowed: list[str] = field(default_factory=list)

    def page(self, scheme: Scheme = "light", *, phone: bool = False, path: str | None = None) -> Page:
        """Give a page in a browser of its own, at this path of the console where one is named."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport=PHONE if phone else WIDE,
            color_scheme=scheme,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        page = context.new_page()
        self._noises.append(_PageNoise(page))
        if path is not None:
            page.goto(self.at(path))
        return page

    def at(self, path: str) -> str:
        """Return the address of a path below the console's prefix."""
        return f"{self.url}{PREFIX}{path}"

    def allow(self, part: str) -> None:
        """Let messages pass that have this part, such as `status of 403`."""
        self._allowed.append(part)

    def heard(self) -> list[str]:
        """Return what pages complained about so far, and forget it."""
        lines = [line for noise in self._noises for line in noise.heard]
        for noise in self._noises:
            noise.heard.clear()
        return [line for line in lines if not any(part in line for part in self._allowed)]

    def close(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()


class _PageNoise(Noise):
    def _failed(self, request: Request) -> None:
        # To leave a page ends what it was loading, and a download is no page.
        if request.failure != "net::ERR_ABORTED":
            super()._failed(request)


@contextmanager
def browsing_of(browser: Browser, console: ConsoleDesk) -> Iterator[Browsing]:
    """Serve a console, forms protected as in earnest; fails where a page complained."""
    console.console.config["WTF_CSRF_ENABLED"] = True
    with LocalServer(console.app) as server:
        found = Browsing(browser, server.url)
        try:
            yield found
            assert found.heard() == []
        finally:
            found.close()


def accessible(page: Page) -> list[str]:
    """Return what axe finds in the page as it stands, WCAG 2.2 AA and good practice; nothing is right."""
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _RULES}}
    found = _AXE.run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for one in found
        for node in one["nodes"][:5]
    ]


def fits(page: Page) -> bool:
    """Tell whether nothing makes the page wider than its window."""
    return sideways(page) == 0
