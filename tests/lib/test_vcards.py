"""A card as telephones read it: N in parts where the name tells them, FN as it is kept."""

import pytest
import vobject

from slovo.lib import vcards
from slovo.lib.vcards import VCard


def n_of(written: str) -> tuple[str, str, str]:
    said = vobject.readOne(written).n.value
    return said.family, said.given, said.additional


@pytest.mark.parametrize(
    ("name", "family", "given", "middle"),
    [
        ("Ткаченко Юрій Петрович", "Ткаченко", "Юрій", "Петрович"),
        ("Юрій Петрович Ткаченко", "Ткаченко", "Юрій", "Петрович"),
        ("Сидоренко Олена", "Сидоренко", "Олена", ""),
        ("Коваленко О.П.", "Коваленко", "О.", "П."),
        ("О. П. Коваленко", "Коваленко", "О.", "П."),
        ("Yuri Tkachenko", "Tkachenko", "Yuri", ""),
        ("Tkachenko Yuri", "Tkachenko", "Yuri", ""),
        ("Anna K. Bondar", "Bondar", "Anna", "K."),
        ("Zarina Khmel", "", "Zarina Khmel", ""),
        ("Анна Марія Петрович", "", "Анна Марія Петрович", ""),
        ("Олена Миколаївна", "", "Олена Миколаївна", ""),
        ("Maria Garcia Lopez", "", "Maria Garcia Lopez", ""),
        ("Оракул", "", "Оракул", ""),
    ],
)
def test_the_parts_of_a_name_that_tells_them(name, family, given, middle):
    written = VCard(name).written()
    assert n_of(written) == (family, given, middle)
    assert vobject.readOne(written).fn.value == name
    assert [card.name for card in vcards.read(written)] == [name]


def test_how_one_is_addressed_tells_the_given_name_and_comes_back():
    written = VCard("Khmel Zarina", called="Zarina Iskandarivna").written()
    assert n_of(written) == ("Khmel", "Zarina", "")
    assert vcards.read(written)[0].called == "Zarina Iskandarivna"
    assert n_of(VCard("Jonas Rohrbach", called="Mr Rohrbach").written())[0] in ("", "Rohrbach")


def test_the_card_of_the_firm_itself_is_nobodys_name():
    written = VCard(
        "Levchenko & Partners; Kyiv", organisation="Levchenko & Partners; Kyiv"
    ).written()
    assert n_of(written) == ("", "", "")
    assert vcards.read(written)[0].name == "Levchenko & Partners; Kyiv"
