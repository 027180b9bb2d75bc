"""Whatever a person presses and writes, in any order: an answer, never an error, one ticket for a form."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.intake.records import form_of, record_of
from handlers.intake.steps import current, steps
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from knowledge.language import LANGUAGES, Language
from tests.builders import pressed
from tests.desk import Desk

SAID = st.sampled_from(
    (
        "delete my data",
        "私のデータを開示してください",
        "please correct my address",
        "yes",
        "はい",
        "no",
        "いいえ",
        "back",
        "戻る",
        "やめる",
        "1",
        "2",
        "6",
        "everything",
        "jane@example.org",
        "4111 1111 1111 1111",
        "how long does it take?",
        "my mother",
        "status",
        "withdraw my request",
        "PR-2026-000001",
        "thanks",
        "死にたい",
        "",
        " ",
        "?",
        "x" * 501,
        "@everything",
        "send",
    )
)
PRESSED = st.integers(0, 3) | st.integers(0, 12)  # of the buttons that are shown, the first ones more often
AGAIN = st.integers(0, 40)  # of all that were ever shown
DONE = st.one_of(
    st.tuples(st.just("says"), SAID),
    st.tuples(st.just("writes"), st.text(max_size=30)),
    st.tuples(st.just("presses"), PRESSED),
    st.tuples(st.just("goes on"), st.integers(1, 8)),
    st.tuples(st.just("goes on"), st.integers(1, 8)),
    st.tuples(st.just("presses again"), AGAIN),
    st.tuples(st.just("forges"), st.text(max_size=40)),
    st.tuples(st.just("waits"), st.sampled_from((1, 23, 24, 24 * 31))),
)


class Walk:
    """A desk, and every button that was shown at it."""

    def __init__(self, language: Language) -> None:
        self.desk = Desk(language)
        self.shown: list[tuple[str, str]] = []
        self.forms: set[str] = set()

    def does(self, act: str, value: str | int) -> None:
        before = len(self.desk.changes)
        match act, value:
            case ("waits", int()):
                self.desk.now += timedelta(hours=value)
                return
            case ("says" | "writes", str()):
                self.desk.says(value)
            case ("forges", str()):
                self.desk.meets(pressed("form", value))
            case ("presses", int()) if shown := self.desk.buttons():
                button = shown[value % len(shown)]
                self.desk.meets(pressed(button.command, button.argument))
            case ("presses again", int()) if self.shown:
                self.desk.meets(pressed(*self.shown[value % len(self.shown)]))
            case ("goes on", int()):
                for _ in range(value):
                    self.go_on()
                return
            case _:
                return
        assert self.desk.text.strip()
        forgets = self.desk.decision.forgets
        assert len(self.desk.changes) <= before + max(1, len(forgets.withdrawn) if forgets else 0)
        self.note()

    def go_on(self) -> None:
        """Press the first button, as somebody in a hurry does; write where it is the way out."""
        shown = self.desk.buttons()
        leads_on = shown and shown[0].argument.rpartition(":")[2] not in {"back", "cancel"}
        self.does(*(("presses", 0) if leads_on else ("says", "delete my data")))

    def note(self) -> None:
        self.shown += [(button.command, button.argument) for button in self.desk.buttons()]
        form = self.desk.conversation.form
        if form is not None:
            self.forms.add(form.id)
            assert form_of(record_of(form)) == form
            assert current(form).name in {"resume", "add", "change", *(step.name for step in steps(form))}


def first_text(ticket: Ticket) -> KeptText | None:
    """Return the text that has the id of the form a ticket was."""
    return ticket.items[0].scope if ticket.items else ticket.request


@given(language=st.sampled_from(LANGUAGES), acts=st.lists(DONE, max_size=40))
@settings(max_examples=150, deadline=None)
def test_every_walk_ends_in_an_answer_and_no_form_in_two_tickets(
    language: Language, acts: list[tuple[str, str | int]]
) -> None:
    walk = Walk(language)
    walk.does("says", "delete my data")
    for act in acts:
        walk.does(*act)

    opened = [first.id for ticket in walk.desk.tickets if (first := first_text(ticket))]
    assert len(opened) == len(walk.desk.tickets) == len(set(opened))
    assert set(opened) <= walk.forms
