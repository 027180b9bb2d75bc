"""Each right needs its level of identity, and only what proves something raises it."""

from __future__ import annotations

import pytest

from handlers.tickets.actors import Role, Standing
from handlers.tickets.assurance import NEEDED, Level, Method, NotRaised, needed, raised
from handlers.tickets.rights import Right

ASKING_FOR_MORE = [standing for standing in Standing if standing is not Standing.SELF]


def test_every_right_says_what_it_needs() -> None:
    assert NEEDED.keys() == set(Right)


@pytest.mark.parametrize(
    ("rights", "level"),
    [
        ([], Level.ACCOUNT),
        ([Right.PURPOSE_NOTICE], Level.ACCOUNT),
        ([Right.DISCLOSURE], Level.ON_FILE),
        ([Right.PURPOSE_NOTICE, Right.CORRECTION], Level.ON_FILE),
        ([Right.DELETION], Level.KNOWN_FACTS),
        ([Right.DISCLOSURE, Right.DELETION], Level.KNOWN_FACTS),
    ],
)
def test_several_rights_need_what_the_strictest_needs(rights: list[Right], level: Level) -> None:
    assert needed(rights) is level


@pytest.mark.parametrize("standing", ASKING_FOR_MORE)
def test_a_representative_needs_two_known_facts(standing: Standing) -> None:
    assert needed([Right.DISCLOSURE], standing) is Level.KNOWN_FACTS
    assert needed([Right.PURPOSE_NOTICE], standing) is Level.ACCOUNT


def test_sensitive_data_need_two_known_facts() -> None:
    assert needed([Right.DISCLOSURE], sensitive=True) is Level.KNOWN_FACTS


@pytest.mark.parametrize(
    ("method", "by", "level"),
    [
        (Method.CODE_TO_NAMED_MAIL, Role.SYSTEM, Level.CONTACT),
        (Method.CODE_TO_MAIL_ON_FILE, Role.SYSTEM, Level.ON_FILE),
        (Method.ACCOUNT_LINK, Role.SYSTEM, Level.ON_FILE),
    ],
)
def test_a_code_or_a_link_raises_by_itself(method: Method, by: Role, level: Level) -> None:
    assert raised(Level.ACCOUNT, method, by) is level


def test_two_facts_count_on_top_of_an_address_on_file_only() -> None:
    assert raised(Level.ON_FILE, Method.TWO_FACTS, Role.CASEWORKER) is Level.KNOWN_FACTS
    with pytest.raises(NotRaised, match="on file"):
        raised(Level.CONTACT, Method.TWO_FACTS, Role.CASEWORKER)


def test_a_document_is_asked_for_on_reasonable_doubt_only() -> None:
    assert raised(Level.ON_FILE, Method.DOCUMENT, Role.CASEWORKER, doubt=True) is Level.DOCUMENT
    with pytest.raises(NotRaised, match="reasonable doubt"):
        raised(Level.ON_FILE, Method.DOCUMENT, Role.CASEWORKER)


@pytest.mark.parametrize("method", [Method.TWO_FACTS, Method.DOCUMENT])
@pytest.mark.parametrize("by", sorted(set(Role) - {Role.CASEWORKER}))
def test_what_staff_compare_nobody_else_confirms(method: Method, by: Role) -> None:
    with pytest.raises(NotRaised, match="checked by a caseworker"):
        raised(Level.ON_FILE, method, by, doubt=True)


def test_a_level_never_falls() -> None:
    assert raised(Level.KNOWN_FACTS, Method.CODE_TO_NAMED_MAIL, Role.SYSTEM) is Level.KNOWN_FACTS
