"""People who asked for something in the chat, and the hand movements by which staff work their tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from bot.console.app import PREFIX
from bot.console.member import Member
from bot.files.scanner import scanner
from bot.files.uploads import examined
from handlers.tickets.ticket import Ticket
from knowledge.language import Language
from tests.bot.store.opened import opened
from tests.builders import corpus, finding
from tests.console_desk import ConsoleDesk, member
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk, LinePerson

AOKI, MORI, ITO = member(name="Aoki"), member("approver", name="Mori"), member("auditor", name="Ito")
KATO = member(name="Kato", language="ja")
_people = count(1)


class Office:
    """A console whose forms are sent with the version that was seen, as the page sends them."""

    def __init__(self, console: ConsoleDesk) -> None:
        self.console = console
        self.line = console.line
        self.mails: dict[str, str] = {}

    def asks(self, question: str = "How long do you keep logs?", language: Language = "en") -> LinePerson:
        """Let somebody pass a question on to the staff."""
        person = self.line.person(f"Hana{next(_people)}", language)
        if language == "en":
            return self._did(
                person, "I want to talk to a person", "Write from here", question, "here", "send"
            )
        steps = ("担当者と話したい", "ここから問い合わせる", question, "このトークで", "送信する")
        return self._did(person, *steps)

    def wants_a_copy(self, *, confirms: bool = True) -> LinePerson:
        """Let somebody ask for a copy of their data and confirm the address they name, or not yet."""
        number = next(_people)
        person, mail = self.line.person(f"Jane{number}", "en"), f"jane{number}@example.org"
        scope = ("my inquiries", "since April 2025", "Electronically")
        self._did(person, "send me a copy of my personal data", "yes", "1", *scope, mail, "send")
        self.mails[person.id] = mail
        if not confirms:
            return person
        assert self.line.mailbox is not None
        (code,) = re.findall(r"^\d{6}$", self.line.mailbox.letters(mail)[-1].text, re.MULTILINE)
        person.says(code)
        return person

    def wants_deletion(self, language: Language = "en") -> LinePerson:
        """Let somebody ask for deletion who is reached in the chat alone."""
        person = self.line.person(f"Ken{next(_people)}", language)
        wish, yes = {"en": ("delete my data", "yes"), "ja": ("私のデータを削除してください", "はい")}[
            language
        ]
        return self._did(person, wish, yes, "own", "everything", "later", "send")

    def mails_to(self, person: LinePerson) -> str:
        """Return what the person reads in the last mail."""
        assert self.line.mailbox is not None
        return self.line.mailbox.letters(self.mails[person.id])[-1].text

    def does(self, who: Member, person: LinePerson, name: str, status: int = 303, **fields: Any) -> str:
        """Send a form of the page of this person's newest ticket, as somebody who sees it as it stands."""
        self.console.signs_in(who)
        ticket = person.tickets[0]
        fields = {"version": ticket.version, **fields}
        protected = self.console.console.config["WTF_CSRF_ENABLED"]
        self.console.console.config["WTF_CSRF_ENABLED"] = False  # a browser may look at the same time
        response = self.console.client.post(f"{PREFIX}/tickets/{ticket.number}/do/{name}", data=fields)
        self.console.console.config["WTF_CSRF_ENABLED"] = protected
        assert response.status_code == status, alerts(response.text) or response.status_code
        return response.headers.get("Location") or response.text

    def page(self, who: Member, person: LinePerson, more: str = "") -> str:
        self.console.signs_in(who)
        return self.console.page(f"/tickets/{person.tickets[0].number}{more}")

    def uploads(self, who: Member, person: LinePerson, content: bytes, name: str, status: int = 303) -> str:
        """Send a file by the form of the page."""
        self.console.signs_in(who)
        ticket = person.tickets[0]
        boundary, body = encode_multipart(
            {"version": str(ticket.version), "file": FileStorage(BytesIO(content), name)}
        )
        response = self.console.client.post(
            f"{PREFIX}/tickets/{ticket.number}/files",
            data=body,
            content_type=f"multipart/form-data; boundary={boundary}",
        )
        assert response.status_code == status, alerts(response.text) or response.status_code
        return response.text

    def identified(self, person: LinePerson) -> None:
        """Note that the requester is who they say: by the address they confirmed, else by a document."""
        if ticket_of(person).confirmed:
            self.does(
                AOKI, person, "identify", method="code_to_mail_on_file", text="The address of the contract."
            )
        else:
            self.does(AOKI, person, "identify", method="document", text="The name differs.", doubt="yes")

    def _did(self, person: LinePerson, *answers: str) -> LinePerson:
        person.answers(*answers)
        assert person.tickets, person.text
        return person


def alerts(page: str) -> list[str]:
    """Return what a page says is wrong."""
    found = re.findall(r'role="alert">(.*?)</div>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def ticket_of(person: LinePerson) -> Ticket:
    return person.tickets[0]


@contextmanager
def office_at(folder: Path) -> Iterator[Office]:
    """Give an office whose store is a file in this folder, and in which files are looked at."""
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    examine = partial(examined, scan=scanner(None))
    with (
        opened(f"sqlite:///{folder}/office.db") as database,
        LineDesk(database, lambda: finder, mails=True) as line,
    ):
        yield Office(ConsoleDesk(line, lambda: finder, more={"examine": examine}))
