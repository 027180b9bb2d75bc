"""Files that have to be fetched, as debts to ourselves: each in a lane of its own person, beside the chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.fetch_orders import FetchOrder
from bot.store import fetches, outbox
from bot.store.outbox import NewDebt, file_lane
from bot.store.sealing import Seal
from handlers.files.fetch import Fetch


def debts(wanted: Sequence[Fetch], lane: str, source: str, to: str, seal: Seal) -> Iterator[NewDebt]:
    """Give the debt of each fetch; what one message holds is owed once, however often it is asked for."""
    for fetch in wanted:
        order = FetchOrder(
            lane=lane,
            source=source,
            to=to,
            number=fetch.number,
            message_id=fetch.message_id,
            file_id=fetch.file_id,
            name=fetch.name,
        )
        dedupe = fetches.dedupe(lane, fetch.message_id, seal)
        body = seal.close(order.written(), outbox.place_of(dedupe))
        yield NewDebt(dedupe, fetches.CHANNEL, file_lane(lane, seal), body, None)
