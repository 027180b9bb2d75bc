"""What is wrong with the knowledge, in words an editor can act on, before it is published.

`check` says everything about a folder; `compare` tells what a change does to labelled questions.
"""

from knowledge.checking.change import compare
from knowledge.checking.folder import check
from knowledge.checking.problems import Problem, Severity

__all__ = ["Problem", "Severity", "check", "compare"]
