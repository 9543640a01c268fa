"""Letters that no human wrote: absence notes, bounces, delays, receipts, lists."""

from tests.letters.bytes import Writing, letter, multi, text
from tests.letters.words import DESK

Machine = tuple[bytes, dict[str, object]]
AWAY = {
    "ru": (
        "Автоматический ответ: ",
        "Здравствуйте! Я нахожусь в отпуске до 20 февраля, доступа к почте нет.",
    ),
    "uk": (
        "Автоматична відповідь: ",
        "Вітаю! Я перебуваю у відпустці до 20 лютого, доступу до пошти немає.",
    ),
    "en": (
        "Automatic reply: ",
        "Hello, I am out of the office until 20 February with no access to my email.",
    ),
}


def _away(w: Writing, fields: str, prefix: str | None = None) -> Machine:
    start, body = AWAY[w.words.language]
    subject = (start if prefix is None else prefix) + w.subject
    raw = letter(w, text(body), subject=subject, reply=True, fields=fields)
    return raw, {"kind": "auto_reply", "subject": subject, "new_text_contains": body[10:40]}


def exchange(w: Writing) -> Machine:
    return _away(w, "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All")


def vacation(w: Writing) -> Machine:
    return _away(w, "Auto-Submitted: auto-replied (vacation)\nPrecedence: bulk", "Re: ")


def autoreply_field(w: Writing) -> Machine:
    return _away(w, "X-Autoreply: yes", "Re: ")


def autorespond_field(w: Writing) -> Machine:
    return _away(w, f"X-Autorespond: {w.number}", "Re: ")


def precedence(w: Writing) -> Machine:
    value = ("auto_reply", "Bulk", "JUNK")[w.number % 3]
    return _away(w, f"Precedence: {value}", "")


def undeclared(w: Writing) -> Machine:
    """Nothing but its subject and its words."""
    return _away(w, "")


def receipt(w: Writing) -> Machine:
    note = (
        b"Content-Type: message/disposition-notification\r\n\r\nDisposition: "
        b"manual-action/MDN-sent-manually; displayed\r\n"
    )
    words = AWAY[w.words.language][1]
    raw = letter(w, multi("report", [text(words), note], "; report-type=disposition-notification"))
    return raw, {"kind": "auto_reply", "new_text_contains": words[10:40]}


def _report(w: Writing, action: str, status: str, gone: str, words: str) -> bytes:
    status_part = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.pravo.example\r\n\r\n"
        f"Final-Recipient: rfc822; {gone}\r\nAction: {action}\r\nStatus: {status}\r\n"
    )
    back = f"Content-Type: text/rfc822-headers\r\n\r\nFrom: {DESK}\r\nMessage-ID: {w.answered}\r\n"
    parts = [text(words, encoding="8bit"), status_part.encode(), back.encode()]
    daemon = Writing(w.words, "Mail Delivery System", "MAILER-DAEMON@mx.pravo.example", w.number)
    subject = "Undelivered Mail Returned to Sender" if action == "failed" else "Delayed Mail"
    raw = letter(
        daemon,
        multi("report", parts, "; report-type=delivery-status"),
        subject=subject,
        fields="Auto-Submitted: auto-replied",
    )
    return raw.replace(b"Return-Path: <MAILER-DAEMON@mx.pravo.example>", b"Return-Path: <>")


def _about(w: Writing, kind: str, subject: str, scrap: str) -> dict[str, object]:
    return {
        "kind": kind,
        "subject": subject,
        "new_text_contains": scrap,
        "language": "en",
        "sender": "MAILER-DAEMON@mx.pravo.example",
        "bounced_address": w.address,
    }


def dsn(w: Writing) -> Machine:
    raw = _report(
        w,
        "failed",
        "5.1.1",
        w.address,
        "I'm sorry to have to inform you that your message could not be delivered.",
    )
    expected = _about(w, "bounce", "Undelivered Mail Returned to Sender", "could not be delivered")
    return raw, {**expected, "bounced_message_id": w.answered}


def dsn_delayed(w: Writing) -> Machine:
    raw = _report(
        w,
        "delayed",
        "4.4.1",
        w.address,
        "Your message is late. You do not need to resend it, we will try again.",
    )
    expected = _about(w, "delay", "Delayed Mail", "we will try again")
    return raw, {**expected, "bounced_message_id": w.answered}


def exim(w: Writing) -> Machine:
    daemon = Writing(w.words, "Mail Delivery System", "MAILER-DAEMON@mx.pravo.example", w.number)
    body = (
        "This message was created automatically by mail delivery software.\n\nA message "
        "that you sent "
        "could not be delivered to one or more of its\nrecipients. This is a permanent error. The "
        f"following address(es) failed:\n\n  {w.address}\n    Unrouteable "
        "address\n\n------ This is a copy "
        "of the message, including all the headers. ------\n\nReturn-path: "
        f"<{DESK}>\nMessage-ID: {w.answered}\n\ntext\n"
    )
    raw = letter(
        daemon,
        text(body, encoding="8bit"),
        subject="Mail delivery failed: returning message to sender",
        fields=f"X-Failed-Recipients: {w.address}\nAuto-Submitted: auto-replied",
    )
    expected = _about(
        w, "bounce", "Mail delivery failed: returning message to sender", "permanent error"
    )
    return raw, {**expected, "bounced_message_id": w.answered}


def qmail(w: Writing) -> Machine:
    daemon = Writing(w.words, "", "MAILER-DAEMON@mx.pravo.example", w.number)
    body = (
        "Hi. This is the qmail-send program at mx.pravo.example.\nI'm afraid I wasn't "
        "able to deliver your "
        "message to the following addresses.\nThis is a permanent error; I've given up. "
        "Sorry it didn't work "
        f"out.\n\n<{w.address}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- "
        "Below this line is a "
        f"copy of the message.\n\nReturn-Path: <{DESK}>\nMessage-ID: {w.answered}\n\ntext\n"
    )
    raw = letter(daemon, text(body, encoding="8bit"), subject="failure notice")
    raw = raw.replace(b"Return-Path: <MAILER-DAEMON@mx.pravo.example>", b"Return-Path: <>")
    return raw, {
        **_about(w, "bounce", "failure notice", "qmail-send"),
        "bounced_message_id": w.answered,
    }


def mailing_list(w: Writing) -> Machine:
    fields = (
        "List-Id: Talk <talk.example>\nPrecedence: list\nList-Unsubscribe: "
        "<mailto:leave@talk.example>"
    )
    return letter(w, text(w.words.body), subject=f"[talk] {w.subject}", fields=fields), {
        "kind": "list",
        "subject": f"[talk] {w.subject}",
    }


def newsletter(w: Writing) -> Machine:
    raw = letter(
        w,
        text(f"<p>{w.words.body}</p>", "html"),
        fields="List-Unsubscribe: <https://news.example/u/1>\nPrecedence: bulk",
    )
    return raw, {"kind": "list"}
