"""A house with something behind every address."""

from datetime import time, timedelta

from django.core import signing

from slovo.domain.access.actions.links import link_for
from slovo.domain.access.actions.tokens import make_token
from slovo.domain.access.models import Token
from slovo.domain.calendars.models import Calendar
from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.saving_views import save_view
from slovo.domain.cases.models import Attachment, Case, Promise
from slovo.domain.cases.sieve import Sieve
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.courtesy.actions.blackouts import add_blackout
from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.delivery.actions.decisions import put_decision
from slovo.domain.delivery.actions.offers import send_offer
from slovo.domain.delivery.actions.requirements import (
    add_requirement,
    mark_fit,
    settle_requirement,
)
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.delivery.actions.understanding import restate
from slovo.domain.delivery.models import Decision, Meeting, StageMap
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.domain.post.models import Delivery
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.actions.raising import raise_risk
from slovo.domain.risks.actions.surprises import note_surprise
from slovo.domain.risks.actions.telling import Way, tell_bad_news
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.models import Absence, User
from slovo.domain.staff.rights import Role
from slovo.domain.talks.actions.agreeing import Line, send_agreed_list
from slovo.domain.talks.actions.holding import note_talk
from slovo.interfaces.channels.email.receive import take_in
from tests import make
from tests.channels.letters import letter
from tests.house.rights_complaints import complaint_keys
from tests.house.rights_courtesy import AWAY, approach_to
from tests.house.rights_duty import duty_keys
from tests.house.rights_goodwill import goodwill_keys
from tests.house.rights_hooks import hook_keys
from tests.house.rights_recovery import recovery_keys
from tests.house.rights_relations import relation_keys
from tests.house.rights_visitors import ROLES, Scene
from tests.make import MORNING

FILE = ("act.txt", "text/plain", b"act", "")


def build_scene(olena: Person, viktor: Person, berehynia: Organisation) -> Scene:
    scene = Scene()
    for role, value in ROLES.items():
        name = role.replace("_", "").title()
        scene.users[role] = make.make_user(f"{name} Test", value)
        scene.bearers[role] = make_token(scene.users[role], name="", by=HOUSE, at=MORNING)
    principal = scene.users["principal"]
    engagement = make.make_engagement(olena, principal, organisation=berehynia)
    change = make.make_scope_change(engagement, principal)
    meeting = _meeting_of(engagement, principal)
    requirement = add_requirement(engagement, text="Quick", by=principal, at=MORNING)
    mark_fit(requirement, fit="yes", by=principal, at=MORNING)
    offer = send_offer(engagement, by=principal, at=MORNING)
    settle_requirement(
        requirement, state="met", met_by="Us", evidence="Seen", by=principal, at=MORNING
    )
    mailbox = save_mailbox(None, address="desk@firm.example", by=HOUSE, at=MORNING)
    case = _case_of(olena, principal)
    other = _case_of(viktor, principal)
    save_draft(case, user=principal, html="<p>Draft</p>", at=MORNING)
    spam = letter("Buy now", x_spam_flag="YES", sender="Seller <s@shop.example>")
    taken = take_in(spam, source="inlet", received_at=MORNING, at=MORNING)
    message = case.messages.filter(direction="out").latest("pk")
    scene.link = _link(case)
    scene.other_link = _link(other)
    scene.bearers["client"] = scene.link
    scene.keys = {
        "number": case.ref,
        "ref": case.ref,
        "message_id": message.pk,
        "attachment_id": Attachment.objects.filter(message=message).get().pk,
        "file_id": Attachment.objects.filter(message=message).get().pk,
        "letter_id": taken.raw.pk,
        "standing_id": olena.standings.latest("pk").pk,
        "address_id": olena.addresses.get().pk,
        "engagement_id": engagement.pk,
        "change_id": change.pk,
        "decision_id": _decision_of(engagement, principal).pk,
        "appointment_id": meeting.appointment_id,
        "meeting_id": meeting.pk,
        "stage_id": make.make_stages(engagement, principal)[0].pk,
        "settings-map": StageMap.objects.latest("pk").pk,
        "requirement_id": requirement.pk,
        "offer_id": offer.pk,
        "restatement_id": restate(engagement, text="Grain", by=principal, at=MORNING).pk,
        "risk_id": (risk := raise_risk(case, by=scene.users["specialist"], at=MORNING)).pk,
        "news_id": tell_bad_news(
            risk,
            cause="Fee",
            effect="Late",
            ways=[Way("Again")],
            next_word_at=MORNING + timedelta(days=1),
            by=principal,
            at=MORNING,
        ).pk,
        **recovery_keys(case, message, scene.users),
        "surprise_id": note_surprise(case, by=principal, at=MORNING).pk,
        "talk_id": (talk := note_talk(case, held_at=MORNING, by=principal, at=MORNING)).pk,
        "list_id": send_agreed_list(
            talk, lines=[Line("Read", MORNING + timedelta(days=1))], by=principal, at=MORNING
        ).pk,
        "entry_id": log_time(
            engagement, day=MORNING.date(), minutes=30, note="Read", by=principal, at=MORNING
        ).pk,
        "person_id": olena.pk,
        "view_id": save_view(
            None,
            name="Grain",
            sieve=Sieve(words="grain"),
            is_shared=True,
            by=principal,
            at=MORNING,
        ).pk,
        "document_id": make.make_document(engagement, principal).pk,
        "invoice_id": (payment := make.make_payment(engagement, principal)).invoice_id,
        "line_id": payment.invoice.lines.get().pk,
        "payment_id": payment.pk,
        "expectation_id": make.make_expectation(engagement, principal).pk,
        "review_id": engagement.reviews.get().pk,
        "month": MORNING.month,
        "promise": _promise_of(case, principal).pk,
        "promise_id": _promise_of(case, principal).pk,
        "blackout_id": add_blackout(olena, days=AWAY, by=HOUSE, at=MORNING).pk,
        "approach_id": approach_to(olena, principal).pk,
        "absence_id": _absence_of(principal).pk,
        "organisation_id": berehynia.pk,
        "year": MORNING.year,
        "date-review": (found := _found_in(other, principal)).pk,
        "date_id": found.pk,
        "sealed": signing.dumps(case.number, salt="webform"),
        "uidb36": "1",
        "key": "x",
        "person": olena.pk,
        "organisation": berehynia.pk,
        "letter": Delivery.objects.latest("pk").pk,
        **relation_keys(olena, viktor, berehynia, principal),
        "settings-calendar": Calendar.objects.latest("pk").pk,
        "settings-holidays": Calendar.objects.latest("pk").pk,
        "settings-days": Calendar.objects.latest("pk").pk,
        "settings-mailbox": mailbox.pk,
        "settings-consent": mailbox.pk,
        **hook_keys(olena, principal),
        **goodwill_keys(case, principal),
        "settings-touchpoint": make.make_touchpoint("+380 44 555 01 27").pk,
        "settings-user": make.make_user("Zoya Last", Role.SPECIALIST).pk,
        "settings-token": Token.objects.get(user=principal).pk,
        **duty_keys(olena, principal, scene.users["front_office"]),
        **complaint_keys(other, principal),
        **dict.fromkeys(("mfa_remove_webauthn", "mfa_edit_webauthn"), 1),
    }
    scene.sign_in()
    return scene


def _case_of(person: Person, by: User) -> Case:
    case = open_case(
        person, subject=f"Matter of {person.full_name}", channel="email", by=person, at=MORNING
    )
    hear_message(case, person=person, text="Hello", channel="email", by=person, at=MORNING)
    at = MORNING + timedelta(minutes=5)
    answer_case(
        case,
        html=f"<p>Secret of {person.full_name}</p>",
        next_word_at=at + timedelta(days=2),
        files=[FILE],
        by=by,
        at=at,
    )
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)
    return Case.objects.get(pk=case.pk)


def _decision_of(engagement: Engagement, by: User) -> Decision:
    return put_decision(engagement, question="Sue?", options=("Yes", "No"), by=by, at=MORNING)


def _meeting_of(engagement: Engagement, by: User) -> Meeting:
    day = MORNING.date() + timedelta(days=2)
    said = {"title": "Sign", "day": day, "start": time(15), "needs": "The claim"}
    return make_appointment(engagement, **said, by=by, at=MORNING).meetings.get()


def _promise_of(case: Case, by: User) -> Promise:
    due_at = MORNING + timedelta(days=5)
    return make_promise(case, text="A draft", kind="other", due_at=due_at, by=by, at=MORNING)


def _absence_of(user: User) -> Absence:
    return add_absence(user, first_day=AWAY.first_day, last_day=AWAY.last_day, by=user, at=MORNING)


def _found_in(case: Case, by: User) -> FoundDate:
    """A date that left without a promise."""
    at = MORNING + timedelta(minutes=6)
    word_at = at + timedelta(days=2)
    answer_case(case, html="<p>By Friday.</p>", next_word_at=word_at, by=by, at=at)
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)
    return FoundDate.objects.get(case=case)


def _link(case: Case) -> str:
    return link_for(case.person, subject=f"case:{case.pk}", by=HOUSE, at=MORNING)
