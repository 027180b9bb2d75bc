"""The knowledge this process answers by: always one whole version, exchanged for the next in one step."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from bot.corpus.building import NotReadable, learned_anew, matcher_of
from bot.logs import logger
from bot.store import publications
from bot.store.engine import Database
from bot.store.errors import StoreError
from bot.store.publications import KeptCorpus, Publication
from knowledge.findings import Finder

# A publication is taken over within two seconds; eight busy processes that read it at once need most of them.
_LOOK_SECONDS = 0.25


class LiveKnowledge:
    """Holds what was published last, and takes over what is published next.

    `shipped` gives the policy that comes with the program; it is live while nothing was published.
    """

    def __init__(self, database: Database, shipped: Callable[[], Finder]) -> None:
        self._database = database
        self._seen: int | None = None
        self._stopped = threading.Event()
        self._following: threading.Thread | None = None
        self._finder = self._newest_readable() or shipped()

    def finder(self) -> Finder:
        """Return what is live now. Ask once per event, so that its answer belongs to one version."""
        return self._finder

    def follow(self) -> None:
        """Look for publications from now on, in a thread that ends with `stop` or with the process."""
        self._following = threading.Thread(target=self._look_again_and_again, name="knowledge", daemon=True)
        self._following.start()

    def stop(self) -> None:
        """Look no more; returns when the last look is over."""
        self._stopped.set()
        if self._following:
            self._following.join()

    def look(self) -> None:
        """Take over what was published since the last look, if anything. Raises StoreDown."""
        with self._database.read() as connection:
            newest = publications.newest(connection)
        if newest is None or newest.id == self._seen:
            return
        if newest.version != self._finder.corpus.version:
            self._finder = self._taken_over(newest) or self._finder
        self._seen = newest.id

    def _newest_readable(self) -> Finder | None:
        """Return the newest publication that this program can read, for somebody must answer."""
        with self._database.read() as connection:
            listed = [each.publication for each in publications.listed(connection)]
        self._seen = listed[0].id if listed else None
        tried: set[str] = set()
        for publication in listed:
            if publication.version not in tried and (found := self._taken_over(publication, learn=True)):
                return found
            tried.add(publication.version)
        return None

    def _taken_over(self, publication: Publication, *, learn: bool = False) -> Finder | None:
        """Bring a publication to life; None, and a line in the log, when that cannot be done here.

        A process that answers already does not learn: that takes seconds and a gigabyte.
        """
        said = {"publication": publication.id, "version": publication.version}
        with self._database.read() as connection:
            kept = publications.corpus(connection, publication.version)
        try:
            found = kept and (matcher_of(kept) or (learn and _learned(kept)))
        except NotReadable as error:
            logger().error("knowledge_not_taken_over", **said, why=type(error.__cause__).__name__)
            return None
        if not found:
            logger().error("knowledge_not_taken_over", **said, why="learned by another program")
            return None
        logger().info("knowledge_taken_over", **said)
        return found

    def _look_again_and_again(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            with suppress(StoreError):  # whoever decides says so; what was published is there afterwards
                self.look()


def _learned(kept: KeptCorpus) -> Finder | None:
    logger().warning("knowledge_learned_anew", version=kept.version)
    return matcher_of(learned_anew(kept, kept.built_at))
