"""A complaint turns out to be about another matter: nobody who works on that one keeps it."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.assigning import assign_case
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.complaints.actions.ending import close_complaint
from slovo.domain.complaints.actions.filing import AnothersMatter, file_complaint
from slovo.domain.complaints.actions.owning import ComplaintIsClosed, name_owner
from slovo.domain.complaints.actions.redirecting import redirect_complaint
from slovo.domain.complaints.actions.terms import change_terms
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import NotAllowed, Role
from tests import make
from tests.api.caller import Caller
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def second(firm):
    """Sees complaints through, beside Nadia."""
    return make.make_user("Oksana Ivchenko", Role.COMPLAINT_OWNER)


@pytest.fixture
def filed(case, olena, nadia, roman):
    return file_complaint(olena, stated="Too dear.", about=case, owner=nadia, by=roman, at=MORNING)


@pytest.fixture
def hers(olena, nadia, roman, filed):
    """Another matter of the same client, on which Nadia works herself."""
    made = open_case(olena, subject="Lease", channel="desk", by=olena, at=MORNING)
    assign_case(made, handler=nadia, by=roman, at=MORNING)
    return Case.objects.get(pk=made.pk)


def test_by_the_page_the_next_owner_takes_over_and_the_client_is_told(
    filed, hers, nadia, second, petro, client, clock_at
):
    clock_at(LATER)
    client.force_login(nadia)
    url = f"/complaints/{filed.number}/"
    assert "It is about another matter" in text_of(client.get(url))
    typed = fields_of(client.get(f"{url}about/")) | {"about": hers.pk, "against": [nadia.pk]}
    assert client.post(f"{url}about/", typed)["Location"] == "/complaints/"
    known = Complaint.objects.select_related("case", "about").get()
    assert (known.about, known.owner, list(known.against.all())) == (hers, second, [nadia])
    assert (known.case.handler, known.case.answerer) == (second, second)
    assert client.get(url).status_code == 404
    told = known.case.messages.get(wording="complaint_owner_changed").text
    assert "Oksana Ivchenko" in told
    assert "Nadia Hnatiuk" in told
    assert Notice.objects.filter(user=second, why="complaint_yours").exists()
    client.force_login(petro)
    assert client.get(url).status_code == 404
    refs = Event.objects.get(kind="complaint.redirected").refs
    assert (refs["is_change"], refs["about"], refs["against"]) == (True, hers.pk, [nadia.pk])
    assert list(breaches()) == []


def test_a_matter_with_two_complaints_stands_once_in_the_list(
    filed, case, hers, olena, client, olha
):
    file_complaint(olena, stated="Too slow.", about=case, by=olha, at=MORNING)
    client.force_login(olha)
    url = f"/complaints/{filed.number}/about/"
    assert text_of(client.get(url)).count(f"{case.ref} {case.subject}") == 1
    assert client.post(url, {"about": case.pk, "against": []}).status_code == 302


def test_whoever_owned_it_a_moment_ago_does_not_redirect_it(filed, hers, nadia, second, olha):
    seen = Complaint.objects.get()
    name_owner(filed, owner=second, reason="Leave", by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        redirect_complaint(seen, about=hers, by=nadia, at=LATER)


def test_by_the_api_and_what_is_refused(filed, hers, case, nadia, olha, petro, viktor, clock_at):
    clock_at(LATER)
    api, path = Caller(olha), f"complaints/{filed.number}/about"
    strange = open_case(viktor, subject="Else", channel="desk", by=viktor, at=MORNING)
    for about in (strange, filed.case):
        assert api.post(path, about=about.ref).status_code == 422
        with pytest.raises(AnothersMatter):
            redirect_complaint(filed, about=about, by=olha, at=LATER)
    assert api.post(path, about="no-such-case").status_code == 404
    assert Caller(petro).post(path, about=hers.ref).status_code == 404
    with pytest.raises(NotAllowed):
        redirect_complaint(filed, about=hers, by=petro, at=LATER)
    same = api.post(path, about=case.ref, against=[petro.email]).json()
    assert (same["owner"], Event.objects.filter(kind="complaint.redirected").count()) == (
        nadia.full_name,
        0,
    )
    done = api.post(path, about=hers.ref).json()
    assert (done["about"], done["against"], done["owner"]) == (
        hers.ref,
        [nadia.email],
        olha.full_name,
    )
    Complaint.objects.update(closed_at=LATER)
    with pytest.raises(ComplaintIsClosed):
        redirect_complaint(filed, about=case, by=olha, at=LATER)
    assert close_complaint(filed, by=olha, at=LATER).closed_at == LATER


def test_where_nobody_inside_may_own_it_the_person_outside_does(filed, hers, nadia, olha):
    outside = {"outside_name": "Dr. Kravets", "outside_address": "kravets@bar.example"}
    change_terms(own_days=10, progress_days=5, **outside, by=olha, at=MORNING)
    redirect_complaint(filed, about=hers, against=[nadia, olha], by=olha, at=LATER)
    known = Complaint.objects.select_related("case").get()
    assert (known.owner, known.owner_name, known.case.level) == (None, "Dr. Kravets", "circle")
    assert not known.case.is_shown_to(olha)
    assert Delivery.objects.filter(to_address="kravets@bar.example").count() == 1
