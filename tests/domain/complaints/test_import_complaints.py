"""import_complaints: all or nothing, history only, a second time nothing."""

from datetime import UTC, datetime

import pytest

from slovo.domain.complaints.actions.importing import TableNotUnderstood, import_complaints
from slovo.domain.complaints.models import Complaint
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HEAD = "Клієнт;Отримано;Скарга;Закрито;Причина;Відповідальний\n"
GOOD = "olena@client.example;01.02.2027;Рахунок завеликий;09.02.2027;billing;nadia@firm.example\n"


def test_past_complaints_are_history_and_come_once(olena, nadia, olha, petro):
    content = (HEAD + GOOD).encode()
    assert import_complaints(content, by=olha, at=MORNING) == 1
    assert import_complaints(content, by=olha, at=MORNING) == 0
    made = Complaint.objects.select_related("case", "stated_cause").get()
    assert (made.person, made.owner, made.stated_cause.code) == (olena, nadia, "billing")
    assert made.received_at == datetime(2027, 2, 1, 12, tzinfo=UTC)
    assert made.closed_at == datetime(2027, 2, 9, 12, tzinfo=UTC)
    assert (made.next_at, made.progress_at, made.case.state) == (None, None, "closed")
    assert not Delivery.objects.exists()
    assert not Notice.objects.exists()
    assert not Complaint.objects.visible_to(petro).exists()


@pytest.mark.parametrize(
    "bad",
    [
        "nobody@client.example;01.02.2027;Late;;;\n",
        "olena@client.example;soon;Late;;;\n",
        "olena@client.example;01.02.2028;Late;;;\n",
        "olena@client.example;01.02.2027; ;;;\n",
        "olena@client.example;01.02.2027;Late;01.01.2027;;\n",
        "olena@client.example;01.02.2027;Late;;no-such;\n",
        "olena@client.example;01.02.2027;Late;;;nobody@firm.example\n",
    ],
)
def test_one_line_that_is_not_understood_and_nothing_is_taken_in(bad, olena, nadia, olha):
    with pytest.raises(TableNotUnderstood):
        import_complaints((HEAD + GOOD + bad).encode(), by=olha, at=MORNING)
    assert not Complaint.objects.exists()


def test_a_column_missing_or_no_right_is_refused(olena, olha, petro):
    with pytest.raises(TableNotUnderstood, match="These columns are missing: what is wrong"):
        import_complaints(b"email;received\na@b.example;01.02.2027\n", by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        import_complaints((HEAD + GOOD).encode(), by=petro, at=MORNING)
