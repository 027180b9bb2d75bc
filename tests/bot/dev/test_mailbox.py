"""The mail double as a relay: what any mail program meets there, and how it fails when told to."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from threading import Thread

import pytest

from bot.dev.failures import Chance, Chances, Failure
from bot.dev.mailbox import KEPT, MailDouble

NOW = 1_800_000_000.0


@pytest.fixture
def mailbox() -> Iterator[MailDouble]:
    with MailDouble(clock=lambda: NOW) as double:
        yield double


def client(mailbox: MailDouble) -> smtplib.SMTP:
    return smtplib.SMTP("127.0.0.1", mailbox.port, local_hostname="test.example", timeout=30)


def mail(*to: str, subject: str = "Hello", text: str = "Good day.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@example.com", ", ".join(to), subject
    message.set_content(text)
    return message


def send(mailbox: MailDouble, *mails: EmailMessage) -> None:
    with client(mailbox) as relay:
        for each in mails:
            relay.send_message(each)


def test_mails_are_kept_in_the_order_they_came(mailbox: MailDouble) -> None:
    send(mailbox, mail("ana@example.com", subject="1"), mail("ben@example.com", subject="二"))
    assert [(kept.number, kept.subject, kept.at) for kept in mailbox.letters()] == [
        (1, "1", NOW),
        (2, "二", NOW),
    ]
    assert [kept.text for kept in mailbox.letters()] == ["Good day.\n"] * 2


def test_the_mails_for_one_address_are_found_among_all(mailbox: MailDouble) -> None:
    send(mailbox, mail("ana@example.com"), mail("ana@example.com", "ben@example.com"), mail("cy@example.com"))
    assert [kept.number for kept in mailbox.letters("ana@example.com")] == [1, 2]
    assert [kept.number for kept in mailbox.letters("ben@example.com")] == [2]
    assert mailbox.letters("nobody@example.com") == []


def test_what_comes_later_can_be_waited_for(mailbox: MailDouble) -> None:
    later = Thread(target=send, args=(mailbox, mail("ana@example.com")))
    later.start()
    assert [kept.number for kept in mailbox.wait_for(1, "ana@example.com")] == [1]
    later.join()
    with pytest.raises(TimeoutError, match="1 of 2"):
        mailbox.wait_for(2, timeout=0)


def test_only_the_newest_mails_are_kept(mailbox: MailDouble) -> None:
    send(mailbox, *[mail("ana@example.com")] * (KEPT + 2))
    numbers = [kept.number for kept in mailbox.letters()]
    assert (len(numbers), numbers[0], numbers[-1]) == (KEPT, 3, KEPT + 2)


def test_a_failure_meets_as_many_mails_as_it_was_told(mailbox: MailDouble) -> None:
    mailbox.fail_next(2, at="recipient", status=450)
    codes = []
    for _ in range(3):
        with client(mailbox) as relay:
            relay.ehlo()
            relay.mail("desk@example.com")
            codes.append(relay.rcpt("ana@example.com")[0])
    assert codes == [450, 450, 250]


def test_a_refusal_repeats_the_address_as_real_relays_do(mailbox: MailDouble) -> None:
    mailbox.fail_next(at="recipient", status=550)
    with client(mailbox) as relay, pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        relay.send_message(mail("ana@example.com"))
    assert refusal.value.recipients["ana@example.com"] == (550, b"5.1.1 <ana@example.com> is not taken")


@pytest.mark.parametrize("status", [421, 554])
def test_a_relay_may_refuse_with_its_first_words(mailbox: MailDouble, status: int) -> None:
    mailbox.fail_next(at="connect", status=status)
    with pytest.raises(smtplib.SMTPConnectError) as refusal:
        client(mailbox)
    assert refusal.value.smtp_code == status


@pytest.mark.parametrize(("drop", "kept"), [("before", 0), ("after", 1)])
def test_a_relay_may_break_off_before_or_after_it_kept_a_mail(
    mailbox: MailDouble, drop: str, kept: int
) -> None:
    mailbox.fail_next(at="data", drop="before" if drop == "before" else "after")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(mailbox, mail("ana@example.com"))
    assert len(mailbox.letters()) == kept


def test_a_relay_that_stalls_keeps_the_mail_and_answers_when_released(mailbox: MailDouble) -> None:
    mailbox.fail_next(at="data", stall=30)
    sending = Thread(target=send, args=(mailbox, mail("ana@example.com")))
    sending.start()
    with mailbox.changed:
        assert mailbox.changed.wait_for(lambda: mailbox.stalled == 1, 30)
    assert mailbox.letters() == []
    mailbox.failures.release()
    sending.join()
    assert len(mailbox.letters()) == 1


def test_a_relay_with_a_login_takes_nothing_without_it() -> None:
    with MailDouble(login=("desk", "right")) as mailbox:
        with pytest.raises(smtplib.SMTPSenderRefused):
            send(mailbox, mail("ana@example.com"))
        with client(mailbox) as relay:
            with pytest.raises(smtplib.SMTPAuthenticationError):
                relay.login("desk", "wrong")
            relay.login("desk", "right")
            relay.send_message(mail("ana@example.com"))
        assert len(mailbox.letters()) == 1


def test_a_taken_port_is_told_to_whoever_wants_it(mailbox: MailDouble) -> None:
    with pytest.raises(OSError, match="in use"):
        MailDouble(mailbox.port)


def test_who_is_still_connected_does_not_keep_a_closed_relay_open() -> None:
    mailbox = MailDouble()
    relay = client(mailbox)
    mailbox.close()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        relay.noop()
    relay.close()
    with pytest.raises(ConnectionRefusedError):
        client(mailbox)


ALWAYS_REFUSED = Chance("451", "sender", 1.0, Failure(status=451))


def test_a_refused_sender_leaves_no_mail(mailbox: MailDouble) -> None:
    mailbox.chances = Chances([ALWAYS_REFUSED])
    with pytest.raises(smtplib.SMTPSenderRefused):
        send(mailbox, mail("ana@example.com"))
    assert mailbox.letters() == []
    assert mailbox.chances.met == {"451": 1}


def test_the_same_seed_draws_the_same_failures_and_another_one_others() -> None:
    half = [Chance("half", "data", 0.5, Failure(status=452))]
    first, again, other = (Chances(half, seed) for seed in (1, 1, 2))
    drawn = [[each.take("data") is not None for _ in range(50)] for each in (first, again, other)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert 10 < first.met["half"] < 40
    assert first.take("connect") is None


def test_a_relay_that_was_away_listens_again_and_keeps_what_it_had(mailbox: MailDouble) -> None:
    send(mailbox, mail("ana@example.com", subject="1"))
    with mailbox.away(), pytest.raises(OSError, match="refused"):
        client(mailbox)
    send(mailbox, mail("ana@example.com", subject="2"))
    assert [kept.subject for kept in mailbox.letters()] == ["1", "2"]
