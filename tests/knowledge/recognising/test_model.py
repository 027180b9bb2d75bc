"""What was learnt is what the examples teach, the same everywhere, and quick to ask."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.recognising.build import build
from knowledge.recognising.examples import LABELS, ExampleError, labels_of, own_examples
from knowledge.recognising.folding import MOST_SENTENCES, fold, units
from knowledge.recognising.lexicon import load_lexicon
from knowledge.recognising.model import Model, ModelError, load_model, loaded, stored
from knowledge.recognising.traits import traits
from knowledge.recognising.wishes import wish

QUESTIONS = Path(__file__).parents[2] / "questions"


@pytest.fixture(scope="module")
def rebuilt() -> Model:
    return build(sorted(QUESTIONS.glob("*.jsonl")))


def test_the_shipped_model_is_what_the_examples_teach(rebuilt: Model) -> None:
    """After a change of the examples: python -m knowledge.recognising.build tests/questions/*.jsonl"""
    shipped = load_model()

    assert shipped.learnt_from == rebuilt.learnt_from
    assert tuple(shipped.places) == tuple(rebuilt.places)
    assert np.array_equal(shipped.weights, rebuilt.weights)
    assert np.array_equal(shipped.always, rebuilt.always)
    assert shipped.step == rebuilt.step


def test_a_model_survives_being_stored() -> None:
    shipped = load_model()
    again = loaded(stored(shipped))

    assert again.scores("delete my data, please. thanks!") == shipped.scores(
        "delete my data, please. thanks!"
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00" * 200])
def test_a_broken_model_is_refused(content: bytes) -> None:
    with pytest.raises(ModelError):
        loaded(content)


def test_every_wish_has_examples_in_both_languages() -> None:
    told = [(label, example.text.isascii()) for example in own_examples() for label in example.labels]

    assert {label for label, ascii_only in told if ascii_only} == set(LABELS)
    assert {label for label, ascii_only in told if not ascii_only} == set(LABELS)


def test_no_sentence_of_ours_is_taught_as_two_different_wishes() -> None:
    labels: dict[str, set[frozenset[str]]] = {}
    for one in own_examples():
        labels.setdefault(fold(one.text), set()).add(one.labels)

    assert {text: told for text, told in labels.items() if frozenset() in told and len(told) > 1} == {}


def test_a_wish_that_does_not_exist_is_refused() -> None:
    from knowledge.recognising import examples  # noqa: PLC0415 - the private reader is what is tested

    with pytest.raises(ExampleError, match="'nothing_known'"):
        list(examples._of_file({"nothing_known": ["x"]}))


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ({"kind": "policy", "expect": {}}, set()),
        ({"kind": "right", "expect": {"right": ["deletion", "addition"]}}, {"right", "deletion", "addition"}),
        ({"kind": "human", "expect": {"action": "human"}, "note": "incident: x"}, {"incident"}),
        ({"kind": "unsafe", "expect": {"behaviour": "alert"}}, {"threat"}),
        ({"kind": "unsafe", "expect": {"behaviour": "fallback"}}, {"injection"}),
        ({"kind": "unsafe", "expect": {"behaviour": "fallback"}, "note": "insult"}, {"abuse"}),
        ({"kind": "unsafe", "expect": {"behaviour": "warn_personal_data"}}, None),
        ({"kind": "form", "expect": {"action": "yes"}}, None),
    ],
)
def test_labelled_rows_are_read(row: dict[str, object], labels: set[str] | None) -> None:
    assert labels_of(row) == labels


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＤＥＬＥＴＥ　my　Data!!", "delete my data"),
        ("クッキー〜？", "くっき ?"),
        ("don't", "dont"),
        ("0120-783-556", "0 0 0"),
        ("ｶﾞｷﾞ", "がぎ"),
        ("sooooo", "soo"),
    ],
)
def test_spellings_that_are_read_alike_are_one(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_message_is_read_whole_and_by_its_sentences() -> None:
    assert units("Hi there. Delete my data!") == ("hi there delete my data", "hi there", "delete my data")
    assert units("delete my data") == ("delete my data",)


@given(text=st.text(max_size=600))
@example(text="\ufdfa" * 3_000)
@example(text="\ud800。" * 900)
@example(text="?" * 5_000)
def test_any_text_can_be_read(text: str) -> None:
    assert len(units(text)) <= MOST_SENTENCES + 1
    assert all(isinstance(one, str) for one in traits(fold(text), load_lexicon()))
    assert wish(text) == wish(text)


def test_the_files_are_shipped_with_the_package() -> None:
    assert files("knowledge.recognising").joinpath("model.npz").is_file()
