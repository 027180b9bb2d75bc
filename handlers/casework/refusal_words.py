"""Why an act was refused, in the words of staff."""

from __future__ import annotations

from handlers.casework.acted import Why
from handlers.tickets.extensions import NotExtended
from handlers.tickets.names import not_extended_sentence, obstacle_sentence
from handlers.tickets.obstacles import Obstacle
from handlers.wording import say
from knowledge.language import Language

_EXTENSION = "not_extended."


def of_extension(reason: NotExtended) -> str:
    """Return the word for a period that stays as it is: some of these are obstacles, too, and mean others."""
    return f"{_EXTENSION}{reason}"


def sentence(why: str, language: Language) -> str:
    """Return the sentence for `Acted.why`. Raises ValueError for a word that nobody uses."""
    if why.startswith(_EXTENSION):
        return not_extended_sentence(NotExtended(why.removeprefix(_EXTENSION)), language)
    if why in set(Obstacle):
        return obstacle_sentence(Obstacle(why), language)
    return say(f"casework.refused.{Why(why)}", language)
