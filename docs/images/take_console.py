"""Take the pictures of the console from the running demo, by doing what docs/staff.md says, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from take import CHROMIUM, FLAGS, HERE, PORT, demo, opened

from bot.bootstrap.ready_staff import code_now
from bot.cli.dev import STAFF
from bot.dev.office.papers import paper
from handlers.wording import say
from knowledge.language import Language

HOME = f"http://127.0.0.1:{PORT}"
CONSOLE = f"{HOME}/console/"
WIDTH, HEIGHT = 1280, 860


@dataclass(frozen=True)
class Office:
    """Who does what is shown in one language, and what they write."""

    language: Language
    locale: str
    caseworker: str
    second: str
    asker: str
    question: str
    right: str
    file: str
    answer: str
    letter: str
    requester: str
    status: str


OFFICES = (
    Office(
        language="ja",
        locale="ja-JP",
        caseworker="aoki@demo.example",
        second="mori@demo.example",
        asker="長谷川 蓮",
        question="お問い合わせ",
        right="開示",
        file="開示_登録情報とログイン.pdf",
        answer="お問い合わせありがとうございます。グループから抜けたあとも、送信済みのメッセージは残ります。"
        "消したいメッセージは、抜ける前に長押しして「削除」を選んでください。",
        letter="お待たせいたしました。ご請求の情報をまとめましたので、ご確認ください。",
        requester="前田 隼人",
        status="状況",
    ),
    Office(
        language="en",
        locale="en-GB",
        caseworker="clark@demo.example",
        second="price@demo.example",
        asker="Lucas Scott",
        question="Question",
        right="Disclosure",
        file="profile-and-logins.pdf",
        answer="Thank you for your question. When a contract ends, chats can be exported for 30 days. "
        "After that they are deleted, and from our backups within another 30 days.",
        letter="Thank you for waiting. We have put together the data you asked for.",
        requester="Ruby Hall",
        status="status",
    ),
)


class Desk:
    """Somebody of the staff at their browser."""

    def __init__(self, browser: Browser, office: Office, address: str, scheme: str = "light") -> None:
        self.page: Page = context_of(browser, office, scheme).new_page()
        self.office, self._address = office, address

    def word(self, key: str) -> str:
        """Return what stands on the page, by its key below `console.`."""
        return say(f"console.{key}", self.office.language)

    def signs_in(self) -> None:
        self.page.goto(CONSOLE)
        self.page.fill("input[name=email]", self._address)
        self.page.fill("input[name=password]", STAFF.password)
        self.page.locator("main [type=submit]").first.click()
        self.page.fill("input[name=code]", code_now(STAFF.key))
        self.page.locator("main [type=submit]").first.click()
        self.page.locator(".tabs, table").first.wait_for()

    def opens(self, preset: str, *has: str) -> None:
        """Choose a list, and in it the last ticket whose line says all of this."""
        self.page.goto(CONSOLE)
        if preset:
            self.page.get_by_role("link", name=self.word(preset)).first.click()
        row = self.page.locator("tbody tr")
        for one in has:
            row = row.filter(has_text=one)
        with self.page.expect_navigation():
            row.last.locator("a").first.click()

    def does(self, act: str) -> None:
        """Press the button of an act, and wait for the page that follows."""
        self.presses(f"ticket.act.{act}.do")

    def presses(self, key: str, within: str = "main") -> None:
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=self.word(key), exact=True).first.click()
        self.page.wait_for_load_state()

    def unfolds(self, key: str) -> None:
        self.page.locator("summary", has_text=self.word(key)).first.click()

    def previews(self, within: str) -> None:
        button = self.page.locator(within).get_by_role("button", name=self.word("ticket.preview.do"))
        button.first.click()
        self.page.locator(".preview h2").wait_for()

    def takes(self, name: str, at: str = "") -> None:
        """Take a picture of the window, scrolled to where `at` is."""
        picture(self.page, f"{name}-{self.office.language}", at)


def context_of(browser: Browser, office: Office, scheme: str = "light", width: int = WIDTH) -> BrowserContext:
    """Give a browser of its own, as somebody in Japan has who reads this language."""
    return browser.new_context(
        locale=office.locale,
        timezone_id="Asia/Tokyo",
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )


def picture(page: Page, name: str, at: str = "") -> None:
    """Take a picture of the window, scrolled to where `at` is."""
    if at:
        page.locator(at).first.evaluate("one => one.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(400)  # the fonts, and what htmx still puts in
    page.screenshot(path=HERE / f"{name}.png")


def answers_a_question(desk: Desk, chat: Page) -> None:
    """Do what docs/staff.md says under "Answer a question"."""
    office, page = desk.office, desk.page
    chat.get_by_text(office.asker).first.click()
    desk.opens("inbox.preset.unassigned", desk.word(f"inbox.written.{office.language}"), office.question)
    desk.presses("ticket.act.assign.to_me")
    page.locator("#composer-text").fill(office.answer)
    page.get_by_label(desk.word("ticket.composer.answers"), exact=True).check()
    desk.previews("#composer")
    desk.takes("console-answer", "#preview-composer")
    desk.does("reply")
    chat.get_by_text(office.answer[:20]).last.wait_for()
    picture(chat, f"console-arrived-{office.language}")


def closes_a_disclosure(desk: Desk, second: Desk, chat: Page) -> None:
    """Do what docs/staff.md says under "Close a disclosure request with a second person"."""
    office, page = desk.office, desk.page
    with TemporaryDirectory() as folder:
        file = Path(folder) / office.file
        file.write_bytes(paper(office.file))
        desk.opens("inbox.preset.mine", desk.word(f"inbox.written.{office.language}"), office.right)
        page.locator("#upload").set_input_files(file)
        desk.presses("ticket.upload.do", "#files")
    desk.unfolds("ticket.act.propose.title")
    page.locator("#outcome-disclosure").select_option("granted")
    page.get_by_label(desk.word("ticket.rights.others_check")).check()
    desk.takes("console-propose", "#right-disclosure")
    desk.does("propose")
    desk.does("present")
    number = page.url.partition("#")[0].rpartition("/")[2]
    second.opens("", number)
    second.takes("console-approve", "#decision")
    second.does("approve")
    page.reload()
    desk.does("execute")
    desk.unfolds("ticket.act.answer.title")
    page.locator("#text-answer").fill(office.letter)
    page.locator("#form-answer input[type=checkbox]").first.check()
    desk.previews("#form-answer")
    desk.takes("console-hand-out", "#preview-answer")
    desk.does("answer")
    page.wait_for_timeout(3_000)  # a mail comes first; the person then looks into the chat
    fetches_the_answer(chat, office)
    page.reload()
    desk.does("deliver")
    page.get_by_text(desk.word("ticket.next.answered")).wait_for()


def fetches_the_answer(chat: Page, office: Office) -> None:
    """Do what the person does: ask how it stands, and press the button of the answer."""
    chat.get_by_text(office.requester, exact=True).first.click()
    message = chat.locator("textarea").first
    message.fill(office.status)
    message.press("Enter")
    button = chat.get_by_role("button", name=say("answer_link.button", office.language)).last
    button.click()
    chat.get_by_text(say("answer_link.open", office.language)).last.wait_for()


def main() -> None:
    """Take each picture in Japanese and English, and the inbox as a dark one, too."""
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened(browser, WIDTH, HEIGHT, "light").close()
        for office in OFFICES:
            desk, second = (Desk(browser, office, one) for one in (office.caseworker, office.second))
            desk.signs_in()
            desk.takes("console-inbox")
            desk.page.emulate_media(color_scheme="dark")
            desk.takes("console-inbox-dark")
            desk.page.emulate_media(color_scheme="light")
            second.signs_in()
            chat = context_of(browser, office).new_page()
            chat.goto(f"{HOME}/dev/")
            answers_a_question(desk, chat)
            closes_a_disclosure(desk, second, chat)
        browser.close()


if __name__ == "__main__":
    main()
