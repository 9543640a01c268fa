"""Three hundred letters from a real IMAP server, answered through a real SMTP server (issue 2)."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from imap_tools import MailBoxUnencrypted

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.models import Delivery, RawLetter
from slovo.interfaces.channels.email.deliver import deliver_due
from slovo.interfaces.channels.email.fetch import BATCH, PORTION, fetch_mailbox
from tests.channels.letters import letter
from tests.channels.servers import DOVECOT, SECRET, dovecot, smtp_server
from tests.letters.corpus import letters

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not DOVECOT, reason="dovecot is not installed"),
]
DESK, READER = "desk@firm.example", "reader@client.example"
CONNECTED = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
CAME = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 8, 10, 5, tzinfo=UTC)
WORD = NOW + timedelta(days=1)
TOKEN = re.compile(rb"\d+|[()]")


@pytest.fixture
def imap():
    with dovecot() as running:
        yield running


@pytest.fixture
def smtp():
    with smtp_server(signs_in=True) as running:
        yield running


@pytest.fixture
def desk(firm, imap, smtp, monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", NOW.isoformat().replace("+00:00", "Z!"))
    return save_mailbox(
        None,
        address=DESK,
        imap_host="127.0.0.1",
        imap_port=imap.port,
        imap_security="none",
        smtp_host="127.0.0.1",
        smtp_port=smtp.port,
        smtp_security="none",
        username=DESK,
        password=SECRET,
        by=HOUSE,
        at=CONNECTED,
    )


def test_three_hundred_letters_are_heard_and_answered_in_their_threads(desk, imap, smtp, roman):
    corpus = letters()
    imap.append_all(DESK, [raw for _name, raw, _expected in corpus], CAME)
    assert fetch_mailbox(desk) == 300
    assert sorted(set(RawLetter.objects.values_list("outcome", flat=True))) == [
        "machine",
        "message",
    ]
    heard_as_expected(corpus)

    cases = list(Case.objects.order_by("pk"))
    for case in cases:
        words = f"<p>Відповідь на {case.ref}: завтра.</p>"
        answer_case(case, html=words, next_word_at=WORD, send_at=NOW, by=roman, at=NOW)
    while deliver_due(NOW):
        pass
    assert not Delivery.objects.filter(sent_at=None).exists()
    ids = [message_from_bytes(raw)["Message-ID"] for _from, _to, raw in smtp.taken]
    assert len(ids) == len(set(ids)) == Delivery.objects.count()

    threads_are_intact(imap, smtp, [raw for _name, raw, _expected in corpus])
    answers_come_home(desk, imap, cases)


def heard_as_expected(corpus):
    # A mail server may mend line ends and NUL bytes, so letters are told by their order: the
    # newest of a mailbox seen for the first time come first, what is behind them batch by batch.
    past, newest = corpus[:-PORTION], corpus[-PORTION:]
    as_read = [*newest, *past[BATCH:], *past[:BATCH]]
    stored = RawLetter.objects.order_by("pk")
    for raw, (name, _content, expected) in zip(stored, as_read, strict=True):
        wanted = "message" if expected["kind"] == "human" else "machine"
        assert raw.outcome == wanted, (name, raw.outcome, raw.failure)
        if expected["kind"] == "human":
            message = Message.objects.get(raw=raw)
            assert message.case.person.addresses.filter(email=expected["sender"]).exists(), name
            assert message.at == CAME
    humans = sum(expected["kind"] == "human" for _name, _raw, expected in corpus)
    assert Message.objects.filter(direction="in", nature="human").count() == humans


def threads_are_intact(imap, smtp, originals):
    """A reader's own mailbox: what he wrote and what he got; one thread by references alone."""
    answers = [raw for _from, _to, raw in smtp.taken]
    imap.append_all(READER, [*originals, *answers], CAME)
    with MailBoxUnencrypted("127.0.0.1", imap.port).login(READER, SECRET) as reader:
        assert b"THREAD=REFS" in reader.client.capability()[1][0]
        thread_of = threads(reader.client.uid("THREAD", "REFS", "UTF-8", "ALL")[1][0])
        uid_of = {}
        for message in reader.fetch(mark_seen=False, headers_only=True, bulk=50):
            for message_id in message.headers.get("message-id", ()):
                uid_of.setdefault(" ".join(message_id.split()), int(message.uid))
    checked = 0
    for raw in answers:
        parsed = message_from_bytes(raw, policy=policy.default)
        parent = str(parsed["In-Reply-To"] or "").strip()
        if not parent:
            continue
        assert str(parsed["References"]).split()[-1] == parent
        own = str(parsed["Message-ID"]).strip()
        assert thread_of[uid_of[own]] == thread_of[uid_of[parent]], parent
        checked += 1
    assert checked > 200


def threads(answer):
    """uid → number of its top-level thread, from a THREAD response such as (1 2)(3 (4)(5))."""
    depth, number, found = 0, 0, {}
    for token in TOKEN.findall(answer):
        if token == b"(":
            depth += 1
            number += depth == 1
        elif token == b")":
            depth -= 1
        else:
            found[int(token)] = number
    return found


def answers_come_home(desk, imap, cases):
    """Each client answers our answer; each answer finds its own case, whatever its subject."""
    for case in cases:
        ours = case.messages.filter(direction="out", nature="human").get()
        address = str(case.person.address)
        raw = letter(f"And {case.ref}?", sender=address, subject="?", in_reply_to=ours.message_id)
        imap.append(DESK, raw, CAME)
    before = Case.objects.count()
    assert fetch_mailbox(desk) == len(cases)
    assert Case.objects.count() == before
    for case in cases:
        assert case.messages.filter(text__startswith=f"And {case.ref}?").count() == 1
