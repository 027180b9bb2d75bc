"""The list of the inbox: what is urgent comes first, filters narrow it, nothing personal is in it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level
from handlers.tickets.items import Outcome
from handlers.tickets.log import Channel
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.bot.console.inbox.office import ADDRESS, ANA, BEN, LEAK, MOVED, OVER, add
from tests.bot.console.statements import counted
from tests.bot.store.lodged import life_of, person
from tests.builders import NOW
from tests.console_desk import ConsoleDesk, member


def shown(page: str) -> list[str]:
    return re.findall(r'id="open-(PR-[^"]+)"', page)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [LEAK, MOVED, ADDRESS]),
        ("?tab=waiting", []),
        ("?tab=done", [OVER]),
        ("?tab=all", [LEAK, MOVED, ADDRESS, OVER]),
        ("?kind=incident", [LEAK]),
        ("?right=deletion", [MOVED]),
        ("?status=withdrawn&tab=all", [OVER]),
        ("?written=en", []),
        ("?who=me", []),
        ("?who=-", [LEAK, MOVED, ADDRESS]),
        ("?due=overdue&tab=all", [MOVED]),
        ("?unread=yes", [LEAK, MOVED, ADDRESS]),
        ("?tag=nosuchtag", []),
        ("?kind=' OR 1=1--&tab=nonsense&after=x.y.z", [LEAK, MOVED, ADDRESS]),
        ("?after=1.99999999999999999999999.x", [LEAK, MOVED, ADDRESS]),
    ],
)
def test_a_list_has_what_was_asked_for(reading: ConsoleDesk, query: str, numbers: list[str]) -> None:
    assert shown(reading.page(f"/{query}")) == numbers


def test_each_line_says_how_the_ticket_stands(reading: ConsoleDesk) -> None:
    page = reading.page("/")
    assert "Legal: 1 day overdue" in page
    assert "Target: 10 days left" in page
    assert "AAAA-AAAA" in page
    assert ANA not in page
    assert "At once" in page


def test_the_line_of_an_incident_says_its_kind_as_every_line_does(reading: ConsoleDesk) -> None:
    abouts = re.findall(r'inbox-about"><span>([^<]+)</span>', reading.page("/?tab=all"))
    assert abouts == ["incident", "deletion", "correction", "disclosure"]


def test_what_narrows_a_list_is_said_in_a_line_and_the_form_stays_closed(reading: ConsoleDesk) -> None:
    plain = reading.page("/")
    narrowed = reading.page("/?tab=all&due=overdue&right=deletion&unread=yes")
    said = "Filtered by Right: deletion, Due: overdue, New only"
    assert "Filtered by" not in plain
    assert said in narrowed
    assert 'href="/console/?tab=all">Clear</a>' in narrowed
    assert re.findall(r'<details class="inbox-filters[^>]*>', narrowed) == [
        '<details class="inbox-filters panel">'
    ]


@pytest.mark.parametrize(("role", "has_it"), [("approver", True), ("caseworker", False), ("auditor", False)])
def test_who_may_approve_has_a_list_of_what_waits_for_approval(
    reading: ConsoleDesk, role: str, *, has_it: bool
) -> None:
    reading.signs_in(member(role))
    page = reading.page("/")
    assert ('id="preset-approve" href="/console/?status=decision_pending"' in page) is has_it


def test_the_list_speaks_japanese(reading: ConsoleDesk) -> None:
    reading.signs_in(member(language="ja"))
    page = reading.page("/")
    assert "法定期限を1日超過" in page
    assert "要対応" in page
    assert "担当なし" in page


def test_what_was_answered_and_is_open_again_stands_out(office: ConsoleDesk) -> None:
    life = life_of(BEN, number="PR-2026-0000A5", start=NOW).identified(Level.KNOWN_FACTS)
    life.move(Move.TAKE_UP, by=SYSTEM).propose(Outcome.GRANTED).move(Move.DECIDE).carry_out()
    life.delivered(Channel.MAIL).move(Move.DELIVER)
    add(office, life)
    assert "Opened again" not in office.page("/?tab=all")
    again = life_of(BEN, number="PR-2026-0000A6", start=NOW)
    again.events[1:] = life.events[1:-1]
    add(office, again.move(Move.REOPEN, by=person(BEN)))
    page = office.page("/?tab=all")
    assert page.count("Opened again") == 1
    assert "Opened again" in page.split('id="open-PR-2026-0000A6"')[1].split("</th>")[0]
    office.signs_in(member(language="ja"))
    assert office.page("/?tab=all").count("回答後に再開") == 1


def test_nothing_that_people_wrote_is_in_the_list(reading: ConsoleDesk) -> None:
    page = reading.page("/?tab=all")
    assert "東京" not in page
    assert "hana" not in page


def test_tabs_and_lists_for_everybody_tell_how_many_there_are(reading: ConsoleDesk) -> None:
    page = " ".join(reading.page("/").split())
    assert 'To do <span class="count">3</span>' in page
    assert 'Done <span class="count">1</span>' in page
    assert 'Overdue <span class="count">1</span>' in page
    assert 'Incidents <span class="count">1</span>' in page


def test_a_list_that_did_not_change_is_not_sent_again(office: ConsoleDesk) -> None:
    (seen,) = re.findall(r"seen=(\w+)", office.page("/"))
    fragment = {"HX-Request": "true", "HX-Target": "list"}
    assert office.client.get(f"/console/?seen={seen}", headers=fragment).status_code == 204
    add(office, life_of(ANA, number="PR-2026-0000A9", start=NOW))
    refreshed = office.client.get(f"/console/?seen={seen}", headers=fragment)
    assert shown(refreshed.text)[-1] == "PR-2026-0000A9"
    assert "<html" not in refreshed.text


def test_pages_go_on_where_the_last_one_ended_and_cost_the_same(office: ConsoleDesk) -> None:
    with counted(office.desk.database) as few:
        office.page("/?tab=all")
    for place in range(60):
        start = NOW - timedelta(minutes=place)
        add(office, life_of(f"{place:032x}", Right.DISCLOSURE, number=f"PR-2026-1000{place:02}", start=start))
    with counted(office.desk.database) as many:
        first = office.page("/?tab=all")
    (after,) = re.findall(r'rel="next" href="[^"]*after=([^"&]+)', first)
    second = office.page(f"/?tab=all&after={after}")
    assert len(shown(first)) == 50
    assert len(set(shown(first) + shown(second))) == 64
    assert len(few) == len(many) <= 8


@pytest.mark.parametrize(
    ("role", "status"), [("auditor", 200), ("approver", 200), ("admin", 302), ("editor", 302)]
)
def test_who_may_see_tickets_sees_the_list(reading: ConsoleDesk, role: str, status: int) -> None:
    reading.signs_in(member(role))
    reading.page("/", status=status)


def test_who_may_not_work_tickets_cannot_pick_any(reading: ConsoleDesk) -> None:
    reading.signs_in(member("auditor"))
    assert 'name="ticket"' not in reading.page("/")
    reading.sends("/assign", status=403, ticket=f"{ADDRESS}:1", to="me")
