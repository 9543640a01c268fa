"""Bad news, told and not yet told; talks, with their agreed lists."""

from slovo.domain.promises.actions.making import make_promise
from slovo.domain.risks.actions.choosing import choose_way
from slovo.domain.risks.actions.raising import raise_risk, see_risk
from slovo.domain.risks.actions.surprises import (
    help_client,
    note_surprise,
    say_first_word,
)
from slovo.domain.risks.actions.telling import Way, tell_bad_news
from slovo.domain.talks.actions.agreeing import Line, answer_agreed_list, send_agreed_list
from slovo.domain.talks.actions.holding import note_talk
from slovo.interfaces.commands.demo.morning import Morning


def play_candour(m: Morning) -> None:
    """After the promises: one of them is in danger."""
    _told_and_chosen(m)
    _not_told_yet(m)
    _nobody_could_foresee(m)
    _agreed_in_a_talk(m)
    _list_not_sent(m)


def _told_and_chosen(m: Morning) -> None:
    case, iryna = m.case_of("serhii"), m.cast.users["iryna"]
    endangered = make_promise(
        case,
        text="Номер справи в суді",
        kind="document",
        due_at=m.ago(-6),
        effort_minutes=None,
        by=iryna,
        at=m.ago(26),
    )
    text = "Канцелярія суду не приймає документів до четверга"
    risk = raise_risk(case, text=text, promise=endangered, by=iryna, at=m.ago(25))
    see_risk(risk, by=m.cast.users["olha"], at=m.ago(24.8))
    told = tell_bad_news(
        risk,
        cause="Канцелярія суду переїжджає і до четверга не реєструє позовів.",
        effect="Номера справи сьогодні не буде, тож і виконавчий лист зсунеться на кілька днів.",
        ways=(
            Way("Чекаємо, доки канцелярія відкриється", m.ago(-102)),
            Way("Подаємо через електронний суд: швидше, але збір сплачуєте наперед"),
        ),
        next_word_at=m.ago(-3),
        by=iryna,
        at=m.ago(24.5),
    )
    m.posts(m.ago(24.5))
    chosen = told.alternatives.get(place=1)
    words, serhii = "Хай буде електронний, збір сплачу завтра.", m.cast.people["serhii"]
    choose_way(told, choice=chosen, words=words, by=serhii, at=m.ago(23))
    m.posts(m.ago(23))


def _not_told_yet(m: Morning) -> None:
    case = m.case_of("halyna")
    text = "Суддя захворів, засідання 30-го, мабуть, перенесуть"
    risk = raise_risk(case, text=text, by=m.cast.users["maksym"], at=m.ago(0.6))
    see_risk(risk, by=m.cast.users["olha"], at=m.ago(0.5))


def _nobody_could_foresee(m: Morning) -> None:
    """What struck two cases, when the clients heard, and what helped."""
    petro, iryna = m.cast.users["petro"], m.cast.users["iryna"]
    told = note_surprise(
        m.case_of("serhii"), text="Боржник подав заяву про банкрутство", by=petro, at=m.ago(25.4)
    )
    said = "Зателефонували: що сталося і що робимо сьогодні."
    say_first_word(told, words=said, reacted_at=m.ago(25.1), by=iryna, at=m.ago(25))
    help_client(told, words="Заява кредитора в суді", helped_at=m.ago(22), by=iryna, at=m.ago(21))
    text = "Судова канцелярія зачинена через тривогу"
    note_surprise(m.case_of("halyna"), text=text, by=petro, at=m.ago(0.4))


def _agreed_in_a_talk(m: Morning) -> None:
    case, petro = m.case_of("aliya"), m.cast.users["petro"]
    talk = note_talk(case, held_at=m.ago(19), by=petro, at=m.ago(18.8))
    lines = (
        Line("Ответить перевозчику: согласны на 80 процентов", m.ago(-52), kind="document"),
        Line("Прислать накладные и акт весов", m.ago(-28), owed_by="client"),
    )
    asked = send_agreed_list(talk, lines=lines, by=petro, at=m.ago(18.5))
    m.posts(m.ago(18.5))
    aliya = m.cast.people["aliya"]
    answer_agreed_list(asked, answer="yes", words="Всё верно.", by=aliya, at=m.ago(17))
    m.posts(m.ago(17))


def _list_not_sent(m: Morning) -> None:
    petro = m.cast.users["petro"]
    note_talk(m.case_of("olena"), held_at=m.ago(1.2), by=petro, at=m.ago(1))
