"""A real Chromium for the tests of the chat page, and what it must not do while it shows the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000
"""How long a page may take on a busy machine; what goes well never waits so long."""
WIDE, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)

# The contrast of every visible text with what is painted behind it; a canvas turns any CSS colour into RGB.
FAINT_TEXTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = rgba(getComputedStyle(each).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const linear = (share) => (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  const light = (color) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => sum + weight * linear(color[at] / 255), 0);
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility({ visibilityProperty: true })) continue;
    const pair = [rgba(getComputedStyle(element).color), behind(element)].map(light);
    const contrast = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (contrast < 4.5) faint.push(`${element.textContent.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
  }
  return faint;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser, or skip with what is missing."""
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is not installed at {CHROMIUM} (apt-get install chromium)")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Noise:
    """What a page complained about: console messages, errors, failed requests."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        self.heard.append(f"{message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        # Opening another chat, or leaving the page, ends waiting for news.
        if not (request.failure == "net::ERR_ABORTED" and "/dev/api/chats" in request.url):
            self.heard.append(f"failed: {request.url} {request.failure}")


def window(
    browser: Browser,
    address: str,
    viewport: ViewportSize = WIDE,
    scheme: Literal["light", "dark"] = "light",
    locale: str = "ja-JP",
) -> Iterator[Page]:
    """Give a page of the demo in a browser of its own; it must not have complained about anything."""
    context = browser.new_context(
        viewport=viewport,
        color_scheme=scheme,
        locale=locale,
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
    )
    page = context.new_page()
    noise = Noise(page)
    page.goto(address)
    yield page
    context.close()
    assert noise.heard == [], noise.heard


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
