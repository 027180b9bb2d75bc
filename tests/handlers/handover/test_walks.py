"""Whatever people, staff and the clock do: a conversation ends, and nobody is answered by two at once."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from handlers.events import Media, MediaReceived
from handlers.handover.held import held
from handlers.intents import recognise
from handlers.reminding import notice
from handlers.tickets import timers
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.kinds import Kind
from handlers.tickets.statuses import Move
from tests.builders import NOW, finding, pressed
from tests.desk import Desk
from tests.handlers.handover.talks import COLLEAGUE, STAFF, has_it, staff_write, wrote
from tests.handlers.tickets.lives import NUMBER, PERSON, Life

OTHER = "PR-2026-000123"
NUMBERS = (NUMBER, OTHER)
PLAIN = ("What are my rights?", "Hello", "5", "yes", "help", "delete my data", "担当者と話したい")
FOR_US = ("status", "bot, continue", "受付時間", "ボットに戻る")
MEDIA: tuple[Media, ...] = ("sticker", "image", "video")
MAILS = ("#take", "#take\nHello", "#send\nHere", "#back", "#back\nDone.", "a note", "#TAKE", "#send")
BUTTONS = (("bot", ""), ("ticket", NUMBER), ("withdraw", NUMBER), ("keep", NUMBER), ("escalate", "question"))


class Talk:
    """A chat with two questions of one person, in which anything happens, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # the same talk every time, not a secret
        self.desk = Desk("en", mails=True, found=finding("answer", "9"))
        self.sent = 0
        for number in NUMBERS:
            life = Life(kind=Kind.QUESTION, number=number, start=NOW).move(Move.SUBMIT, by=PERSON)
            life.move(Move.TAKE_UP, by=SYSTEM)
            self.desk._keep(TicketChange(number, 0, tuple(life.events)))

    def step(self) -> None:
        steps: list[Callable[[], None]] = [
            self.says,
            self.says,
            self.mails,
            self.mails,
            self.presses,
            self.waits,
        ]
        self.chance.choice([*steps, self.sends])()
        assert len([ticket for ticket in self.desk.tickets if ticket.handover]) <= 1

    def says(self) -> None:
        """Write something; what is plain goes to staff, silently, while they have the conversation."""
        text = self.chance.choice(PLAIN + FOR_US)
        before, to_staff = len(wrote(self.desk)), self.listens()
        heard = self.desk.says(text)
        if text in PLAIN:
            assert recognise(text).name not in {"bot", "opening_hours"}
        if to_staff and text in PLAIN:
            assert len(wrote(self.desk)) == before + 1
            assert (heard == "") == has_it(self.desk)  # else the time was over, which is told
        if not to_staff:
            assert heard

    def listens(self) -> bool:
        """Tell whether staff have the conversation, and no button has asked anything since."""
        ticket, conversation = held(self.desk.context()), self.desk.conversation
        if ticket is None or ticket.handover is None:
            return False
        asked = [one.since for one in (conversation.awaited,) if one]
        asked += [one.touched_at for one in (conversation.form,) if one]
        return all(at <= ticket.handover.heard_at for at in asked)

    def mails(self) -> None:
        self.sent += 1
        staff = self.chance.choice((STAFF, STAFF, COLLEAGUE))
        staff_write(self.desk, self.chance.choice(MAILS), staff, self.chance.choice(NUMBERS))
        assert self.desk.decision.mail is not None

    def presses(self) -> None:
        assert self.desk.meets(pressed(*self.chance.choice(BUTTONS)))

    def sends(self) -> None:
        media: Media = self.chance.choice(MEDIA)
        self.desk.meets(MediaReceived(id="media", at=NOW, media=media, message_id="501"))

    def waits(self) -> None:
        self.desk.waits(minutes=self.chance.choice((1, 10, 70, 300)))
        self.times_out()

    def times_out(self) -> None:
        """Let happen what is due, as the job of the timers does."""
        for number in NUMBERS:
            log = self.desk.shelf.log(number)
            event = timers.due(log, self.desk.now)
            if isinstance(event, HandoverEnded):
                self.desk._keep(TicketChange(number, len(log), (event,)))
                assert notice((*log, event), self.desk.context()) is not None


@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens_one_answers_at_a_time_and_it_is_the_bot_in_the_end(seed: int) -> None:
    talk = Talk(seed)
    for _ in range(40):
        talk.step()
    for _ in range(2):  # one of two such times is no night
        talk.desk.waits(hours=12)
        talk.times_out()
    assert not has_it(talk.desk)
    talk.desk.conversation.form = talk.desk.conversation.awaited = None
    assert "Summary of 9." in talk.desk.says("What are my rights?")


def test_the_walks_get_everywhere() -> None:
    why = set()
    for seed in range(10):
        talk = Talk(seed)
        for _ in range(40):
            talk.step()
        events = [event for change in talk.desk.changes for event in change.events]
        why |= {event.why for event in events if isinstance(event, HandoverEnded)}
    assert why >= {"staff", "requester", "timeout"}
