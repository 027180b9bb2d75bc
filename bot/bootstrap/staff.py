"""How the staff of the Privacy Center are told of tickets, as the settings say."""

from __future__ import annotations

from bot.settings import Settings
from handlers.escalating.staff import Staff


def staff_of(settings: Settings) -> Staff:
    """Return where mails to staff go, what they may say and where they lead."""
    return Staff(
        settings.privacy_center_email or "",
        case_text=settings.mail_case_text,
        hours=settings.hours,
        console=f"{settings.public_url.rstrip('/')}/console" if settings.console else "",
    )
