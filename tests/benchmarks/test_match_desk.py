"""The table of the whole desk counts over files what each of them counts."""

from __future__ import annotations

from benchmarks.match_desk import desk
from handlers.decisions import Decision
from handlers.reactions import Reaction, Reactions
from knowledge.evaluate import scored
from knowledge.labelled import Question
from knowledge.library import load


def reactions(*each: tuple[Question, Decision]) -> Reactions:
    told = [Reaction(row, decision) for row, decision in each]
    answers = [one.result for one in told if one.row.kind in {"policy", "out_of_scope"}]
    return Reactions(told, scored(answers, load()))


def test_every_file_has_a_line_and_all_together_one() -> None:
    wish = Question("1", "delete it", "en", "right", rights=("deletion",))
    answer = Question("2", "cookies?", "en", "policy", sections=("2.2.cookies",))
    started = Decision(kind="right", rights=("deletion",))
    files = {
        "one.jsonl": reactions((wish, started)),
        "two.jsonl": reactions((wish, Decision(kind="policy")), (answer, started)),
    }

    lines = list(desk(files))

    assert "| one.jsonl | 1 |  |  | 100.0% |  |  |  |  |  |  |  | 0 |" in lines
    assert "| two.jsonl | 2 | 0.0% |  | 0.0% |  |  |  |  |  |  | 100.0% | 0 |" in lines
    assert "| all | 3 | 0.0% |  | 50.0% |  |  |  |  |  |  | 100.0% | 0 |" in lines
    assert "| right | 1 |  | 1 |  |  |  |  |  |  |" in lines
