"""What the knowledge said at an earlier moment: for who must answer by the wording of that day."""

from __future__ import annotations

import threading
from collections import OrderedDict

from bot.corpus.building import NotReadable, corpus_of
from bot.logs import logger
from bot.store import publications
from bot.store.engine import Database
from knowledge.passages import Corpus

_KEPT = 4


class Archive:
    """Reads published corpora again, and keeps those in memory that were asked for last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[str, Corpus] = OrderedDict()
        self._turn = threading.Lock()

    def at(self, moment: int) -> Corpus | None:
        """Return what was live at a moment (milliseconds since 1970, UTC).

        None where nothing was published by then, or it cannot be read any more. Raises StoreDown.
        """
        with self._database.read() as connection:
            found = publications.in_force(connection, moment)
        return self._read(found.version) if found else None

    def _read(self, version: str) -> Corpus | None:
        with self._turn:
            if version not in self._known:
                corpus = self._stored(version)
                if corpus is None:
                    return None
                self._known[version] = corpus
            self._known.move_to_end(version)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return self._known[version]

    def _stored(self, version: str) -> Corpus | None:
        with self._database.read() as connection:
            kept = publications.corpus(connection, version)
        try:
            return corpus_of(kept) if kept else None
        except NotReadable as error:
            logger().error("archived_knowledge_not_read", version=version, why=type(error.__cause__).__name__)
            return None
