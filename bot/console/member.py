"""Who is signed in: a member of the staff, their roles, and what each role may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from knowledge.language import Language

Theme = Literal["auto", "light", "dark"]


class StaffRole(StrEnum):
    CASEWORKER = "caseworker"
    APPROVER = "approver"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Permission(StrEnum):
    ANY = "any"
    """Whoever is signed in."""
    READ_TICKETS = "read_tickets"
    """See that tickets exist, and how they stand."""
    READ_TEXTS = "read_texts"
    """Read what people wrote, and open their files."""
    WORK = "work"
    """Do what caseworkers do."""
    APPROVE = "approve"
    """Approve what others propose."""
    READ_FIGURES = "read_figures"
    READ_KNOWLEDGE = "read_knowledge"
    READ_UNANSWERED = "read_unanswered"
    """Read what people asked in vain, masked, without who they are."""
    READ_AUDIT = "read_audit"
    SEE_HEALTH = "see_health"
    MANAGE_STAFF = "manage_staff"


_CASES = {Permission.READ_TICKETS, Permission.READ_TEXTS, Permission.READ_FIGURES, Permission.SEE_HEALTH}
_MAY: Mapping[StaffRole, set[Permission]] = {
    StaffRole.CASEWORKER: _CASES | {Permission.WORK, Permission.READ_UNANSWERED},
    StaffRole.APPROVER: _CASES | {Permission.APPROVE, Permission.READ_UNANSWERED},
    StaffRole.EDITOR: {Permission.READ_UNANSWERED},
    StaffRole.PUBLISHER: {Permission.READ_UNANSWERED},
    # Who sets the desk up has no business with cases.
    StaffRole.ADMIN: {
        Permission.MANAGE_STAFF,
        Permission.SEE_HEALTH,
        Permission.READ_AUDIT,
        Permission.READ_FIGURES,
    },
    # An auditor sees what was done and when, not what people wrote.
    StaffRole.AUDITOR: {Permission.READ_TICKETS, Permission.READ_AUDIT, Permission.READ_FIGURES},
}
_ALL: set[Permission] = {Permission.ANY, Permission.READ_KNOWLEDGE}
"""What everybody may who is signed in: the knowledge is what the bot tells everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the staff. `id` is the pseudonym that logs have them under, `name` what colleagues read.

    `language` and `theme` are as they chose; None follows the browser.
    """

    id: str
    name: str
    email: str
    roles: frozenset[StaffRole]
    language: Language | None = None
    theme: Theme = "auto"

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset(_ALL.union(*(_MAY[role] for role in self.roles)))

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions
