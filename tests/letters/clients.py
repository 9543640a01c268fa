"""How each mail program lays out an answer. Every function takes a Writing and gives bytes."""

from tests.letters.bytes import Writing, html, letter, marked, multi, text
from tests.letters.words import DESK

OUR_NAME = {"ru": "Бюро «Право»", "uk": "Бюро «Право»", "en": "Pravo"}
MONTHS = {"ru": "февр.", "uk": "лют.", "en": "Feb"}


def _re(w: Writing) -> str:
    return w.subject if w.subject.startswith("Re:") else f"Re: {w.subject}"


def _gmail_line(w: Writing) -> str:
    who = f"{OUR_NAME[w.words.language]} <{DESK}>"
    return {
        "ru": f"пн, 9 февр. 2026 г. в 09:41, {who}:",
        "uk": f"пн, 9 лют. 2026 р. о 09:41 {who} пише:",
        "en": f"On Mon, Feb 9, 2026 at 9:41 AM {who} wrote:",
    }[w.words.language]


def gmail(w: Writing) -> bytes:
    line = _gmail_line(w)
    plain = f"{w.words.body}\n\n{line}\n\n{marked(w.words.quoted)}\n"
    page = (
        f'<div dir="ltr">{html(w.words.body)}</div><br><div class="gmail_quote '
        'gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{html(line)}<br></div><blockquote class="gmail_quote" '
        f'style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
        f"{html(w.words.quoted)}</blockquote></div>"
    )
    parts = [text(plain), text(page, "html")]
    return letter(w, multi("alternative", parts), subject=_re(w), reply=True)


def gmail_wrapped(w: Writing) -> bytes:
    """The attribution is long and breaks."""
    line = _gmail_line(w)
    middle = line.rindex(" ", 0, line.index("<"))
    body = f"{w.words.body}\n\n{line[:middle]}\n{line[middle + 1 :]}\n\n{marked(w.words.quoted)}\n"
    return letter(w, text(body, encoding="quoted-printable"), subject=_re(w), reply=True)


def gmail_html_only(w: Writing) -> bytes:
    page = (
        f'<div dir="auto">{html(w.words.body)}</div><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">{html(_gmail_line(w))}<br></div><blockquote class="gmail_quote">'
        f"{html(w.words.quoted)}</blockquote></div>"
    )
    return letter(w, text(page, "html"), subject=_re(w), reply=True)


def _outlook_head(w: Writing) -> list[tuple[str, str]]:
    keys = {
        "ru": ("От", "Отправлено", "Кому", "Тема"),
        "uk": ("Від", "Надіслано", "Кому", "Тема"),
        "en": ("From", "Sent", "To", "Subject"),
    }[w.words.language]
    day = {
        "ru": "9 февраля 2026 г. 9:41",
        "uk": "9 лютого 2026 р. 9:41",
        "en": "Monday, February 9, 2026 9:41 AM",
    }[w.words.language]
    who = OUR_NAME[w.words.language]
    return list(zip(keys, (f"{who} <{DESK}>", day, w.name, w.subject), strict=True))


def outlook(w: Writing) -> bytes:
    """Desktop: a plain part with a block of fields, HTML with a line above it."""
    head = _outlook_head(w)
    plain = f"{w.words.body}\n\n" + "\n".join(f"{k}: {v}" for k, v in head)
    rows = "<br>".join(f"<b>{k}:</b> {html(v)}" for k, v in head)
    page = (
        '<html><head><style>p.MsoNormal{margin:0}</style></head><body><div class="WordSection1">'
        f'<p class="MsoNormal">{html(w.words.body)}<o:p></o:p></p><div><div style="border:none;'
        'border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
        f"{rows}</p></div></div><p>{html(w.words.quoted)}</p></div></body></html>"
    )
    parts = [
        text(f"{plain}\n\n{w.words.quoted}\n"),
        text(page, "html", encoding="quoted-printable"),
    ]
    fields = "X-Mailer: Microsoft Outlook 16.0\nThread-Index: AdqXyz=="
    return letter(w, multi("alternative", parts), subject=_re(w), reply=True, fields=fields)


def outlook_phone(w: Writing) -> bytes:
    get = {"ru": "Получить", "uk": "Отримати", "en": "Get"}[w.words.language]
    rows = "<br>".join(f"<b>{k}:</b> {html(v)}" for k, v in _outlook_head(w))
    page = (
        f'<html><body><div dir="ltr">{html(w.words.body)}</div><div '
        'id="ms-outlook-mobile-signature">'
        f'<div><br></div>{get} <a href="https://aka.ms/o0ukef">Outlook для iOS</a></div>'
        f'<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font>{rows}'
        f"</font></div><div>{html(w.words.quoted)}</div></body></html>"
    ).replace(
        "Outlook для iOS", "Outlook for iOS" if w.words.language == "en" else "Outlook для iOS"
    )
    return letter(w, text(page, "html"), subject=_re(w), reply=True)


def outlook_express(w: Writing) -> bytes:
    """Old, in a one-byte charset."""
    head = f'From: "Pravo" <{DESK}>\nTo: <{w.address}>\nSent: Monday, February 09, 2026 9:41 AM'
    body = (
        f"{w.words.body}\n\n----- Original Message ----- \n{head}\nSubject: {w.subject}\n\n\n"
        f"{w.words.quoted}\n"
    )
    charset = w.extra.get("charset", "windows-1251")
    part = text(body, charset=charset, encoding="8bit")
    return letter(
        w,
        part,
        subject=_re(w),
        charset=charset,
        word_kind="Q",
        reply=True,
        fields="X-Mailer: Microsoft Outlook Express 6.00.2900.5931",
    )


def iphone(w: Writing) -> bytes:
    line, sent = {
        "ru": (
            f"9 февр. 2026 г., в 9:41, Бюро «Право» <{DESK}> написал(а):",
            "Отправлено с iPhone",
        ),
        "uk": (f"9 лют. 2026 р. о 09:41 Бюро «Право» <{DESK}> пише:", "Надіслано з iPhone"),
        "en": (f"On Feb 9, 2026, at 9:41 AM, Pravo <{DESK}> wrote:", "Sent from my iPhone"),
    }[w.words.language]
    body = f"{w.words.body}\n\n{sent}\n\n{marked(line + chr(10) + chr(10) + w.words.quoted)}\n"
    if w.number % 2:
        body = f"{w.words.body}\n\n{sent}\n\n> {line}\n> \n{marked(w.words.quoted)}\n"
    return letter(
        w, text(body), subject=_re(w), reply=True, fields="X-Mailer: iPhone Mail (22C161)"
    )


def apple_mail(w: Writing) -> bytes:
    line = {
        "ru": f"9 февр. 2026 г., в 09:41, Бюро «Право» <{DESK}> написал(а):",
        "uk": f"9 лют. 2026 р. о 09:41 Бюро «Право» <{DESK}> написав(-ла):",
        "en": f"On 9 Feb 2026, at 09:41, Pravo <{DESK}> wrote:",
    }[w.words.language]
    page = (
        f'<html><body style="word-wrap: break-word;">{html(w.words.body)}<br><div><br><blockquote '
        f'type="cite"><div>{html(line)}</div><br class="Apple-interchange-newline"><div>'
        f"{html(w.words.quoted)}</div></blockquote></div><br></body></html>"
    )
    plain = f"{w.words.body}\n\n> {line}\n> \n{marked(w.words.quoted)}\n"
    parts = [text(plain), text(page, "html")]
    return letter(w, multi("alternative", parts), subject=_re(w), reply=True)


def _bird_line(w: Writing) -> str:
    who = OUR_NAME[w.words.language]
    return {
        "ru": f"09.02.2026 09:41, {who} пишет:",
        "uk": f"09.02.26 09:41, {who} пише:",
        "en": f"On 09/02/2026 09:41, {who} wrote:",
    }[w.words.language]


def thunderbird_below(w: Writing) -> bytes:
    body = f"{_bird_line(w)}\n{marked(w.words.quoted)}\n\n{w.words.body}\n"
    return letter(
        w,
        text(body, encoding="8bit", more="; format=flowed"),
        subject=_re(w),
        reply=True,
        fields="User-Agent: Mozilla Thunderbird",
    )


def thunderbird_html(w: Writing) -> bytes:
    page = (
        f'<html><body><p>{html(w.words.body)}</p><div class="moz-cite-prefix">{_bird_line(w)}<br>'
        f'</div><blockquote type="cite" cite="mid:x@y">{html(w.words.quoted)}'
        "</blockquote></body></html>"
    )
    return letter(w, text(page, "html", encoding="8bit"), subject=_re(w), reply=True)


def thunderbird_between(w: Writing) -> bytes:
    """Answers between the lines: nothing may be folded away."""
    first, _, rest = w.words.quoted.partition("\n\n")
    body = f"{_bird_line(w)}\n{marked(first)}\n\n{w.words.body}\n\n{marked(rest)}\n\n+1\n"
    return letter(w, text(body, encoding="8bit"), subject=_re(w), reply=True)
