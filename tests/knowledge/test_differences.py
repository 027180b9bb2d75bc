"""What changed from one version to the next is told passage by passage, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from knowledge.differences import Part, differences
from tests.builders import OPT_OUT, PASSAGES, corpus, passage

BEFORE = corpus()


def test_the_same_passages_do_not_differ() -> None:
    assert differences(BEFORE, corpus()) == ()


def test_a_new_passage_and_one_that_is_gone_are_told() -> None:
    new, gone = differences(BEFORE, corpus(*PASSAGES[1:], passage("14", "14. New")))
    assert (new.before, new.passage.id) == (None, "14")
    assert (gone.after, gone.passage.id) == (None, "1")


def test_a_changed_passage_is_told_with_the_parts_that_read_otherwise() -> None:
    first, *others = PASSAGES
    changed = replace(
        first,
        title={**first.title, "en": "Gathering"},
        questions={"ja": (), "en": ("What do you gather?",)},
        links=(OPT_OUT,),
    )
    (found,) = differences(BEFORE, corpus(changed, *others))
    assert (found.before, found.after) == (first, changed)
    assert found.parts == (
        Part("title", "en", "Title 1", "Gathering"),
        Part("questions", "en", "", "What do you gather?"),
        Part("links", None, "", OPT_OUT.url),
    )


def test_of_examples_only_those_that_differ_are_told() -> None:
    first, *others = PASSAGES
    was = replace(first, questions={"ja": (), "en": ("a", "b")})
    now = replace(first, questions={"ja": (), "en": ("b", "c")})
    (found,) = differences(corpus(was, *others), corpus(now, *others))
    assert found.parts == (Part("questions", "en", "a", "c"),)
