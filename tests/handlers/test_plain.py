"""A reply in plain text loses nothing a person must know."""

from __future__ import annotations

from handlers.plain import as_text
from handlers.replies import AnswerCard, Open, Press, Text

CARD = AnswerCard(
    language="en",
    title="Cookies",
    summary_label="In short",
    summary="You may turn them off.",
    quote_label="From the policy",
    quote="The User may turn off cookies.",
    section="Policy 2, Cookies",
    revision="revised April 1, 2022",
    prevails="The Japanese original prevails.",
    notes=("Some services need them.",),
    buttons=(Press("Full text", "full", "2"), Open("Opt out", "https://example.org/opt-out")),
    choices=(Press("Rights", "passage", "9"),),
)


def test_a_card_reads_from_title_to_what_is_offered_beside_it() -> None:
    assert as_text([CARD]) == (
        "Cookies\n\n"
        "In short\nYou may turn them off.\n\n"
        "From the policy\nThe User may turn off cookies.\n\n"
        "Policy 2, Cookies\nrevised April 1, 2022\nThe Japanese original prevails.\n\n"
        "Some services need them.\n\n"
        "Opt out\nhttps://example.org/opt-out\n\n"
        "Related topics\n- Rights"
    )


def test_a_card_without_quote_links_or_choices_has_no_empty_headings() -> None:
    bare = AnswerCard(
        language="en",
        title="Cookies",
        summary_label="In short",
        summary="Nothing is said.",
        quote_label="From the policy",
        quote="",
        section="Policy 2",
        revision="revised April 1, 2022",
        prevails="",
    )

    assert as_text([bare]) == "Cookies\n\nIn short\nNothing is said.\n\nPolicy 2\nrevised April 1, 2022"


def test_several_replies_follow_each_other() -> None:
    assert as_text([Text("One.", (Press("A", "help"),)), Text("Two.")]) == "One.\n\nTwo."


def test_no_reply_is_no_text() -> None:
    assert as_text(()) == ""
