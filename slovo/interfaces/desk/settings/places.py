"""The parts of the settings, what each is for, and who may open it."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slovo.interfaces.desk.doors import reader

Words = str | Promise


class Place(NamedTuple):
    """A part of the settings: URL name, icon, name, right, and a sentence about what it does."""

    name: str
    image: str
    label: Words
    right: str
    about: Words
    inner: tuple[str, ...] = ()


PLACES = (
    Place(
        "settings-firm",
        "building",
        _("Firm"),
        "change_settings",
        _("Its name in every letter, its zone, and who takes a request that nobody is named for."),
    ),
    Place(
        "settings-classes",
        "clock",
        _("Service classes"),
        "change_settings",
        _("How soon a person answers, and how long a client may hear nothing."),
        ("settings-class", "settings-class-new"),
    ),
    Place(
        "settings-calendars",
        "calendar",
        _("Working hours"),
        "change_settings",
        _("When you work, and the days that differ. Business days are counted by them."),
        ("settings-calendar", "settings-calendar-new", "settings-days"),
    ),
    Place(
        "settings-caps",
        "bell-off",
        _("How often we write"),
        "change_settings",
        _("How much one client hears from us unasked, and when what is held leaves."),
    ),
    Place(
        "settings-mailboxes",
        "at",
        _("Mailboxes"),
        "change_settings",
        _("Where letters come from and through which server they leave."),
        ("settings-mailbox", "settings-mailbox-new", "settings-consent"),
    ),
    Place(
        "settings-telegram",
        "send",
        _("Telegram"),
        "change_settings",
        _("The firm’s bot: clients write to it, and are answered there."),
    ),
    Place(
        "settings-phone",
        "phone",
        _("Telephone"),
        "change_settings",
        _("Whose extension is whose, and the calls your telephone system tells of."),
        ("settings-calls-import",),
    ),
    Place(
        "settings-reach",
        "address-book",
        _("How clients reach us"),
        "try_touchpoint",
        _("Numbers and addresses on their cards, tried every week."),
        ("settings-touchpoint", "settings-touchpoint-new"),
    ),
    Place(
        "settings-limits",
        "gavel",
        _("Complaints and the law"),
        "save_limits",
        _("By when we answer a complaint, what the law wants, and who decides outside."),
        ("settings-limit", "settings-limit-new"),
    ),
    Place(
        "settings-macros",
        "template",
        _("Macros"),
        "save_macro",
        _("Texts you use again, in each language your clients read."),
        ("settings-macro", "settings-macro-new"),
    ),
    Place(
        "settings-causes",
        "stethoscope",
        _("Causes"),
        "save_cause",
        _("Why things go wrong: what mistakes and complaints name."),
        ("settings-cause", "settings-cause-new"),
    ),
    Place(
        "settings-wordings",
        "message-report",
        _("Words about mistakes"),
        "save_wording",
        _("Apologies and decisions the firm can stand by, by country and language."),
        ("settings-wording",),
    ),
    Place(
        "settings-rules",
        "scale",
        _("Rules of the house"),
        "see_rules",
        _("What refusals, exceptions, partings and rejections cite by number and version."),
        ("settings-rule", "settings-rule-new", "settings-rule-edit"),
    ),
    Place(
        "settings-goodwill",
        "gift",
        _("Goodwill and limits"),
        "set_limits",
        _("How much each role may give away, and the budget of the quarter."),
    ),
    Place(
        "settings-sensitive",
        "shield-lock",
        _("What is not kept"),
        "save_sensitive_words",
        _("Words that no detail about a person may have: health, faith, politics."),
        ("settings-sensitive-words",),
    ),
    Place(
        "settings-topics",
        "tag",
        _("Topics"),
        "save_topic",
        _("What your clients have people for, so that the right one is written to."),
        ("settings-topic", "settings-topic-new"),
    ),
    Place(
        "settings-maps",
        "map",
        _("Maps of stages"),
        "save_stage_map",
        _("The way each service goes: who owns a stage, what the client hears and does."),
        ("settings-map", "settings-map-new"),
    ),
    Place(
        "settings-users",
        "users-group",
        _("Colleagues"),
        "save_user",
        _("Who signs in, what each may do, and what happens when somebody leaves."),
        ("settings-user", "settings-user-new", "settings-user-leave", "settings-user-hours"),
    ),
    Place(
        "settings-teams",
        "moon-stars",
        _("Teams on duty"),
        "save_team",
        _("Who takes duty in turn, and when one of them must be there."),
        ("settings-team", "settings-team-new", "settings-team-notices"),
    ),
    Place(
        "settings-carriers",
        "bell",
        _("Ways of notices"),
        "change_settings",
        _("A Telegram bot, and a gateway for SMS or voice, through which colleagues are told."),
    ),
    Place(
        "settings-tokens",
        "key",
        _("Access for programs"),
        "make_token",
        _("Keys with which another program acts in your name."),
    ),
    Place(
        "settings-hooks",
        "webhook",
        _("Webhooks"),
        "change_settings",
        _("Other programs that are told at once what happens here."),
        ("settings-hook", "settings-hook-new", "settings-hook-test", "settings-hook-rotate"),
    ),
    Place(
        "settings-check",
        "stethoscope",
        _("Is all well"),
        "change_settings",
        _("Database, queues, mailboxes and clocks at a glance."),
    ),
)


def places_for(request: HttpRequest) -> list[Place]:
    """What this colleague may open; the others are not shown."""
    may: Callable[[str], bool] = reader(request).may
    return [place for place in PLACES if may(place.right)]
