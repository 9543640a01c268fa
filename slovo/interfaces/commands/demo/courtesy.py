"""What the demo firm says unasked: said, held, turned down; and whose turn it is."""

from slovo.domain.courtesy.actions.approaching import write_approach
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.commands.demo.morning import Morning

# who writes, to whom, what it is, so many hours ago, subject, words
WRITTEN = (
    ("petro", "olena", "care", 140, "Як пройшов ярмарок", "Бажаємо вдалого продовження сезону."),
    ("roman", "olena", "news", 96, "Нові години приймальні", "Тепер ми на місці до 19:00."),
    ("petro", "olena", "news", 3, "Зміни у зборах", "Судовий збір змінюється з наступного місяця."),
    ("roman", "serhii", "news", 95, "Нові години приймальні", "Тепер ми на місці до 19:00."),
    ("iryna", "oleksandr", "care", 400, "З днем народження", "Здоров’я і спокійних перевірок."),
    ("roman", "viktor", "survey", 2, "Два короткі запитання", "Что нам стоит делать иначе?"),
)


def play_courtesy(m: Morning) -> None:
    """After the promises: the finance director’s quarter is known by then."""
    first = m.ago(12).date()
    days = Days(first, m.ago(-96).date(), why="Перевірка податкової")
    add_blackout(m.cast.people["viktor"], days=days, by=HOUSE, at=m.ago(12))
    for who, client, kind, hours, subject, text in WRITTEN:
        person, at = m.cast.people[client], m.ago(hours)
        by = m.cast.users[who]
        write_approach(person, kind=kind, subject=subject, text=text, by=by, at=at)
        m.posts(at)
    save_preference(
        m.cast.people["halyna"], level="less", by=m.cast.people["halyna"], at=m.ago(200)
    )
