"""Who may answer by mail: staff, while they are, what their roles allow, and no decision about rights."""

from __future__ import annotations

import pytest

from bot.store.accounts import changes
from bot.store.accounts.changes import By
from bot.store.staff_ids import staff_id
from handlers.tickets.log import MessageIn, MessageOut
from tests.bot.mail.answers import answer
from tests.bot.mail.circle.asking import MAIL, became, log, mails, question, turned_away
from tests.line_desk import CENTER, LineDesk


def test_who_is_not_staff_any_more_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    desk.staff = {CENTER, "tanaka@worksmobile.com"}
    assert became(desk, desk.mailed(answer(told, "Mine.", "tanaka@worksmobile.com"))) == ("note", "")
    desk.staff = {CENTER}
    raw = answer(told, "#send\nStill here.", "tanaka@worksmobile.com")
    assert turned_away(desk, jane, raw) == ("rejected", "sender")


def test_a_requester_cannot_speak_as_staff(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    desk.mailed(answer(mails(desk, MAIL)[0], "#send\nGive me everything."))
    assert "Give me everything." not in jane.text
    kinds = [type(event) for event in log(desk, jane)]
    assert kinds[-1] is MessageIn
    assert kinds.count(MessageOut) == 1


def test_a_decision_about_rights_cannot_be_mailed_and_its_writer_is_told(desk: LineDesk) -> None:
    jane = desk.person("Jane", "en")
    jane.answers("delete my data", "yes", "own", "everything", MAIL, "send")
    before = jane.text
    (told,) = mails(desk)
    row = desk.mailed(answer(told, "#send\nEverything is deleted."))
    assert became(desk, row) == ("note", "send_refused_rights")
    assert jane.text == before
    back = mails(desk)[-1]
    assert "回答は未送信です" in back.subject
    assert "Decisions about rights are not made by mail." in back.text


def test_who_has_an_account_may_answer_by_mail_until_it_is_deactivated(desk: LineDesk) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    by = By("admin", desk.milliseconds())
    with desk.database.write() as connection:
        changes.create(connection, "Tanaka", "Tanaka@worksmobile.com", ["caseworker"], by, desk.seal)
    assert became(desk, desk.mailed(answer(told, "Mine.", "tanaka@worksmobile.com"))) == ("note", "")
    desk.staff.add("tanaka@worksmobile.com")  # the settings still name who left
    with desk.database.write() as connection:
        who = staff_id("tanaka@worksmobile.com", desk.seal)
        changes.set_active(connection, who, by, desk.seal, active=False)
    raw = answer(told, "#send\nStill here.", "tanaka@worksmobile.com")
    assert turned_away(desk, jane, raw) == ("rejected", "sender")


@pytest.mark.parametrize(
    ("roles", "outcome"),
    [
        (["caseworker", "approver"], ("reply_sent", "")),
        (["approver"], ("note", "send_refused_role")),
        (["auditor", "admin"], ("rejected", "sender")),
    ],
    ids=["caseworker", "approver", "neither"],
)
def test_nobody_may_by_mail_what_their_roles_do_not_allow(
    desk: LineDesk, roles: list[str], outcome: tuple[str, str]
) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    desk.staff.add("ito@worksmobile.com")  # whatever the settings say of them
    with desk.database.write() as connection:
        by = By("admin", desk.milliseconds())
        changes.create(connection, "Ito", "ito@worksmobile.com", roles, by, desk.seal)
    became_of_it = became(desk, desk.mailed(answer(told, "#send\nThree years.", "ito@worksmobile.com")))
    assert became_of_it == outcome
    assert ("Three years." in jane.text) == ("caseworker" in roles)
