"""How far the demo firm goes for a client, and where it stops: A17 and A18, and what waits."""

from decimal import Decimal
from typing import Any

from slovo.domain.billing.reckoning import today
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.people import save_person
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.actions.boundaries import note_breach, set_boundary
from slovo.domain.goodwill.actions.conceding import note_concession
from slovo.domain.goodwill.actions.limits import save_limits, set_budget
from slovo.domain.goodwill.actions.parting import part_with
from slovo.domain.goodwill.actions.putting_back import put_back
from slovo.domain.goodwill.actions.ruling import decide_ruling, put_ruling
from slovo.domain.goodwill.actions.telling import tell_ruling
from slovo.domain.goodwill.wordings import ruling_html
from slovo.domain.standards.citing import version_named
from slovo.domain.standards.models import RuleVersion
from slovo.interfaces.commands.demo.cast import ZONE
from slovo.interfaces.commands.demo.morning import Morning

NIGHTS = (
    "Подзвонив о 23:10 Дарині додому",
    "О 22:40 вимагав відповіді негайно",
    "Кричав на Дарину в приймальні",
    "Третє коло правок без доплати",
    "О 21:50 надіслав дев’ять повідомлень поспіль",
    "Знову дзвонив після 23:00",
)
FAREWELL = (
    "<p>Пане Костянтине, дякуємо за час, що ми працювали разом.</p>"
    "<p>Гадаємо, вам буде краще з кимось іншим: «Іваненко й партнери» або «Бюро Стус» радо "
    "допоможуть вам далі.</p>"
    "<p>Усе ваше, що в нас є, отримаєте протягом п’яти робочих днів. Зичимо вам усього доброго.</p>"
)


def play_goodwill(m: Morning) -> None:
    _limits(m)
    _in_her_favour(m)
    _for_the_principal(m)
    _behind_the_others(m)
    _parted(m)


def _limits(m: Morning) -> None:
    olha, at = m.cast.users["olha"], m.ago(600)
    amounts = {
        "front_office": Decimal(500),
        "specialist": Decimal(2400),
        "complaint_owner": Decimal(2400),
    }
    save_limits(currency="UAH", amounts=amounts, by=olha, at=at)
    quarter: dict[str, Any] = {"first_day": today(m.now), "currency": "UAH"}
    set_budget(**quarter, amount=Decimal(12000), by=olha, at=at)


def _in_her_favour(m: Morning) -> None:
    """Olena denies having agreed to a fee; the record shows she did; the price is small."""
    petro, olena = m.cast.users["petro"], m.cast.people["olena"]
    case = m.asks(
        "olena", "Плата за копії", "Петре, на 600 гривень за копії я не погоджувалася.", 50
    )
    m.answers(case, "petro", "Пані Олено, перевірю запис і скажу вам завтра.", 49, until=20)
    note_concession(
        olena,
        price=Decimal(200),
        currency="UAH",
        reason="П’ять хвилин переговорів без рахунку",
        rule=_rule(m, "1", 220),
        by=petro,
        at=m.ago(220),
    )
    asked = put_ruling(
        _fresh(case),
        text="600 гривень за копії",
        price=Decimal(600),
        currency="UAH",
        by=petro,
        at=m.ago(30),
    )
    decided = decide_ruling(
        asked,
        is_in_favour=True,
        reason="У записі розмови видно, що погоджувалася; дорожча довга співпраця",
        rule=_rule(m, "1", 29.9),
        by=petro,
        at=m.ago(29.9),
    )
    html, at = ruling_html(decided), m.ago(29.8)
    tell_ruling(decided, html=html, next_word_at=m.ago(-24), by=petro, at=at)
    m.posts(at)


def _for_the_principal(m: Morning) -> None:
    iryna = m.cast.users["iryna"]
    case = m.asks("serhii", "Рахунок за експертизу", "Чи можна без цих дев’яти тисяч?", 9)
    m.answers(case, "iryna", "Пане Сергію, вирішимо це завтра й одразу скажемо.", 8.5, until=22)
    asked: dict[str, Any] = {
        "text": "Плата за експертизу",
        "price": Decimal(9000),
        "currency": "UAH",
    }
    put_ruling(_fresh(case), **asked, by=iryna, at=m.ago(8))


def _behind_the_others(m: Morning) -> None:
    iryna = m.cast.users["iryna"]
    case = m.asks("hanna", "Зразок довіреності", "Надішліть, будь ласка, зразок.", 30)
    m.answers(case, "iryna", "Пані Ганно, надішлю зразок завтра.", 29, until=18)
    put_back(_fresh(case), reason="Завтра засідання в іншій справі", by=iryna, at=m.ago(5))


def _parted(m: Morning) -> None:
    """Mr K.: six times over what was set, and a polite letter with two other firms."""
    olha, daryna = m.cast.users["olha"], m.cast.users["daryna"]
    klymchuk = _mr_k(m)
    bounds = {"text": "Без дзвінків після 21:00", "reason": "Дарина плаче після його дзвінків"}
    boundary = set_boundary(klymchuk, **bounds, by=olha, at=m.ago(640))
    for place, words in enumerate(NIGHTS):
        note_breach(boundary, words=words, by=daryna, at=m.ago(600 - 80 * place))
    part_with(
        klymchuk,
        reason="Шість порушень меж за місяць; страждає колега",
        html=FAREWELL,
        ways_on=["«Іваненко й партнери»", "«Бюро Стус»"],
        rule=_rule(m, "3", 100),
        last_invoice_words="Рахунків немає",
        by=olha,
        at=m.ago(100),
    )
    m.posts(m.ago(100))


def _mr_k(m: Morning) -> Person:
    return save_person(
        None,
        full_name="Костянтин Климчук",
        called="Пане Костянтине",
        language="uk",
        zone=ZONE,
        emails=["klymchuk@mail.example"],
        principal=m.cast.users["olha"],
        by=m.cast.users["olha"],
        at=m.ago(650),
    )


def _rule(m: Morning, number: str, ago: float) -> RuleVersion | None:
    return version_named(number, None, m.ago(ago))


def _fresh(case: Case) -> Case:
    return Case.objects.with_people().get(pk=case.pk)
