"""From a form to what became of it: an act is stored, a worker decides about it, and we wait for the word."""

from __future__ import annotations

import time

from bot.console.channel import written
from bot.console.desk import Desk
from bot.console.member import Member, StaffRole
from bot.store import staff_acts
from bot.store.engine import Connection
from bot.store.inbox import place_of
from bot.store.staff_acts import SOURCE, NewAct
from handlers.casework import acts
from handlers.casework.acted import Acted, refused
from handlers.casework.acts import StaffAct
from handlers.tickets.actors import Actor, Role

PATIENCE = 5.0
"""Seconds that somebody waits for a worker; what takes longer is done all the same."""
_BY_APPROVERS: tuple[type[StaffAct], ...] = (acts.Approve, acts.SendBack, acts.Forget)
_BY_EITHER: tuple[type[StaffAct], ...] = (acts.Note, acts.OpenFile)
"""What approvers who are no caseworkers do, too: they look at files, and note what they think."""


def act(  # who does what with which ticket
    desk: Desk, member: Member, number: str, version: int, what: StaffAct, patience: float = PATIENCE
) -> Acted | None:
    """Do something with the ticket that this member saw at this version; None where it is not decided yet.

    `patience` are the seconds that they wait for that. Raises StoreError: nothing is done then.
    """
    with desk.database.write(wake_workers=True) as connection:
        stored = store(desk, connection, member, number, version, what)
    return stored if isinstance(stored, Acted) else awaited(desk, stored, patience)


def store(  # who does what to which ticket, and where it is written
    desk: Desk, connection: Connection, member: Member, number: str, version: int, what: StaffAct
) -> str | Acted:
    """Store an act with whatever else goes with it; returns its id, or why it is refused at once."""
    by = actor(member, type(what))
    if by is None:
        return refused("role")
    lane = staff_acts.lane_of(connection, number)
    if lane is None:
        return refused("no_ticket")
    event_id = f"{SOURCE}:{desk.draws.text_id()}"
    payload = desk.seal.close(written(lane, number, by, what, version), place_of(event_id))
    new = NewAct(
        id=event_id, staff=member.id, number=number, what=type(what).__name__, lane=lane, payload=payload
    )
    staff_acts.put(connection, new, desk.clock())
    return event_id


def actor(member: Member, what: type[StaffAct]) -> Actor | None:
    """Return as who a member does this; None where none of their roles may."""
    approves = StaffRole.APPROVER in member.roles
    if approves and what in _BY_APPROVERS:
        return Actor(Role.APPROVER, member.id)
    if StaffRole.CASEWORKER in member.roles:
        return Actor(Role.CASEWORKER, member.id)
    return Actor(Role.APPROVER, member.id) if approves and what in _BY_EITHER else None


def awaited(desk: Desk, event_id: str, patience: float = PATIENCE) -> Acted | None:
    """Wait a while for what becomes of an act."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        desk.pause()
        with desk.database.read() as connection:
            if acted := staff_acts.became(connection, event_id):
                return acted
    return None
