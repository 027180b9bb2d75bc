"""Reminders: what a requester reads, which buttons there are, and until when we wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.notices import Notice
from handlers.ports import Shelf
from handlers.reminding import notice
from handlers.tickets import timers
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.log import Channel, CodeSent, ContactNamed, IdentityRaised, Moved
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES, Language
from tests.builders import EMAIL, corpus, finding
from tests.desk import CountedDraws
from tests.fakes import ScriptedFinder
from tests.handlers.tickets.lives import NUMBER, PERSON, TEXT, Life, at

DAY = timedelta(days=1)
ADDRESS = "ana@example.org"


@dataclass(frozen=True)
class OneText:
    """A shelf on which the one text is the address; None where it was erased."""

    kept: str | None = ADDRESS

    def text(self, number: str, text_id: str) -> str | None:
        assert (number, text_id) == (NUMBER, TEXT.id)
        return self.kept


def context(language: Language = "ja", kept: str | None = ADDRESS, *, mails: bool = True) -> Context:
    return Context(
        ScriptedFinder(corpus(), finding("fallback", confidence=0.0)),
        Conversation(language=language),
        datetime(2026, 4, 2, tzinfo=UTC),
        requester="person",
        draws=CountedDraws(),
        shelf=cast("Shelf", OneText(kept)),
        mails=mails,
    )


def named(life: Life, *, confirmed: bool = False) -> Life:
    life.add(ContactNamed(at=life.now, by=PERSON, channel=Channel.MAIL, address=TEXT))
    life.add(CodeSent(at=life.now, by=SYSTEM, channel=Channel.MAIL))
    if confirmed:
        method = Method.CODE_TO_NAMED_MAIL
        life.add(IdentityRaised(at=life.now, by=SYSTEM, method=method, level=Level.KNOWN_FACTS))
    return life


def left_alone(life: Life, ctx: Context) -> list[Notice | None]:
    """Let happen what happens by itself; return what the requester hears each time."""
    heard, log = [], list(life.events)
    while (moment := timers.next_at(log)) is not None:
        event = timers.due(log, moment)
        assert event is not None
        log.append(event)
        heard.append(notice(log, ctx))
    return heard


def first(life: Life, ctx: Context) -> Notice:
    said = left_alone(life, ctx)[0]
    assert said is not None
    return said


def commands(said: Notice) -> list[str]:
    return [choice.command for choice in said.text.choices]


def test_a_code_is_asked_for_with_buttons_for_a_new_one_and_another_address() -> None:
    said = first(named(at(Status.VERIFYING)), context())
    assert "確認コード" in said.text.text
    assert commands(said) == ["code", "address", "contact"]


def test_an_address_is_asked_for_where_none_was_named() -> None:
    said = first(at(Status.VERIFYING), context())
    assert "メールアドレスをお知らせください" in said.text.text
    assert commands(said) == ["address", "contact"]
    assert said.letter is None


def test_where_no_codes_are_sent_the_reminder_says_whom_to_write_to() -> None:
    said = first(at(Status.VERIFYING), context(mails=False))
    assert "メールでご連絡ください" in said.text.text
    assert EMAIL in said.text.text
    assert (commands(said), said.letter) == (["contact"], None)


def test_an_answer_to_our_question_is_asked_for_with_a_button_to_give_it() -> None:
    assert commands(first(at(Status.WAITING_REQUESTER), context())) == ["inform", "ticket", "contact"]


def test_both_reminders_tell_the_last_whole_day_on_which_we_wait() -> None:
    heard = left_alone(at(Status.VERIFYING), context("en"))  # since 1 April, 09:00 in Japan
    assert [said is not None and "by April 14," in said.text.text for said in heard] == [
        True,
        True,
        False,
        False,
    ]


def test_who_is_given_up_as_unknown_hears_that_they_can_ask_again_at_once() -> None:
    said = left_alone(at(Status.VERIFYING), context("en"))[2]
    assert said is not None
    assert "ask again in this chat at once" in said.text.text
    assert commands(said) == ["contact"]


def test_who_did_not_answer_can_reopen_with_one_tap_and_hears_until_when() -> None:
    said = left_alone(at(Status.WAITING_REQUESTER), context("en"))[2]
    assert said is not None
    assert commands(said) == ["reopen", "contact"]
    assert "until May 14" in said.text.text  # it ended on 15 April and can be reopened for thirty days


@pytest.mark.parametrize(
    "status", [Status.ANSWERED, Status.DRAFT, Status.WITHDRAWN, Status.CLOSED, Status.MERGED]
)
def test_closing_and_erasing_are_not_told(status: Status) -> None:
    heard = left_alone(at(status), context())
    assert heard
    assert set(heard) == {None}


def test_the_chat_comes_first_while_nobody_has_confirmed_the_address_and_the_mail_afterwards() -> None:
    assert not first(named(at(Status.VERIFYING)), context()).mail_first
    confirmed = first(named(at(Status.WAITING_REQUESTER), confirmed=True), context())
    assert confirmed.mail_first


def test_a_mail_to_an_address_that_nobody_confirmed_says_what_to_do_when_it_is_somebody_elses() -> None:
    doubtful = first(named(at(Status.VERIFYING)), context("en")).letter
    sure = first(named(at(Status.WAITING_REQUESTER), confirmed=True), context("en")).letter
    assert doubtful is not None
    assert sure is not None
    assert "means nothing to you" in doubtful.text
    assert "means nothing to you" not in sure.text
    assert (sure.to, sure.number, sure.until) == (ADDRESS, NUMBER, None)


def test_without_the_address_or_without_mails_there_is_no_letter() -> None:
    life = named(at(Status.WAITING_REQUESTER))
    assert first(life, context(kept=None)).letter is None
    assert first(life, context(mails=False)).letter is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [Status.VERIFYING, Status.WAITING_REQUESTER])
def test_every_word_names_the_ticket_and_whom_to_ask_in_the_language_of_the_chat(
    language: Language, status: Status
) -> None:
    for said in filter(None, left_alone(named(at(status)), context(language))):
        assert said.letter is not None
        for text in (said.text.text, said.letter.text):
            assert NUMBER in text
            assert EMAIL in text
        assert NUMBER in said.letter.subject
        assert ("\n" in said.letter.subject, said.letter.language) == (False, language)
        assert ("の" in said.text.text) == ("の" in said.letter.text) == (language == "ja")


def test_each_word_belongs_to_a_version_of_its_own() -> None:
    versions = [said.version for said in left_alone(at(Status.VERIFYING), context()) if said]
    assert len(set(versions)) == len(versions) == 3


def test_what_happens_otherwise_is_not_told() -> None:
    life = at(Status.IN_REVIEW)
    assert isinstance(life.events[-1], Moved)
    assert notice(life.events, context()) is None
