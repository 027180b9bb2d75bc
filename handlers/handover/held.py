"""The one ticket of a person about which staff have the conversation, and what stands in the way of that."""

from __future__ import annotations

from handlers.context import Context
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.ticket import Ticket


class HandoverRefused(Exception):
    """Staff cannot do this with the conversation; `obstacle` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(f"refused: {obstacle}")
        self.obstacle = obstacle


def held(ctx: Context) -> Ticket | None:
    """Return the ticket about which staff have the conversation with this person now."""
    return next((ticket for ticket in ctx.tickets if ticket.handover is not None), None)
