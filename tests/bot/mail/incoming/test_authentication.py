"""Only our own MX is believed, and only as far as it speaks about the sender's domain."""

from __future__ import annotations

import pytest

from bot.mail.incoming.incoming_mail import Authentication
from tests.bot.mail.incoming.sample_mails import mail

SENDER = "hanako@example.org"
REST = f"From: {SENDER}\nTo: privacy@desk.example.com\n\ntext"


def said(*fields: str) -> Authentication:
    head = "".join(f"Authentication-Results: {field}\n" for field in fields)
    return mail((head + REST).encode()).authentication


VOUCHED = [
    "mx.example.com; dmarc=pass header.from=example.org",
    "MX.EXAMPLE.COM 1; DMARC=Pass",
    "mx.example.com; dkim=fail header.d=example.net; dkim=pass header.d=example.org",
    'mx.example.com; spf=pass smtp.mailfrom="odd (name"@example.org',
    "mx.example.com; dmarc=none header.from=example.org; dkim=pass header.i=@example.org",
    "mx.example.com (our (own) MX); dmarc=pass (p=reject; dis=none) header.from=example.org",
]
DOUBTED = [
    "",
    "mx.example.com; none",
    "mx.example.net; dmarc=pass header.from=example.org",
    "(mx.example.com; dmarc=pass) mx.example.net; dmarc=pass",
    "mx.example.com.example.net; dmarc=pass",
    "mx.example.com; dmarc=fail header.from=example.org; dkim=pass header.d=example.org",
    "mx.example.com; dmarc=pass header.from=example.net",
    "mx.example.com; dmarc=bestguesspass header.from=example.org",
    "mx.example.com; dmarc=temperror; spf=pass smtp.mailfrom=example.org",
    "mx.example.com; dkim=pass header.d=example.net; spf=pass smtp.mailfrom=a@example.net",
    "mx.example.com; dkim=pass header.d=notexample.org",
    "mx.example.com; dkim=pass header.d=ample.org",
    "mx.example.com; spf=pass (dmarc=pass; header.from=example.org)",
    'mx.example.com; spf=pass smtp.mailfrom="; dmarc=pass header.from=example.org"@example.net',
    'mx.example.com; spf=pass smtp.mailfrom="a smtp.mailfrom=b@example.org c"@example.net',
    "mx.example.com; x-dmarc=pass header.from=example.org",
]


@pytest.mark.parametrize("field", VOUCHED)
def test_our_mx_vouches_for_the_senders_domain(field: str) -> None:
    assert said(field).vouches_for(SENDER)


@pytest.mark.parametrize("field", DOUBTED)
def test_nothing_else_vouches_for_it(field: str) -> None:
    assert not said(field).vouches_for(SENDER)


def test_a_field_below_that_of_our_mx_counts_for_nothing() -> None:
    forged = "mx.example.com; dmarc=pass header.from=example.org"
    assert not said("mx.example.com; dmarc=fail header.from=example.org", forged).vouches_for(SENDER)
    assert said("mx.example.com; spf=none", forged) == Authentication(spf="none")


def test_one_good_signature_among_bad_ones_is_a_pass() -> None:
    bad, good = "dkim=fail header.d=example.net", "dkim=pass header.d=example.org"
    assert said(f"mx.example.com; {good}; {bad}").dkim == "pass"
    assert said(f"mx.example.com; {bad}; {good}").dkim == "pass"


def test_a_domain_vouches_for_those_below_it_only() -> None:
    found = said("mx.example.com; dkim=pass header.d=mail.example.org")
    assert found.vouches_for("a@mail.example.org")
    assert found.vouches_for("a@x.mail.example.org")
    assert not found.vouches_for("a@example.org")
    assert not found.vouches_for("")
