"""Start the sending process of a worker, before anything else of the worker is loaded."""

from __future__ import annotations

from collections.abc import Callable

from bot.jobs.deliver import Deliverer
from bot.jobs.delivery_process import DeliveryProcess
from bot.settings import Settings


def delivery_of(settings: Settings) -> DeliveryProcess:
    """Start the sending process; call it before threads and database connections exist."""

    def build(ring: Callable[[], None]) -> Deliverer:
        # Imported here, for only the sending process needs the SDK, its half second and its 70 MB.
        from bot.bootstrap.sending import deliverer_of  # noqa: PLC0415

        return deliverer_of(settings, ring)

    return DeliveryProcess(build)
