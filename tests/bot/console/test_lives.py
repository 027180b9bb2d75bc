"""A request through webhook, store, worker, console and mails: refused by two people, heard, objected to."""

from __future__ import annotations

import re

from bot.console.acting import act
from bot.console.member import Member
from handlers.casework.acted import DONE
from handlers.casework.acts import Answer, Approve, Identify, Present, Propose, StaffAct
from handlers.tickets.assurance import Method
from handlers.tickets.items import Outcome
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from tests.console_desk import ConsoleDesk, member
from tests.line_desk import LinePerson

MAIL = "jane@example.org"
AOKI, SATO = member(name="Aoki"), member("approver", name="Sato")
REFUSAL = Propose(
    right=Right.DELETION,
    outcome=Outcome.REFUSED,
    codes=("L34-1",),
    facts="The entry of 2019 is true.",
    done="We looked through all of it.",
)
KNOWN = (
    Identify(method=Method.CODE_TO_MAIL_ON_FILE, text="Same as in the contract."),
    Identify(method=Method.TWO_FACTS, text="Year and company."),
)


def does(console: ConsoleDesk, jane: LinePerson, who: Member, *acts: StaffAct) -> None:
    for one in acts:
        ticket = jane.tickets[0]
        assert act(console.desk, who, ticket.number, ticket.version, one) == DONE, one


def test_a_refusal_is_approved_by_another_heard_by_mail_and_objected_to_in_the_chat(
    console: ConsoleDesk,
) -> None:
    mails = console.line.mailbox
    assert mails is not None
    jane = console.line.person("Jane", "en")
    jane.answers("delete my data", "yes", "own", "everything", MAIL, "send")
    (code,) = re.findall(r"^\d{6}$", mails.letters(MAIL)[-1].text, re.MULTILINE)
    jane.says(code)
    does(console, jane, AOKI, *KNOWN, REFUSAL, Present())
    does(console, jane, SATO, Approve())
    does(console, jane, AOKI, Answer(text="Thank you for waiting."))
    told = mails.letters(MAIL)[-1].text
    for part in ("Thank you for waiting.", "The entry of 2019 is true.", "(L34-1)", "you can object until"):
        assert part in told
    assert [one.status for one in jane.tickets] == [Status.EXECUTING]
    does(console, jane, AOKI, Answer(text="Thank you for waiting."))  # now in the chat
    assert "is open again" in jane.presses("Object")
    assert [one.status for one in jane.tickets] == [Status.IN_REVIEW]
    assert console.line.broken() == []
