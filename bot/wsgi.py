"""Entrances for a WSGI server of your own: `gunicorn -k gthread --threads 16 'bot.wsgi:webhook()'`."""

from __future__ import annotations

from flask import Flask

from bot import logs
from bot.bootstrap.web import webhook_app
from bot.settings import load


def webhook() -> Flask:
    """Build the webhook application from the environment. Raises SettingsError."""
    settings = load()
    logs.set_up(settings.log_level)
    return webhook_app(settings)


def console() -> Flask:
    """Build the staff console from the environment. Raises SettingsError."""
    from bot.bootstrap.console import own_console_app  # noqa: PLC0415  # heavy, and not for webhooks

    settings = load()
    logs.set_up(settings.log_level)
    return own_console_app(settings)
