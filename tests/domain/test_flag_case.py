from slovo.domain.cases.actions.flagging import flag_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from tests.make import MORNING
from tests.portal.scene import HOUR, answer, write


def test_it_is_graver_for_him_and_the_principal_hears_of_it(
    olena: Person, engagement: Engagement, olha: User, petro: User
) -> None:
    case = write(olena)
    answer(case, petro, "A word.", MORNING + HOUR)
    message = flag_case(case, text=" Nobody calls. ", by=olena, at=MORNING + 2 * HOUR)
    pressed_again = MORNING + 2 * HOUR + HOUR / 120
    assert flag_case(case, text="Nobody calls.", by=olena, at=pressed_again) == message
    case.refresh_from_db()
    assert (message.text, message.person, message.channel) == ("Nobody calls.", olena, "portal")
    assert (case.severity_client, case.pace) == (Pace.HIGH, Pace.HIGH)
    assert Notice.objects.get(why="something_is_wrong").user == olha
    assert Event.objects.get(kind="case.flagged").subject == f"message:{message.pk}"


def test_it_rises_step_by_step_and_never_past_the_top(
    olena: Person, engagement: Engagement, petro: User
) -> None:
    case = write(olena)
    paces = []
    for step in range(1, 5):
        flag_case(case, text="", by=olena, at=MORNING + step * HOUR)
        case.refresh_from_db()
        paces.append(case.severity_client)
    assert paces[-1] == Pace.CRITICAL
    assert paces == sorted(paces)
    assert Event.objects.filter(kind="case.flagged").count() == 4


def test_a_closed_request_comes_back_with_it(
    olena: Person, engagement: Engagement, petro: User
) -> None:
    case = write(olena)
    answer(case, petro, "Done.", MORNING + HOUR, solves=True, next_word_at=None)
    flag_case(case, text="It is not done at all.", by=olena, at=MORNING + 2 * HOUR)
    assert Case.objects.get(pk=case.pk).state == "on_us"
