import pytest

from slovo.domain.complaints.parting import in_the_way
from slovo.domain.goodwill.actions.parting import SomethingIsOpen, part_with
from slovo.domain.standards.citing import version_named
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def test_r012_nobody_is_parted_with_over_an_open_complaint(filed, olena, viktor, olha):
    assert in_the_way(olena, olha) == [f"The complaint {filed.ref} is still open."]
    assert in_the_way(viktor, olha) == []
    with pytest.raises(SomethingIsOpen, match=f"The complaint {filed.ref} is still open"):
        part_with(
            olena,
            reason="Enough",
            html="<p>Bureau Stus may help.</p>",
            ways_on=["Bureau Stus"],
            rule=version_named("3", None, MORNING),
            last_invoice_words="None",
            by=olha,
            at=MORNING,
        )
