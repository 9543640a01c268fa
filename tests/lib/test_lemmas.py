"""What is asked in one form is found in another: nouns, verbs, adjectives, numerals, pronouns…"""

import pytest

from slovo.lib.lemmas.words import index_words, lemmas_of

RUSSIAN = """
договоры договору  договором договоров  счета счетов  счёту счет  справки справке  письма письмо
писем письму  людей человек  детям ребенок  друзья друга  суды судам  деле дела  акты актов
поставщики поставщиком  директора директору  налоговая налоговой  накладных накладная
времени время  имена имени  матери мать  дочери дочь  путей путь  компаний компании
оплатил оплатить  оплатили оплатит  подписали подписать  подпишет подписать  пришлите прислать
пришлёт прислать  жду ждать  ждём ждали  иду шла  шёл идти  могу может  хотел хотят  писал пишут
пишите писать  отвечает отвечать  отправила отправить  отправим отправят  верните вернуть
ищем искали  едут ехать  ел едят  берёт брать  взял возьмут  даём давать  дал даст  был буду
новый новая  новые новыми  срочное срочный  срочную срочных  важнее важный  лучший лучшего
большие большой  старых старый  юридического юридическая  бухгалтерской бухгалтерская
синего синий  хорошую хорошие  дорогая дорогой  последние последних
двух два  трёх три  пятью пять  первого первый  вторая второй  сорока сорок
моего мой  нашу наши  вашим ваш  этого этой  которых который  нами мы
"""
UKRAINIAN = """
справи справу  справам справ  договори договору  договорами договір  рахунки рахунку
рахунків рахунок  листи листом  листів лист  людей людина  дітям діти  суди судам  суду суд
документи документів  позови позов  позову позовом  заяви заяву  заявою заява  угоди угодою
директори директором  клієнти клієнтам  податки податків  послуги послугу  гроші грошей
грошима гроші  часу час  імені ім’я  матері мати  ночі ніч  печі піч  солі сіль  роки років
сплатив сплатити  сплатили сплатить  підписали підписати  підпише підписати  надішліть надіслати
надіслали надішле  чекаю чекати  чекаємо чекав  іду йти  йшов йти  можу могти  хотів хочуть
писав пишуть  пишіть писати  відповіли відповісти  відправила відправити  поверніть повернути
шукаємо шукали  їдуть їхати  їв їдять  бере брати  взяв візьмуть  дали дасть  був буде
новий нова  нові новими  термінове терміновий  термінову термінових  важливого важливий
великі великий  старих старий  юридичного юридична  бухгалтерської бухгалтерська  синього синій
добру добрі  дорога дорогою  останні останніх  податкова податкової
двох два  трьох три  п’ятьма п'ять  першого перший  друга другий  сорока сорок
мого мій  нашу наші  вашим ваш  цього цієї  яких який  нами ми
"""
ENGLISH = """
payments payment  pays paid  paying pay  invoices invoice  contracts contract  children child
people person  men man  women woman  mice mouse  feet foot  companies company  parties party
taxes tax  boxes box  analyses analysis  criteria criterion  wives wife  data data
letters letter  lawyers lawyer  leases lease  matters matter  clauses clause  hearings hearing
courts court  judges judge  copies copy  replies reply  cities city  knives knife
went goes  gone going  wrote writes  written writing  sent sends  sending send  brought bring
bought buys  taught teach  thought thinking  spoke speaks  spoken speak  chose choosing
drew drawn  knew known  grew grown  began begun  sold selling  told tells  made making  had having
signed signing  signs sign  agreed agrees  replied replying  stopped stopping  planned plans
larger large  largest large  better good  best good  worse bad  happier happy  cheaper cheap
faster fast  easiest easy  newer newest  later late
they them  us we  twenties twenty  thirds third  firsts first
"""


def pairs(table: str) -> list[tuple[str, str]]:
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


CASES = [
    pytest.param(one, other, language, id=f"{one}-{other}")
    for language, table in (("ru", RUSSIAN), ("uk", UKRAINIAN), ("en", ENGLISH))
    for one, other in pairs(table)
]


@pytest.mark.parametrize(("asked", "said", "language"), CASES)
def test_one_form_finds_the_other(asked: str, said: str, language: str) -> None:
    assert lemmas_of(asked) & set(index_words(said, language))
    assert lemmas_of(said) & set(index_words(asked, language))
