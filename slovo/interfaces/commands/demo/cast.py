"""Who works in the demo firm, and for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.actions.saving_views import save_view
from slovo.domain.cases.sieve import Sieve
from slovo.domain.clients.actions.organisations import save_organisation, stand_for
from slovo.domain.clients.actions.people import save_person
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.actions.engagements import save_engagement
from slovo.domain.engagements.actions.founding import found_firm
from slovo.domain.engagements.actions.touchpoints import save_touchpoint, try_touchpoint
from slovo.domain.engagements.models import Audience, Way
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.actions.firm import save_firm
from slovo.domain.staff.actions.users import save_user
from slovo.domain.staff.models import Firm, User, principals
from slovo.domain.staff.rights import Role
from slovo.domain.standards.actions.classes import save_class
from slovo.domain.standards.actions.macros import save_macro
from slovo.domain.standards.models import ServiceClass

PASSWORD = "slovo-demo"  # noqa: S105 - known to everybody who tries the demo
ZONE = "Europe/Kyiv"

COLLEAGUES = (
    ("roman", "Roman Koval", _("Front office"), Role.FRONT_OFFICE),
    ("petro", "Petro Hnatiuk", _("Partner"), Role.SPECIALIST),
    ("iryna", "Iryna Savchuk", _("Senior associate"), Role.SPECIALIST),
    ("maksym", "Maksym Bilyk", _("Associate"), Role.SPECIALIST),
    ("svitlana", "Svitlana Dovha", _("Tax"), Role.SPECIALIST),
    ("daryna", "Daryna Kravets", _("Paralegal"), Role.SPECIALIST),
    ("nadia", "Nadia Moroz", _("Office, complaints"), Role.COMPLAINT_OWNER),
)
TOUCHPOINTS = (
    (Way.PHONE, "+380 44 555 01 27", Audience.ORGANISATIONS),
    (Way.PHONE, "+380 44 555 01 28", Audience.CONSUMERS),
    (Way.MAIL, "office@levchenko.example", Audience.EVERYBODY),
    (Way.MESSENGER, "https://t.me/levchenko_partners", Audience.EVERYBODY),
    (Way.EMERGENCY, "+380 67 555 01 29", Audience.EVERYBODY),
)
# key, name, form of address, language, zone, organisation, job, phone
CLIENTS = (
    (
        "olena",
        "Олена Ткаченко",
        "Пані Олено",
        "uk",
        ZONE,
        "ТОВ «Берегиня»",
        "власниця",
        "+380445550127",
    ),
    (
        "viktor",
        "Віктор Швець",
        "Пане Вікторе",
        "uk",
        ZONE,
        "ТОВ «Берегиня»",
        "фінансовий директор",
        "",
    ),
    ("halyna", "Галина Шевчук", "Пані Галино", "uk", ZONE, "", "", "+380671112233"),
    ("oleksandr", "Олександр Бондар", "", "uk", ZONE, "ФОП Бондар", "", ""),
    ("aliya", "Алия Сейткали", "Алия Маратовна", "ru", "Asia/Almaty", "KazAgro Terminal", "", ""),
    ("serhii", "Сергій Коваль", "", "uk", ZONE, "Dnipro Logistics", "директор", ""),
    ("marko", "Marko Lysenko", "Marko", "en", ZONE, "Zorya Trade", "", ""),
    ("roman_y", "Роман Юрченко", "", "uk", ZONE, "", "", ""),
    ("hanna", "Ганна Мороз", "", "uk", ZONE, "", "", ""),
    ("dmytro", "Дмитро Остапенко", "", "uk", ZONE, "", "", ""),
    ("nina", "Нина Павленко", "Нина Сергеевна", "ru", ZONE, "Филиал «Львов»", "", ""),
    ("mykola", "Микола Петренко", "", "uk", ZONE, "", "", ""),
)
MACROS = (
    (
        _("Received, we are on it"),
        {
            "en": "{{ person.called }}, thank you, your letter is here and I am working on it.",
            "ru": "{{ person.called }}, спасибо, письмо у меня, уже занимаюсь им.",
            "uk": "{{ person.called }}, дякую, лист отримано, працюю над ним.",
        },
    ),
    (
        _("Please send the document"),
        {
            "en": "{{ person.called }}, to go on I need one document from you. A photo will do.",
            "ru": "{{ person.called }}, чтобы продолжить, нужен один документ. Подойдёт и фото.",
            "uk": "{{ person.called }}, щоб рухатися далі, потрібен один документ. Підійде й фото.",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Colleagues and clients by their short names."""

    users: dict[str, User]
    people: dict[str, Person]
    firm: Firm
    partner: ServiceClass


def found_demo(*, language: str, at: datetime) -> Cast:
    firm = found_firm(
        name="Levchenko & Partners",
        zone=ZONE,
        language=language,
        kind="demo",
        principal_name="Olha Levchenko",
        principal_email="olha@levchenko.example",
        password=PASSWORD,
        by=HOUSE,
        at=at,
    )
    save_firm(
        firm,
        name=firm.name,
        zone=ZONE,
        language=language,
        country=firm.country,
        address=gettext("Kyiv, Volodymyrska 12"),
        calendar=firm.calendar,
        front_desk=None,
        by=HOUSE,
        at=at,
    )
    users = {"olha": principals()[0]}
    users |= {row[0]: _hire(row, language, at) for row in COLLEAGUES}
    people = {row[0]: _welcome(row, users["olha"], at) for row in CLIENTS}
    days = ("tue", "fri")
    partner = save_class(
        None, name=gettext("Partner"), rhythm_days=days, calendar=firm.calendar, by=HOUSE, at=at
    )
    for name, texts in MACROS:
        save_macro(None, name=str(name), texts=texts, by=HOUSE, at=at)
    for way, value, audience in TOUCHPOINTS:
        known = save_touchpoint(None, way=way, value=value, audience=audience, by=HOUSE, at=at)
        try_touchpoint(known, works=True, by=HOUSE, at=at + timedelta(days=24))
    view = Sieve("open", service_class=partner)
    save_view(None, name=partner.name, sieve=view, is_shared=True, by=users["olha"], at=at)
    cast = Cast(users, people, firm, partner)
    _sign_engagements(cast, at + timedelta(days=1))
    return cast


def _hire(row: tuple[str, str, Promise, Role], language: str, at: datetime) -> User:
    key, name, job, role = row
    return save_user(
        None,
        email=f"{key}@levchenko.example",
        full_name=name,
        job=str(job),
        roles=[role],
        language=language,
        zone=ZONE,
        password=PASSWORD,
        by=HOUSE,
        at=at,
    )


def _welcome(row: tuple[str, ...], principal: User, at: datetime) -> Person:
    key, name, called, language, zone, organisation, job, phone = row
    person = save_person(
        None,
        full_name=name,
        called=called,
        language=language,
        zone=zone,
        phone=phone,
        emails=[f"{key}@clients.example"],
        principal=principal,
        by=HOUSE,
        at=at,
    )
    if organisation:
        known = Organisation.objects.filter(name=organisation).first()
        made = known or save_organisation(None, name=organisation, by=HOUSE, at=at)
        stand_for(person, organisation=made, job=job, by=HOUSE, at=at)
    return person


def _sign_engagements(cast: Cast, at: datetime) -> None:
    hours = cast.firm.calendar
    standard = save_class(
        None, name=gettext("Litigation"), normal_silence_days=10, calendar=hours, by=HOUSE, at=at
    )
    rhythmic = ("halyna", "marko")
    for client, title, handler, deputy in (
        ("olena", "Спір із постачальником", "petro", "iryna"),
        ("halyna", "Поновлення на роботі", "maksym", "iryna"),
        ("oleksandr", "Захист від виконавця", "iryna", "petro"),
        ("aliya", "Спор с перевозчиком", "petro", "iryna"),
        ("serhii", "Стягнення боргу", "iryna", "maksym"),
        ("marko", "Lease of the warehouse", "petro", "daryna"),
    ):
        save_engagement(
            None,
            person=cast.people[client],
            title=title,
            service_class=cast.partner if client in rhythmic else standard,
            principal=cast.users["olha"],
            handler=cast.users[handler],
            answerer=cast.users[handler],
            deputy=cast.users[deputy],
            signed_at=at,
            by=HOUSE,
            at=at,
        )
