"""A list of cases kept under a name: one's own or the firm's, counted cheaply, never a way in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.cases import sieve
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.saving_views import MOST, drop_view, raise_view, save_view
from slovo.domain.cases.models import Case, SavedView
from slovo.domain.cases.sieve import Sieve
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.actions.users import leave_firm
from slovo.domain.staff.levels import Level
from slovo.domain.staff.models import User
from slovo.domain.standards.models import ServiceClass
from tests.desk import scene
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

NEW, LIST = "/cases/views/new/", "/cases/views/"


def ways(client: Client, query: str = "") -> dict[str, str]:
    """Group and name of each saved view on the left → how many stand in it."""
    shown = client.get(f"/cases/{query}").context["ways"]
    return {f"{way.group}: {way.title}": way.count for way in shown[8:]}


def rows(client: Client, query: str) -> str:
    return "".join(client.get(f"/cases/{query}").context["rows"])


def api(client: Client, user: User, path: str) -> Any:
    token = make_token(user, name="", by=HOUSE, at=MORNING)
    answer = client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code, answer.json()


def test_a_search_is_kept_found_again_changed_and_deleted(
    as_petro: Client, case: Case, viktor: Person, petro: User, iryna: User, client: Client
) -> None:
    scene.write(viktor, subject="Grain of another")
    page = as_petro.get("/cases/?q=grain&among=open")
    form = as_petro.get(page.context["keep_url"])
    typed = fields_of(form)
    assert (typed["name"], typed["words"], typed["among"]) == ("grain", "grain", "open")
    assert "is_shared" not in typed
    nameless = as_petro.post(NEW, typed | {"name": " "})
    assert nameless.status_code == 422
    assert fields_of(nameless)["words"] == "grain"
    assert as_petro.post(NEW, typed | {"name": "All", "words": "", "among": ""}).status_code == 422
    saved = as_petro.post(NEW, typed | {"name": "Grain"}, follow=True)
    assert "The view “Grain” is kept." in text_of(saved)
    assert saved.context["title"] == "Grain"
    view = SavedView.objects.get()
    here = f"?view={view.pk}"
    assert ways(as_petro) == {"My views: Grain": "2"}
    assert rows(as_petro, here).count("<mark>Grain</mark>") == 2

    again = as_petro.post(NEW, typed | {"name": "Grain"})
    assert "There is a view named “Grain” already." in text_of(again)
    edit = reverse("view-edit", args=[view.pk])
    mine = fields_of(as_petro.get(edit)) | {"name": "My grain", "hands": "own"}
    assert as_petro.post(edit, mine).status_code == 302
    assert "Grain of another" not in rows(as_petro, here)
    assert ways(as_petro, here) == {"My views: My grain": "1"}

    save_view(None, name="Open", sieve=Sieve("open"), is_shared=False, by=petro, at=MORNING)
    as_petro.post(reverse("view-up", args=[SavedView.objects.latest("pk").pk]))
    assert list(ways(as_petro)) == ["My views: Open", "My views: My grain"]
    assert api(client, petro, "views")[1][1] == {
        "id": view.pk,
        "name": "My grain",
        "is_shared": False,
        "among": "open",
        "words": "grain",
        "is_own": True,
        "colleague": None,
        "service_class": None,
    }
    items = api(client, petro, f"cases{here}")[1]["items"]
    assert [row["ref"] for row in items] == ["S-1"]
    assert api(client, iryna, f"cases{here}")[0] == 404

    client.force_login(iryna)
    assert ways(client) == {}
    assert client.get(edit).status_code == 404
    lost = client.get(f"/cases/{here}")
    assert "This view is not there any more, or it is not yours." in text_of(lost)

    client.force_login(petro)
    gone = client.post(reverse("view-drop", args=[view.pk]), follow=True)
    assert "The view “My grain” is gone." in text_of(gone)
    kinds = Event.objects.filter(kind__startswith="view.").order_by("pk")
    told = ["view.saved", "view.saved", "view.saved", "view.moved", "view.dropped"]
    assert list(kinds.values_list("kind", flat=True)) == told


def test_the_firms_views_show_each_what_he_may_see(
    as_olha: Client,
    case: Case,
    viktor: Person,
    olha: User,
    petro: User,
    iryna: User,
    maksym: User,
    standard: ServiceClass,
    client: Client,
    clock_at: Callable[..., None],
    monkeypatch: Any,
) -> None:
    scene.write(viktor, subject="For all")
    other = scene.write(viktor, subject="Not his")
    assert "No views of your own yet." in text_of(as_olha.get(LIST))
    typed = fields_of(as_olha.get(f"{NEW}?view=open")) | {"name": "Petro’s", "is_shared": "on"}
    as_olha.post(NEW, typed | {"hands": str(petro.pk)})
    whole = {"service_class": str(standard.pk), "name": "Standard"}
    as_olha.post(NEW, typed | whole)
    assert ways(as_olha) == {"The firm’s views: Petro’s": "1", "The firm’s views: Standard": "2"}
    view = SavedView.objects.get(name="Standard")

    confide_case(other, level=Level.PRINCIPAL, by=olha, at=MORNING)
    client.force_login(iryna)
    assert ways(client) == {"The firm’s views: Petro’s": "1", "The firm’s views: Standard": "1"}
    assert "Not his" not in rows(client, f"?view={view.pk}")
    assert "Change the view" not in text_of(client.get(f"/cases/?view={view.pk}"))
    for name, method in (("edit", client.get), ("up", client.post), ("drop", client.post)):
        assert method(reverse(f"view-{name}", args=[view.pk])).status_code == 403

    client.force_login(olha)
    counted = [ways(client)]
    scene.write(viktor, subject="One more")
    counted.append(ways(client))
    clock_at(MORNING + timedelta(minutes=2))
    counted.append(ways(client))
    assert [each["The firm’s views: Standard"] for each in counted] == ["2", "2", "3"]
    clock_at(MORNING + timedelta(minutes=4))
    monkeypatch.setattr(sieve, "LOOKED_AT", 2)
    assert ways(client)["The firm’s views: Standard"] in ("1+", "2+")

    sides: Any = {
        "sieve": Sieve("open", colleague=maksym),
        "is_shared": True,
        "by": olha,
        "at": MORNING,
    }
    his = save_view(None, name="Maksym’s", **sides)
    leave_firm(maksym, by=olha, at=MORNING)
    shown = text_of(client.get(f"/cases/?view={his.pk}"))
    assert "Maksym Tkach does not work here any more." in shown
    assert "Nobody here." in shown
    assert "Maksym Tkach does not work here any more." in text_of(client.get(LIST))
    SavedView.objects.filter(pk=his.pk).update(among="yesterday")
    shown = text_of(client.get(f"/cases/?view={his.pk}"))
    assert "The list this view was made of is not there any more." in shown

    for number in range(MOST - 3):
        save_view(None, name=f"V{number}", **sides)
    full = client.post(NEW, typed | {"name": "One too many"})
    assert full.status_code == 422
    assert f"There are {MOST} views already" in text_of(full)
    raise_view(view, by=olha, at=MORNING)
    drop_view(view, by=olha, at=MORNING)
    drop_view(view, by=olha, at=MORNING)
    assert not SavedView.objects.filter(name="Standard").exists()
