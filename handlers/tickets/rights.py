"""The rights a person can exercise: the six of policy section 9 and two that the law adds.

Articles are those of the Act on the Protection of Personal Information (APPI).
"""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    DISCLOSURE = "disclosure"
    """A copy of the data held about the person (Art. 33)."""
    CORRECTION = "correction"
    """Wrong data are put right (Art. 34)."""
    ADDITION = "addition"
    """Missing data are added (Art. 34)."""
    DELETION = "deletion"
    """Data are deleted because they are not true (Art. 34) or must not be kept (Art. 35)."""
    SUSPENSION_OF_USE = "suspension_of_use"
    """Data are no longer used (Art. 35)."""
    STOP_THIRD_PARTY_PROVISION = "stop_third_party_provision"
    """Data are no longer given to third parties (Art. 35)."""
    PURPOSE_NOTICE = "purpose_notice"
    """What the data are used for (Art. 32(2))."""
    THIRD_PARTY_RECORDS = "third_party_records"
    """The records of what was given to or got from third parties (Art. 33(5))."""


MAY_COST = frozenset({Right.DISCLOSURE, Right.PURPOSE_NOTICE, Right.THIRD_PARTY_RECORDS})
"""The rights a fee may be asked for (Art. 38). The policy names no amount, so none is due until it is set."""
