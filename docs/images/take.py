"""Take the pictures of the README from the running demo: `make screenshots`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bot.settings import environment

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = environment(CHROMIUM="/usr/bin/chromium")["CHROMIUM"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PORT = "8765"
PAGE = f"http://127.0.0.1:{PORT}/dev/"
QUESTION = "位置情報は取られますか"
ANSWERED = "一部のサービスでは"


@contextmanager
def demo() -> Iterator[None]:
    """Run the demo in a folder of its own, so that nothing of an earlier chat is seen."""
    with tempfile.TemporaryDirectory() as home:
        settings = {**environment(), "PORT": PORT, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "bot", "dev"]
        process = subprocess.Popen(command, env=settings, cwd=home, stdout=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def opened(browser: Browser, width: int, height: int, scheme: str) -> Page:
    """Open the chat page as soon as the demo answers."""
    context = browser.new_context(
        locale="ja-JP",
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2,
    )
    page = context.new_page()
    for _ in range(900):  # the office of the demo moves in first
        try:
            page.goto(PAGE)
        except Exception:  # noqa: BLE001  # not listening yet
            page.wait_for_timeout(200)
        else:
            return page
    raise SystemExit("the demo did not start")


def main() -> None:
    """Ask one question and take the chat wide and light, and as a dark phone."""
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = opened(browser, 1180, 900, "light")
        page.get_by_text("友だち追加ありがとうございます").first.wait_for()
        message = page.locator("textarea").first
        message.fill(QUESTION)
        message.press("Enter")
        page.get_by_text(ANSWERED).last.wait_for()
        page.wait_for_timeout(500)
        page.screenshot(path=HERE / "chat.png")
        phone = opened(browser, 390, 844, "dark")
        phone.get_by_text("花子").first.click()
        phone.get_by_text(ANSWERED).last.wait_for()
        phone.wait_for_timeout(500)
        phone.screenshot(path=HERE / "chat-phone.png")
        browser.close()


if __name__ == "__main__":
    main()
