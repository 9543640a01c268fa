"""Answers from web mail and telephones of this part of the world."""

from tests.letters.bytes import Writing, html, letter, marked, multi, text
from tests.letters.clients import OUR_NAME, _re
from tests.letters.words import DESK


def yandex(w: Writing) -> bytes:
    line = f'09.02.2026, 09:41, "{OUR_NAME[w.words.language]}" <{DESK}>:'
    page = (
        f"<div>{html(w.words.body)}</div><div> </div><div>{html(line)}</div>"
        f"<blockquote><div>{html(w.words.quoted)}</div></blockquote>"
    )
    return letter(
        w,
        text(page, "html"),
        subject=_re(w),
        reply=True,
        fields="X-Mailer: Yamail [ http://yandex.ru ] 5.0",
    )


def yandex_phone(w: Writing) -> bytes:
    line = f'09.02.2026, 09:41, "{OUR_NAME[w.words.language]}" <{DESK}>:'
    sent = {
        "ru": "Отправлено из мобильного приложения Яндекс Почты",
        "uk": "Надіслано з мобільного застосунку Яндекс Пошти",
        "en": "Sent from Yandex Mail for mobile",
    }[w.words.language]
    body = f"{w.words.body}\n-- \n{sent}\n\n{line}\n\n{marked(w.words.quoted)}\n"
    return letter(w, text(body), subject=_re(w), reply=True)


def _mailru_line(w: Writing) -> str:
    return {
        "ru": f"Понедельник, 9 февраля 2026, 9:41 +03:00 от Бюро «Право» <{DESK}>:",
        "uk": f"Понеділок, 9 лютого 2026, 9:41 +02:00 від Бюро «Право» <{DESK}>:",
        "en": f"Monday, 9 February 2026, 9:41 +00:00 from Pravo <{DESK}>:",
    }[w.words.language]


def mailru(w: Writing) -> bytes:
    line = _mailru_line(w)
    plain = f"\n{w.words.body}\n\n  \n>{line}\n>\n{marked(w.words.quoted)}\n"
    page = (
        f'<HTML><BODY><div>{html(w.words.body)}</div><blockquote style="border-left:1px '
        "solid #0857A6;"
        f' margin:10px; padding:0 0 0 10px;">{html(line)}<br>&nbsp;'
        f"<div>{html(w.words.quoted)}</div>"
        "</blockquote></BODY></HTML>"
    )
    parts = [text(plain), text(page, "html")]
    return letter(
        w,
        multi("alternative", parts),
        subject=_re(w),
        reply=True,
        fields="X-Mailer: Mail.Ru Mailer 1.0",
    )


def mailru_phone(w: Writing) -> bytes:
    sent = {
        "ru": "Отправлено из Почты Mail.ru",
        "uk": "Надіслано з Пошти Mail.ru",
        "en": "Sent from Mail.ru app for Android",
    }[w.words.language]
    body = f"{w.words.body}\n\n--\n{sent}\n\n{_mailru_line(w)}\n{marked(w.words.quoted)}\n"
    return letter(w, text(body), subject=_re(w), reply=True)


def ukrnet(w: Writing) -> bytes:
    keys = {
        "ru": ("Исходное сообщение", "От кого", "Дата"),
        "uk": ("Оригінальне повідомлення", "Від кого", "Дата"),
        "en": ("Original message", "From", "Date"),
    }[w.words.language]
    head = (
        f'--- {keys[0]} ---\n{keys[1]}: "{OUR_NAME[w.words.language]}" <{DESK}>\n{keys[2]}: 9 '
        "лютого 2026, 09:41:12"
    )
    body = f"{w.words.body}\n\n{head}\n\n{w.words.quoted}\n"
    if w.number % 2:
        line = f'9 лютого 2026, 09:41:12, від "Бюро «Право»" <{DESK}>:'
        body = f"{w.words.body}\n\n{line}\n\n{w.words.quoted}\n"
    return letter(
        w,
        text(body, encoding="quoted-printable"),
        subject=_re(w),
        reply=True,
        fields="X-Mailer: mail.ukr.net 5.0",
    )


def proton(w: Writing) -> bytes:
    line = {
        "ru": f"понедельник, 9 февраля 2026 г. в 09:41, Бюро «Право» <{DESK}> написал(а):",
        "uk": f"понеділок, 9 лютого 2026 р. о 09:41 Бюро «Право» <{DESK}> написав(-ла):",
        "en": f"On Monday, February 9th, 2026 at 9:41 AM, Pravo <{DESK}> wrote:",
    }[w.words.language]
    page = (
        f'<div style="font-family: Arial">{html(w.words.body)}</div><div class="protonmail_quote">'
        f'{html(line)}<br><blockquote class="protonmail_quote" type="cite">{html(w.words.quoted)}'
        "</blockquote><br></div>"
    )
    return letter(w, text(page, "html"), subject=_re(w), reply=True)


def samsung(w: Writing) -> bytes:
    keys = {
        "ru": ("Исходное сообщение", "От", "Дата", "Кому", "Тема", "Отправлено с моего Galaxy"),
        "uk": ("Вихідне повідомлення", "Від", "Дата", "Кому", "Тема", "Надіслано з мого Galaxy"),
        "en": ("Original message", "From", "Date", "To", "Subject", "Sent from my Galaxy"),
    }[w.words.language]
    body = (
        f"{w.words.body}\n\n\n{keys[5]}\n\n\n-------- {keys[0]} --------\n{keys[1]}: {DESK} \n"
        f"{keys[2]}: 09.02.2026 9:41 (GMT+02:00) \n{keys[3]}: {w.address} \n{keys[4]}: "
        f"{w.subject} \n\n"
        f"{w.words.quoted}\n"
    )
    return letter(w, text(body), subject=_re(w), reply=True)


def roundcube(w: Writing) -> bytes:
    verb = {"ru": "писал", "uk": "писав", "en": "wrote"}[w.words.language]
    line = f"{OUR_NAME[w.words.language]} {verb} 2026-02-09 09:41:"
    if w.words.language == "en":
        line = "On 2026-02-09 09:41, Pravo wrote:"
    body = f"{w.words.body}\n\n{line}\n{marked(w.words.quoted)}\n"
    return letter(
        w,
        text(body, encoding="8bit"),
        subject=_re(w),
        reply=True,
        fields="User-Agent: Roundcube Webmail/1.6",
    )


def the_bat(w: Writing) -> bytes:
    hello, line = {
        "ru": ("Здравствуйте, Анна.", "Вы писали 9 февраля 2026 г., 9:41:12:"),
        "uk": ("Вітаю, Ганно.", "Ви писали 9 лютого 2026 р., 9:41:12:"),
        "en": ("Hello Anna,", "Monday, February 9, 2026, 9:41:12 AM, you wrote:"),
    }[w.words.language]
    charset = w.extra.get("charset", "koi8-u" if w.words.language == "uk" else "koi8-r")
    body = f"{hello}\n\n{w.words.body}\n\n{line}\n\n{marked(w.words.quoted)}\n\n-- \n{w.name}\n"
    return letter(
        w,
        text(body, charset=charset, encoding="8bit"),
        charset=charset,
        subject=_re(w),
        reply=True,
        fields="X-Mailer: The Bat! (v9.3.4) Professional",
    )


def yahoo(w: Writing) -> bytes:
    line = {
        "ru": f"В понедельник, 9 февраля 2026 г. в 09:41:12 GMT+3, Право <{DESK}> написал(а):",
        "uk": f"понеділок, 9 лютого 2026 р. о 09:41:12 GMT+2, Право <{DESK}> написав/-ла:",
        "en": f"On Monday, February 9, 2026 at 09:41:12 AM GMT, Pravo <{DESK}> wrote:",
    }
    page = (
        f'<html><body><div class="ydp-yahoo-style-wrap">{html(w.words.body)}</div><div '
        'id="yahoo_quoted_7"'
        f' class="yahoo_quoted"><div>{html(line[w.words.language])}</div><div><div>'
        f"{html(w.words.quoted)}</div></div></div></body></html>"
    )
    return letter(w, text(page, "html"), subject=_re(w), reply=True)
