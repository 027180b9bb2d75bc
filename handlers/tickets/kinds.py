"""The kinds of ticket, and the law whose periods a ticket follows."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    RIGHTS = "rights"
    """Somebody exercises one or more rights over their data."""
    QUESTION = "question"
    """Something the policy does not answer, or a wish to speak with a person."""
    COMPLAINT = "complaint"
    """Somebody is not content with how we handle data (Art. 40 APPI)."""
    INCIDENT = "incident"
    """A suspected leak or misuse: a person looks at it at once."""


class Regime(StrEnum):
    JP_APPI = "jp_appi"
    """Act on the Protection of Personal Information, Japan."""
    EU_GDPR = "eu_gdpr"
    """General Data Protection Regulation, European Union."""
    US_CCPA = "us_ccpa"
    """California Consumer Privacy Act."""
