"""One event, one transaction: what it means, what we remember and what we owe are written together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from bot.channels import Channels, Draft, Post, Received
from bot.dispatch import counting, erasing, fetching, given_up, late, mailing, unanswered
from bot.dispatch.asked_in import asked_in
from bot.dispatch.ladder import Ladder
from bot.dispatch.mailing import Mail
from bot.dispatch.notices import Notices
from bot.dispatch.persons import only_of_persons
from bot.dispatch.staff_mails import StaffMails
from bot.dispatch.views import NOTHING, Views
from bot.dispatch.ways import Ways
from bot.store import (
    addresses,
    codes,
    conversations,
    downloads,
    fetches,
    files,
    inbox,
    mail_ledger,
    notices,
    outbox,
    quotes,
    sources,
    staff_acts,
    tickets,
)
from bot.store.engine import Connection
from bot.store.inbox import StoredEvent
from bot.store.outbox import NewDebt
from bot.store.outcomes import Settled
from bot.store.sealing import Seal
from bot.store.taken_back import TakenBack
from bot.store.ticket_rows import milliseconds
from handlers.apology import apologise
from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.escalating.staff import Staff
from handlers.events import Event, MediaReceived, MessageReceived, MessageUnsent, Unfollowed
from handlers.notices import Notice
from handlers.routes import decide
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Moved
from handlers.tickets.statuses import Move
from knowledge.findings import Finder
from knowledge.passages import Corpus


@dataclass(frozen=True, slots=True)
class Decided:
    """Everything one event leads to. `conversation` is None where nothing is remembered (groups).

    `to` is where the person is reached at their platform, None where it is not one person; `channel` is the
    one that answers go out by. `notices` are the ids of those in the first draft, `counts` is for figures.
    """

    stored: StoredEvent
    decision: Decision = field(default_factory=Decision)
    conversation: Conversation | None = None
    to: str | None = None
    drafts: tuple[Draft, ...] = ()
    notices: tuple[int, ...] = ()
    mails: tuple[Mail, ...] = ()
    stop_sending: bool = False
    unsent: str | None = None
    answer_by: str | None = None
    counts: counting.Key | None = None
    unanswered: unanswered.UnansweredQuestion | None = None

    @property
    def channel(self) -> str:
        return self.answer_by or self.stored.source


class Dispatch:
    """Decides stored events and writes what follows. Thinks without a transaction, writes inside one.

    Without `draws` no tickets are opened, without `post` no mails are sent. `public_url` and `staff` as in
    `Context`; `corpus_at` returns what was published at a moment (milliseconds).
    """

    def __init__(  # noqa: PLR0913  # the parts it joins
        self,
        channels: Channels,
        finder: Callable[[], Finder],
        seal: Seal,
        draws: Draws | None = None,
        *,
        post: Post | None = None,
        public_url: str = "",
        staff: Staff | None = None,
        corpus_at: Callable[[int], Corpus | None] | None = None,
    ) -> None:
        self._channels = channels
        self._finder = finder
        self._seal = seal
        self._draws = draws
        self._post = post
        self._public_url = public_url
        self._staff = staff or Staff()
        self._corpus_at = corpus_at or (lambda _: None)
        self._ladder = Ladder(Ways(channels, seal, post))
        self._staff_mails = StaffMails(post, seal, self._staff)

    def decide(
        self, stored: StoredEvent, remembered: Conversation | None, now: int, views: Views = NOTHING
    ) -> Decided:
        """Let the handlers decide about one event; writes nothing. Raises whatever a handler raises."""
        received = self._read(stored)
        event = received.event
        if _taken_back(event, views):
            return Decided(stored=stored)
        direct = event.place == "direct"
        person = direct and bool(received.to)
        conversation = replace(remembered) if remembered and direct else Conversation()
        context = Context(
            finder=self._finder(),
            conversation=conversation,
            now=datetime.fromtimestamp(now / 1_000, UTC),
            quoted=_quoted(event, views) if direct else (),
            staff=self._staff,
        )
        if person:
            context = self._of_person(context, stored.lane, views)
            if remembered is None:
                conversation.language = asked_in(event, context.tickets)
        decision = decide(event, context)
        only_of_persons(decision, person=person)
        channel = self._channels[received.answer_by or stored.source]
        composed = late.answer(channel, decision, received, views.waiting() if person else (), now)
        return Decided(
            stored=stored,
            decision=decision,
            conversation=conversation if person and _remembered(decision, received) else None,
            to=received.to if person else None,
            drafts=tuple(composed.drafts) if direct else _unquotable(composed.drafts),
            notices=composed.notices,
            mails=mailing.composed(decision.letters, self._post),
            stop_sending=isinstance(event, Unfollowed),
            unsent=event.message_id if isinstance(event, MessageUnsent) else None,
            answer_by=received.answer_by,
            counts=counting.key(event, decision, conversation),
            unanswered=unanswered.unanswered_question(event, decision, context, remembered),
        )

    def record(self, connection: Connection, decided: Sequence[Decided], now: int, seat: str = "") -> None:
        """Write what these events lead to and mark them as decided; `seat` is whose worker does."""
        self._stop_sending(connection, decided, now)
        changes = [change for one in decided for change in one.decision.changes]
        tickets.append(connection, changes, self._seal)
        self._staff_mails.owe(connection, changes, now)
        for one in decided:
            self._keep_beside(connection, one, now)
        for one in decided:
            if one.decision.forgets:
                erasing.forget(connection, one.stored.lane, one.decision.forgets, now, self._seal)
        # After what is erased, or the word that it was would be erased with it.
        debts = [debt for one in decided for debt in self._debts(one)]
        if debts:
            outbox.owe(connection, debts, now)
        changed = {one.stored.lane: one.conversation for one in decided if one.conversation}
        if changed:
            conversations.save(connection, changed, now, self._seal)
        for one in decided:
            if one.unsent:
                erasing.take_back(connection, one.stored, one.unsent, now, self._seal, self._read)
        counting.add(connection, decided, now, seat)
        unanswered.keep(connection, decided, now, self._seal)
        inbox.done(connection, [one.stored.id for one in decided], now)

    def settle(self, connection: Connection, settled: Sequence[Settled], now: int) -> None:
        """Go on with notices, and with answers that need another way, after tries to send them ended."""
        self._ladder.settle(connection, settled, now)
        given_up.note(connection, settled, self._post, self._seal, now)

    def _settle_others(self, connection: Connection, one: Decided, now: int) -> None:
        """Say to the person what they did not ask now; note what became of the mail or act that this is."""
        for notice in self._still_to_say(connection, one, now):
            Notices(self._channels, self._seal, self._post).owe(connection, notice, now)
        if became := one.decision.mail:
            mail_ledger.settle(connection, one.stored.event_id, became.outcome, became.why)
        if one.decision.acted:
            staff_acts.settle(connection, one.stored.event_id, one.decision.acted)

    def _still_to_say(self, connection: Connection, one: Decided, now: int) -> Sequence[Notice]:
        """Return the notices of a decision, nothing where the mail that came back is said another way."""
        decision = one.decision
        number, mail = decision.ticket, decision.returned
        said = bool(number) and self._ladder.came_back(connection, number or "", mail, now)
        return () if said else decision.notices

    def apologise(self, connection: Connection, stored: StoredEvent, now: int) -> None:
        """Owe whoever sent an event that we could not decide an honest word; a file is not kept then."""
        received = self._read(stored)
        views = Views(taken_back=partial(TakenBack(connection, [stored.lane], self._seal).was, stored.lane))
        if _taken_back(received.event, views):
            return
        files.erase_these(connection, erasing.came_with(received.event))
        known = conversations.load(connection, [stored.lane], self._seal).get(stored.lane, Conversation())
        channel = self._channels[received.answer_by or stored.source]
        drafts = channel.compose(apologise(received.event, known.language), received)
        debts = self._debts(Decided(stored=stored, drafts=tuple(drafts), answer_by=received.answer_by))
        if debts:
            outbox.owe(connection, debts, now)

    def _of_person(self, context: Context, lane: str, views: Views) -> Context:
        return replace(
            context,
            requester=lane,
            tickets=views.own_tickets(),
            draws=self._draws,
            shelf=views.shelf,
            mails=self._post is not None,
            public_url=self._public_url,
            corpus_then=lambda moment: self._corpus_at(milliseconds(moment)),
        )

    def _keep_beside(self, connection: Connection, one: Decided, now: int) -> None:
        """Write what goes with the changes of tickets: codes, files, sources of texts, addresses, a mail."""
        lane = one.stored.lane
        codes.check(connection, one.decision.codes, now, self._seal)
        codes.change(connection, lane, one.decision.codes, now, self._seal)
        files.erase_these(connection, one.decision.discards)
        downloads.keep(connection, lane, one.decision.links, now)
        for fetch in one.decision.fetches:
            fetches.allow_again(connection, lane, fetch.message_id, self._seal)
        if one.notices:
            notices.hand_over(connection, one.notices)
        for change in one.decision.changes:
            sources.keep(connection, lane, change.number, change.sources, now, self._seal)
            if one.to and one.answer_by is None and _goes_on(change):
                addresses.keep(connection, lane, one.stored.source, one.to, now, self._seal)

        self._settle_others(connection, one, now)

    def _read(self, stored: StoredEvent) -> Received:
        payload = self._seal.open(stored.payload, inbox.place_of(stored.event_id))
        return self._channels[stored.source].read(payload, stored.event_id, stored.received_at)

    def _debts(self, one: Decided) -> list[NewDebt]:
        debts = []
        for number, draft in enumerate(one.drafts):
            dedupe = f"{one.stored.event_id}:{number}"
            body = self._seal.close(draft.body, outbox.place_of(dedupe))
            about = quotes.written(draft.about)
            carried = " ".join(map(str, one.notices)) if number == 0 and one.notices else None
            debts.append(
                NewDebt(dedupe, one.channel, one.stored.lane, body, draft.token_until, about, notices=carried)
            )
        debts += mailing.debts(one.mails, one.stored, self._seal)
        if one.to is not None:
            wanted, lane = one.decision.fetches, one.stored.lane
            debts += fetching.debts(wanted, lane, one.channel, one.to, self._seal)
        return debts

    def _stop_sending(self, connection: Connection, decided: Sequence[Decided], now: int) -> None:
        for one in decided:
            if one.stop_sending:
                self._ladder.unfollowed(connection, one.stored.lane, now)
                outbox.cancel(connection, one.stored.lane, now)


def _unquotable(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Nothing is remembered of a group, so no quote can lead back to what was shown there."""
    return tuple(replace(draft, about=()) for draft in drafts)


def _quoted(event: Event, views: Views) -> tuple[str, ...]:
    message_id = event.quoted_message_id if isinstance(event, MessageReceived) else None
    return views.shown_in(message_id) if message_id else ()


def _taken_back(event: Event, views: Views) -> bool:
    """Tell whether this is a message that its sender had taken back before it came."""
    sent = event.message_id if isinstance(event, MessageReceived | MediaReceived) else ""
    return bool(sent) and views.taken_back(sent)


def _remembered(decision: Decision, received: Received) -> bool:
    """Tell whether the conversation is saved, also when it is the same: its period runs from the last event.

    One that came from outside leaves no trace in it, or that wishes none.
    """
    return received.answer_by is None and decision.forgets is None


def _goes_on(change: TicketChange) -> bool:
    """Tell whether a ticket begins, or begins anew: its person may have been forgotten after it ended."""
    moves = (event.move for event in change.events if isinstance(event, Moved))
    return change.version == 0 or Move.REOPEN in moves
