"""The rail: what calls for a look stands on every page, with words for those who hear it."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from slovo.domain.cases.models import Case
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.web.frame import frame_of
from tests.desk import scene
from tests.make import MORNING


def tell(user: User, case: Case, count: int) -> None:
    subject = f"case:{case.pk}"
    for _number in range(count):
        Notice.objects.create(user=user, why="assigned", subject=subject, at=MORNING)


def way(client: Client, name: str) -> str:
    page = client.get("/cases/").content.decode()
    found = re.search(rf'<a class="rail-way [^>]*data-way="{name}">.*?</a>', page)
    assert found is not None
    return found.group()


def test_what_was_not_read_is_counted(as_petro: Client, case: Case, petro: User) -> None:
    Notice.objects.all().delete()
    assert "rail-count" not in way(as_petro, "notice-list")
    tell(petro, case, 3)
    assert ">3<span" in way(as_petro, "notice-list")
    assert "not read yet" in way(as_petro, "notice-list")
    Notice.objects.update(seen_at=MORNING)
    assert "rail-count" not in way(as_petro, "notice-list")


def test_beyond_ninety_nine_nobody_counts(as_petro: Client, case: Case, petro: User) -> None:
    tell(petro, case, 101)
    assert ">99+<span" in way(as_petro, "notice-list")


def test_his_clients_in_the_dark_are_counted(
    as_petro: Client, case: Case, petro: User, taras: User, iryna: User
) -> None:
    late = MORNING + 2 * scene.DAY
    assert [frame_of(user, late).dark for user in (petro, iryna, taras)] == [1, 0, 0]
    assert frame_of(petro, MORNING).dark == 0
    with CaptureQueriesContext(connection) as asked:
        frame_of(petro, late)
    assert len(asked) == 1


def test_a_name_is_never_markup(client: Client, petro: User, firm: object) -> None:
    User.objects.filter(pk=petro.pk).update(full_name="<b>{csrf}</b> 100% Petro")
    client.force_login(petro)
    page = client.get("/cases/?view=%3Cscript%3E").content.decode()
    assert "&lt;b&gt;{csrf}&lt;/b&gt; 100% Petro" in page
    assert "<script>" not in page


def test_no_way_leads_where_one_may_not_go(
    client: Client, taras: User, surveyor: User, petro: User
) -> None:
    for user, page in [(taras, "/settings/"), (surveyor, "/me/"), (petro, "/")]:
        client.force_login(user)
        shown = client.get(page).content.decode()
        ways = {way for way in re.findall(r'href="(/[^"#]*)"', shown) if "/static/" not in way}
        refused = [way for way in ways if client.get(way, follow=True).status_code >= 400]
        assert (sorted(refused), "/me/" in ways) == ([], True)
        assert ('id="palette"' in shown) is (user == petro)
