"""Humans and machines are told apart (R023), with look-alikes on both sides."""

import pytest

from slovo.lib.mail import read

HUMAN = "From: Anna <anna@mail.example>\r\nSubject: Lease\r\n"


def kind(head: str, body: str = "Please look at clause 4.2.", subject: str = "Lease") -> str:
    raw = f"From: Anna <anna@mail.example>\r\nSubject: {subject}\r\n{head}\r\n{body}\r\n"
    if "From:" in head:
        raw = raw.partition("\r\n")[2]
    return read(raw.encode()).kind


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Auto-Submitted: no\r\n",
        "Auto-Submitted: No (a human wrote this)\r\n",
        "X-Auto-Response-Suppress: All\r\n",
        "X-Auto-Response-Suppress: OOF, AutoReply\r\n",
        "Precedence: first-class\r\n",
        "Precedence: normal\r\n",
        "X-Autoreply: no\r\n",
        "X-Autorespond:\r\n",
        "List-Id:\r\n",
        "In-Reply-To: <a@b.example>\r\nReferences: <a@b.example>\r\n",
        "Return-Path: <anna@mail.example>\r\n",
        "From: Bounce House Ltd <info@bouncehouse.example>\r\n",
        "From: Postmaster Nikolai <nik@mail.example>\r\n",
    ],
)
def test_human(head: str) -> None:
    assert kind(head) == "human"


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied\r\n",
        "auto-submitted: AUTO-GENERATED (rejected)\r\n",
        "Auto-Submitted: auto-notified; owner-email=x\r\n",
        "X-Autoreply: yes\r\n",
        "X-Autorespond: Lease\r\n",
        "X-Autoresponder: 1\r\n",
        "Precedence: auto_reply\r\n",
        "Precedence: BULK\r\n",
        "Precedence: Junk\r\n",
        "Return-Path: <>\r\n",
    ],
)
def test_auto_reply(head: str) -> None:
    assert kind(head) == "auto_reply"


@pytest.mark.parametrize(
    "head",
    [
        "List-Id: <talk.example>\r\n",
        "List-Unsubscribe: <mailto:x@y.example>\r\nPrecedence: bulk\r\n",
        "Precedence: List\r\n",
        "List-Post: <mailto:talk@x.example>\r\nAuto-Submitted: no\r\n",
    ],
)
def test_list(head: str) -> None:
    assert kind(head) == "list"


def test_an_absence_note_to_a_list_is_an_absence_note() -> None:
    assert kind("List-Id: <talk.example>\r\nAuto-Submitted: auto-replied\r\n") == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Automatic reply: Lease", "I am out of the office until Monday."),
        ("Out of office", "I'm currently away with limited access to email."),
        ("Автоматический ответ: Договор", "Нахожусь в отпуске до 20 февраля."),
        ("Автоответ: Договор", "Буду отсутствовать до понедельника."),
        ("Автоматична відповідь: Договір", "Перебуваю у відпустці до 20 лютого."),
        ("Автовідповідь: Договір", "Буду відсутня до понеділка."),
    ],
)
def test_an_undeclared_absence_note_needs_two_signs(subject: str, body: str) -> None:
    assert kind("", body, subject) == "auto_reply"
    assert kind("Auto-Submitted: no\r\n", body, subject) == "human"
    assert kind("", "Посмотрите пункт 4.2 / look at clause 4.2", subject) == "human"
    assert kind("", body, f"Re: {subject}") == "human"
    assert kind("X-Auto-Response-Suppress: All\r\n", "x", subject) == "auto_reply"
    assert kind("From: no-reply@mail.example\r\n", "x", subject) == "auto_reply"


@pytest.mark.parametrize(
    "body", ["I am on vacation next week, please call Helen.", "Буду в отпуске с 1 мая."]
)
def test_a_human_may_speak_of_his_holidays(body: str) -> None:
    assert kind("", body, "Re: Lease") == "human"
    assert kind("", body, "Отпуск") == "human"


def report(status: str, *, kind_of_report: str = "delivery-status", returned: str = "") -> bytes:
    parts = "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
    if status:
        parts += "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        parts += f"Reporting-MTA: dns; mx\r\n\r\n{status}\r\n"
    if returned:
        parts += f"--b\r\nContent-Type: message/rfc822\r\n\r\n{returned}\r\n"
    return (
        "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail\r\n"
        "Message-ID: <own@mx.example>\r\n"
        f"Content-Type: multipart/report; report-type={kind_of_report}; boundary=b\r\n\r\n"
        f"{parts}--b--\r\n"
    ).encode()


def test_a_bounce_names_the_address_and_the_letter() -> None:
    status = "Final-Recipient: rfc822; <anna@mail.example>\r\nAction: Failed\r\nStatus: 5.1.1\r\n"
    letter = read(
        report(status, returned="From: us@x\r\nMessage-ID: <S-1.a.b@us.example>\r\n\r\nold")
    )
    assert (letter.kind, letter.bounced_address) == ("bounce", "anna@mail.example")
    assert letter.bounced_message_id == "<S-1.a.b@us.example>"
    assert [file.type for file in letter.attachments] == [
        "message/delivery-status",
        "message/rfc822",
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Action: delayed\r\nStatus: 4.4.1", "delay"),
        ("Action: delivered\r\nStatus: 2.0.0", "auto_reply"),
        ("Action: relayed", "auto_reply"),
        ("Status: 5.2.2", "bounce"),
        ("Status: 4.2.2", "delay"),
        ("Diagnostic-Code: smtp; who knows", "auto_reply"),
    ],
)
def test_reports(status: str, expected: str) -> None:
    assert read(report(status)).kind == expected


def test_a_report_without_its_machine_part_is_still_a_machine_s() -> None:
    assert read(report("")).kind == "auto_reply"


def test_a_read_receipt_is_automatic() -> None:
    raw = report("", kind_of_report="disposition-notification").replace(
        b"MAILER-DAEMON@mx", b"anna@mail"
    )
    assert read(raw).kind == "auto_reply"


def daemon(subject: str, body: str, more: str = "") -> bytes:
    head = f"From: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nSubject: {subject}\r\n{more}"
    return f"{head}Message-ID: <own@mx.example>\r\n\r\n{body}\r\n".encode()


def test_a_bounce_in_words_only() -> None:
    body = "Hi. This is the qmail-send program at mx.\n\n"
    body += "<anna@mail.example>:\nno mailbox here by that name.\n"
    body += "\n--- Below this line is a copy of the message.\n\nMessage-ID: <S-2.a.b@us.example>\n"
    letter = read(daemon("failure notice", body, "Return-Path: <>\r\n"))
    assert (letter.kind, letter.bounced_address) == ("bounce", "anna@mail.example")
    assert letter.bounced_message_id == "<S-2.a.b@us.example>"


def test_a_bounce_without_the_letter_it_is_about() -> None:
    status = "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n"
    letter = read(report(status, returned="From: us@x\r\n\r\nold"))
    assert (letter.kind, letter.bounced_message_id) == ("bounce", "")


def test_exim_names_the_failed() -> None:
    letter = read(
        daemon("Mail delivery failed", "x", "X-Failed-Recipients: a@b.example, c@d.example\r\n")
    )
    assert (letter.kind, letter.bounced_address) == ("bounce", "a@b.example")


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Недоставленное сообщение", "bounce"),
        ("Не вдалося доставити лист", "bounce"),
        ("Undeliverable: Lease", "bounce"),
        ("Message delivery has failed or is delayed", "delay"),
        ("Warning: message 1tX2aB-000 delayed 24 hours", "delay"),
        ("Mailbox quota report", "auto_reply"),
    ],
)
def test_a_daemon_in_words_nobody_knows(subject: str, expected: str) -> None:
    assert read(daemon(subject, "Something happened.")).kind == expected


def test_a_report_without_parts_is_judged_by_its_words() -> None:
    assert (
        read(daemon("failure notice", "x", "Content-Type: multipart/report\r\n")).kind == "bounce"
    )
