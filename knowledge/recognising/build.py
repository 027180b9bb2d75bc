"""Builds the model anew: `python -m knowledge.recognising.build [<files of labelled questions>]`.

Without files it learns from our own examples alone. The shipped model has learnt from every file of
tests/questions; the tests and benchmarks measure others that have not seen what they are asked.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge.recognising.examples import labelled_examples, own_examples
from knowledge.recognising.learning import learn
from knowledge.recognising.model import Model, stored


def build(files: Sequence[Path]) -> Model:
    """Return the model learnt from our examples and these files, in the order of their names."""
    ordered = sorted(files, key=lambda file: file.name)
    return learn([*own_examples(), *labelled_examples(ordered)])


def main() -> None:
    """Write model.npz beside this module."""
    model = build([Path(name) for name in sys.argv[1:]])
    Path(__file__).with_name("model.npz").write_bytes(stored(model))
    print(f"{len(model.places)} traits, {len(model.labels)} labels, {model.learnt_from[:12]}")  # noqa: T201


if __name__ == "__main__":
    main()
