"""How mail programs show what they quote, in English, Russian and Ukrainian.

Patterns look at one line at a time (two or three joined for a wrapped attribution) and are
bounded, so that no letter can make them slow.
"""

from __future__ import annotations

import re

_DASH = "[-–—_=‐*]"
_NOUNS = (
    "original (?:message|appointment)|forwarded (?:message|letter)|reply message|"
    "исходное (?:сообщение|письмо)|оригинал(?:ьное)? (?:сообщени[ея]|письм[оа])|"
    "(?:пересылаемое|пересланное|перенаправленное|переадресованное) (?:сообщение|письмо)|"
    "(?:вихідн(?:е|ий)|оригінальн(?:е|ий)|початков(?:е|ий)|переслан(?:е|ий)|перенаправлен(?:е|ий)|"
    "переадресован(?:е|ий)|пересилан(?:е|ий)) (?:повідомлення|лист)"
)
_BEGIN = (
    "begin forwarded message|начало пере(?:адресованного|сланного|сылаемого) (?:сообщения|письма)|"
    "початок (?:переадресованого|пересланого|переспрямованого|перенаправленого) "
    "(?:повідомлення|листа)|початок листа, що пересилається"
)
SEPARATOR = re.compile(
    rf"[ \t\xa0]{{0,8}}(?:{_DASH}{{2,60}}[ \t]{{0,5}}(?:{_NOUNS})[ \t]{{0,5}}:?{_DASH}{{2,60}}"
    rf"|-{{3,5}} .{{5,140}} (?:wrote|написал\(а\)|написала?|пише|пишет) -{{3,5}}"
    rf"|(?:{_BEGIN})[ \t]{{0,5}}:?)[ \t\xa0]{{0,8}}",
    re.IGNORECASE,
)
RULE = re.compile(rf"[ \t\xa0]{{0,8}}{_DASH}{{3,200}}[ \t\xa0]{{0,8}}")
_FROM_NAMES = "from|от(?: кого)?|отправитель|від(?: кого)?|відправник|von|de|od"
_KEY_NAMES = (
    "sent|date|to|cc|bcc|subject|reply-to|importance|attachments|"
    "отправлено|дата(?: отправки)?|кому|копия|скрытая копия|тема|важность|вложения|"
    "надіслано|відправлено|копія|важливість|вкладення|gesendet|datum|an|betreff|sujet|envoyé|à"
)
_DATE_KEYS = {"sent", "date", "отправлено", "дата", "дата отправки", "надіслано", "відправлено"}
FROM_LINE = re.compile(rf"[ \t\xa0]{{0,8}}\*?(?:{_FROM_NAMES})\*?:", re.IGNORECASE)
KEY_LINE = re.compile(rf"[ \t\xa0]{{0,8}}\*?({_KEY_NAMES})\*?:\*?(?:\s|$)", re.IGNORECASE)
KEYS_IN_LINE = re.compile(rf"\s\*?(?:{_KEY_NAMES}):\*?\s", re.IGNORECASE)

_VERB = re.compile(
    r"\b(?:wrote|writes|пишет|писала?|писали|написал(?:а|и)?|пише|писав|писала|писали|написав"
    r"|написала|написали|schrieb|a écrit|escribió|napisał|ha scritto)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    r"|\b\d{1,2}[. ]{1,2}[a-zа-яіїє]{3,12}\b|\b[a-z]{3,9}\.? \d{1,2}\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?![./]\d)")
_WHO = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,250}|\b(?:от|від|from)\b ", re.IGNORECASE)
_ON = re.compile(r"[ \t\xa0]{0,8}On ")
_YOU_WROTE = re.compile(r"\b(?:вы|ви) (?:писали|написали)\b", re.IGNORECASE)
MAX_ATTRIBUTION = 500

_DEVICE = (
    r"(?:i ?phone|i ?pad|айфон\w?|айпад\w?|телефон\w?|смартфон\w?|планшет\w?|android|андроид\w?|"
    r"blackberry|nokia|pixel|phone|mobile|tablet)[\w ]{0,25}"
)
_PROGRAM = (
    r"(?:samsung|galaxy|huawei|honor|xiaomi|redmi|poco|realme|outlook|yahoo|proton|gmail|"
    r"mail(?:\.ru)?\b|mymail|почт[ыа]|пошти|яндекс|yandex|рамблер|rambler|ukr\.net|windows|"
    r"мобильн(?:ого|ой)|мобільн(?:ого|ої)|моб\.|приложения|застосунку|додатк[ау]|устройства|пристрою"
    r"|"
    r"spark|bluemail|mailbird|airmail|superhuman|thunderbird|k-9|nine\b|aquamail)[^,!?]{0,70}"
)
_BRIEF = (
    r"(?:простите|извините|прошу прощения) за краткость|вибачте за стислість"
    r"|(?:please )?excuse (?:my brevity|the brevity|any typos)"
)
SENT_FROM = re.compile(
    r"[ \t\xa0]{0,8}(?:[-–—]{1,3}[ \t])?(?:"
    r"(?:sent|written) (?:from|via|with|using) (?:my |the |a )?"
    r"|(?:отправлено|послано|написано) (?:с|со|из|через|от|при помощи|с помощью) "
    r"(?:моего |моей |своего )?(?:мобильного )?"
    r"|(?:надіслано|відправлено|написано) (?:з|зі|із|через|від|за допомогою) "
    r"(?:мого |моєї |свого )?"
    r"|(?:get|получить|скачать|загрузите|отримати|завантажити|скачати) (?=outlook|bluemail)"
    rf")(?:{_DEVICE}(?: (?:with|using) [^,!?]{{0,60}})?|\[?{_PROGRAM})[.]?"
    rf"(?:[ \t]{{0,4}}<?\(?https?://[^\s]{{1,300}})?(?: (?:{_BRIEF})\.?)?[ \t\xa0]{{0,8}}"
    rf"|[ \t\xa0]{{0,8}}(?:{_BRIEF})(?:, создано в [^,!?]{{0,30}}|, створено в [^,!?]{{0,30}})?\.?",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"[ \t\xa0]{0,8}(?:-- ?$|[-–—]{2,3}[ \t]|(?:с уважением|с наилучшими|с благодарностью"
    r"|всего доброго|з повагою|з найкращими|зі щирою|best regards|kind regards|regards"
    r"|best wishes|best,|sincerely"
    r"|thanks,|many thanks))",
    re.IGNORECASE,
)
ANSWERS_BELOW = re.compile(
    r"\b(?:answers?|comments?|repl(?:y|ies)|responses?)[\w ,]{0,20}"
    r"\b(?:below|inline|in (?:the text|red|blue))"
    r"|\bsee (?:below|inline)|\b(?:ответ|отвеч|коммент|правк|замечани)[\w, ]{0,20}"
    r"\b(?:ниже|в тексте|по тексту|красным|синим|внутри)|\bсм\. (?:ниже|в тексте)"
    r"|\b(?:відпові|комент|правк|зауваж)[\w, ]{0,20}"
    r"\b(?:нижче|у? ?в? ?тексті|червоним|синім|всередині)"
    r"|\bдив\. (?:нижче|в тексті)",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"[ \t\xa0]{0,8}(?:--[ \t]?$|_{10,}|-{10,}|virus-free\.|без вирусов\.|не містить вірусів"
    r"|это (?:электронное )?(?:письмо|сообщение) (?:было )?проверено"
    r"|you received this message because"
    r"|вы получили это (?:сообщение|письмо), (?:поскольку|потому))",
    re.IGNORECASE,
)


def is_separator(line: str) -> bool:
    """A line after which everything is somebody's earlier letter."""
    return len(line) < 160 and SEPARATOR.fullmatch(line) is not None


def is_header_block(lines: list[str], at: int) -> bool:
    """Outlook's way: "From:" with at least two more of its kind close below (or in the line)."""
    line = lines[at]
    if not FROM_LINE.match(line):
        return False
    below = lines[at + 1 : at + 12]
    keys = {match[1].lower() for row in below if (match := KEY_LINE.match(row))}
    if len(keys) >= 2:
        return bool(keys & _DATE_KEYS) or any("@" in row[:300] for row in [line, *below[:2]])
    return len(KEYS_IN_LINE.findall(line[:600])) >= 2


def attribution(text: str, *, quote_follows: bool) -> bool:
    """ "On Monday Ann wrote:" in its many forms; without a marked quote below, only a sure one."""
    text = text.strip(" \t\xa0*_")
    if len(text) > MAX_ATTRIBUTION or not text.endswith(":"):
        return False
    verb, dated, who = _VERB.search(text), _DATE.search(text), _WHO.search(text)
    if quote_follows:
        return bool((verb and len(text) < 300) or (dated and (who or _TIME.search(text))))
    timed = _TIME.search(text)
    if not (dated and timed):
        return False
    if _ON.match(text) and verb:
        return True
    return bool(who and "@" in text) or bool(_YOU_WROTE.search(text) and len(text) < 80)
